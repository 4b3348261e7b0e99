package dev.drydock.csaf;

import dev.drydock.csaf.CsafDocument.Remark;
import dev.drydock.csaf.CsafDocument.Score;
import dev.drydock.csaf.CsafDocument.Status;
import dev.drydock.csaf.CsafDocument.Vulnerability;
import dev.drydock.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a [CsafDocument] from its JSON. Lenient: what has another form than the specification
/// gives it is passed over.
public final class CsafReader {
  private CsafReader() {}

  /// Whether this looks like a CSAF document at all.
  public static boolean is(Json json) {
    Json document = json.get("document").orElse(null);
    return document != null
        && (document.text("csaf_version") != null || document.get("tracking").isPresent())
        && document.text("category") != null;
  }

  /// @param what names the document in errors
  /// @throws IOException where it is none
  public static CsafDocument read(Json json, String what) throws IOException {
    if (!is(json)) {
      throw new IOException(what + " is no CSAF document: it has no document.csaf_version");
    }
    Json document = json.get("document").orElse(json);
    Json tracking = document.get("tracking").orElse(json);
    Json publisher = document.get("publisher").orElse(json);
    Json tree = json.get("product_tree").orElse(new Json.Null());
    Map<String, Set<String>> groups = groups(tree);
    List<Vulnerability> vulnerabilities = new ArrayList<>();
    for (Json vulnerability : json.items("vulnerabilities")) {
      vulnerabilities.add(vulnerability(vulnerability, groups));
    }
    String id = tracking.text("id");
    String name = publisher.text("name");
    return new CsafDocument(
        id == null ? "" : id,
        String.valueOf(document.text("category")),
        name == null ? "" : name,
        document.text("title"),
        tracking.text("current_release_date"),
        document.get("aggregate_severity").map(word -> word.text("text")).orElse(null),
        ProductTree.read(tree),
        vulnerabilities);
  }

  private static Map<String, Set<String>> groups(Json tree) {
    Map<String, Set<String>> groups = new HashMap<>();
    for (Json group : tree.items("product_groups")) {
      String id = group.text("group_id");
      if (id != null) {
        groups.put(id, new LinkedHashSet<>(group.texts("product_ids")));
      }
    }
    return groups;
  }

  private static Vulnerability vulnerability(Json json, Map<String, Set<String>> groups) {
    Set<String> ids = new LinkedHashSet<>();
    String cve = json.text("cve");
    if (cve != null) {
      ids.add(cve);
    }
    for (Json id : json.items("ids")) {
      String text = id.text("text");
      if (text != null) {
        ids.add(text);
      }
    }
    Json status = json.get("product_status").orElse(new Json.Null());
    Map<Status, List<String>> statuses = new EnumMap<>(Status.class);
    statuses.put(Status.FIXED, products(status, "fixed", "first_fixed"));
    statuses.put(
        Status.AFFECTED, products(status, "known_affected", "first_affected", "last_affected"));
    statuses.put(Status.NOT_AFFECTED, products(status, "known_not_affected"));
    statuses.put(Status.UNDER_INVESTIGATION, products(status, "under_investigation"));
    return new Vulnerability(
        new ArrayList<>(ids),
        json.text("title"),
        json.text("release_date"),
        statuses,
        products(status, "recommended"),
        remarks(json.items("flags"), "label", groups),
        remarks(json.items("threats"), "details", groups),
        remarks(json.items("remediations"), "details", groups),
        scores(json),
        cwes(json));
  }

  private static List<String> products(Json status, String... members) {
    Set<String> products = new LinkedHashSet<>();
    for (String member : members) {
      products.addAll(status.texts(member));
    }
    return List.copyOf(products);
  }

  private static List<Remark> remarks(
      List<Json> items, String member, Map<String, Set<String>> groups) {
    List<Remark> remarks = new ArrayList<>(items.size());
    for (Json item : items) {
      Set<String> products = new LinkedHashSet<>(item.texts("product_ids"));
      for (String group : item.texts("group_ids")) {
        products.addAll(groups.getOrDefault(group, Set.of()));
      }
      String category = item.text("category");
      String text = item.text(member);
      remarks.add(
          new Remark(
              category == null ? "flag" : category,
              text == null ? "" : text,
              item.text("url"),
              item.text("date"),
              products));
    }
    return remarks;
  }

  /// 2.0 has `scores`, 2.1 has `metrics` with the vectors in `content`.
  private static List<Score> scores(Json json) {
    List<Score> scores = new ArrayList<>();
    for (Json score : json.items("scores")) {
      addScore(score, score, scores);
    }
    for (Json metric : json.items("metrics")) {
      addScore(metric, metric.get("content").orElse(metric), scores);
    }
    return scores;
  }

  private static void addScore(Json holder, Json content, List<Score> into) {
    List<String> vectors = new ArrayList<>();
    for (String version : List.of("cvss_v4", "cvss_v3", "cvss_v2")) {
      String vector = content.get(version).map(cvss -> cvss.text("vectorString")).orElse(null);
      if (vector != null) {
        vectors.add(vector);
      }
    }
    if (!vectors.isEmpty()) {
      into.add(new Score(vectors, Set.copyOf(holder.texts("products"))));
    }
  }

  /// One in 2.0 (`cwe`), several in 2.1 (`cwes`).
  private static List<String> cwes(Json json) {
    List<String> cwes = new ArrayList<>();
    addCwe(json.get("cwe").orElse(null), cwes);
    for (Json cwe : json.items("cwes")) {
      addCwe(cwe, cwes);
    }
    return cwes;
  }

  private static void addCwe(@Nullable Json cwe, List<String> into) {
    String id = cwe == null ? null : cwe.text("id");
    if (id != null && !into.contains(id)) {
      into.add(id);
    }
  }
}
