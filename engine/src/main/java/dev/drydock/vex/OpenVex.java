package dev.drydock.vex;

import dev.drydock.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads [OpenVEX](https://github.com/openvex/spec) 0.2.0, and what came before it, where
/// vulnerability and products are plain texts:
///
/// ```json
/// {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.org/vex-1",
///  "author": "Example", "timestamp": "2024-05-01T00:00:00Z", "version": 1,
///  "statements": [{"vulnerability": {"name": "CVE-2024-1", "aliases": ["GHSA-x"]},
///    "products": [{"@id": "pkg:oci/app@sha256:…",
///                  "subcomponents": [{"@id": "pkg:deb/debian/zlib1g"}]}],
///    "status": "not_affected", "justification": "vulnerable_code_not_in_execute_path"}]}
/// ```
final class OpenVex {
  private final List<Statement> statements = new ArrayList<>();
  private final List<String> passedOver = new ArrayList<>();
  private final Json json;
  private final List<Product> subjects;
  private final Statement.Document document;

  private OpenVex(Json json, String source, List<Product> subjects) {
    this.json = head(json);
    this.subjects = subjects;
    String id = this.json.text("@id");
    String author = this.json.text("author");
    this.document =
        new Statement.Document(
            source, "OpenVEX", id == null ? "" : id, author == null ? "" : author);
  }

  static boolean is(Json json) {
    String context = head(json).text("@context");
    return context != null && context.startsWith("https://openvex.dev/ns");
  }

  /// The members about the document itself: Canonical's documents have them in one of their own.
  private static Json head(Json json) {
    return json.get("metadata").filter(head -> head.text("@context") != null).orElse(json);
  }

  /// @param subjects of the attestation that it is in: the products of statements that have none
  static VexDocument read(Json json, String source, List<Product> subjects) {
    OpenVex reading = new OpenVex(json, source, subjects);
    int number = 0;
    for (Json statement : json.items("statements")) {
      reading.statement(statement, ++number);
    }
    return new VexDocument(reading.document, reading.statements, reading.passedOver);
  }

  private void statement(Json statement, int number) {
    Statement.Status status = status(statement.text("status"));
    List<String> ids = ids(statement);
    if (status == null || ids.isEmpty()) {
      passedOver.add(
          "statement "
              + number
              + (status == null ? " has no status of OpenVEX" : " names no vulnerability"));
      return;
    }
    if (statement.items("products").isEmpty() && subjects.isEmpty()) {
      passedOver.add("statement " + number + " names no product");
      return;
    }
    List<Product> products = new ArrayList<>();
    List<PurlPattern> shared = new ArrayList<>();
    boolean partly = parts(statement.items("subcomponents"), shared);
    for (Json product : statement.items("products")) {
      Product read = product(product, shared, partly);
      if (read == null) {
        passedOver.add("statement " + number + " has a product without a package URL or digest");
      } else {
        products.add(read);
      }
    }
    for (Product subject : statement.items("products").isEmpty() ? subjects : List.<Product>of()) {
      products.add(new Product(subject.purls(), List.of(), subject.hashes(), shared, partly));
    }
    statements.add(
        new Statement(
            ids,
            products,
            status,
            statement.text("justification"),
            statement.text("impact_statement"),
            statement.text("action_statement"),
            false,
            time(statement),
            document));
  }

  /// A statement without a time of its own has the document's.
  private @Nullable Instant time(Json statement) {
    return Times.first(
        statement.text("last_updated"),
        statement.text("timestamp"),
        json.text("last_updated"),
        json.text("timestamp"));
  }

  private static Statement.@Nullable Status status(@Nullable String word) {
    for (Statement.Status status : Statement.Status.values()) {
      if (status.word().equals(word)) {
        return status;
      }
    }
    return null;
  }

  private static List<String> ids(Json statement) {
    Set<String> ids = new LinkedHashSet<>();
    Json vulnerability = statement.get("vulnerability").orElse(new Json.Null());
    vulnerability.text().ifPresent(ids::add);
    add(vulnerability.text("name"), ids);
    String id = vulnerability.text("@id");
    if (id != null) {
      ids.add(id.substring(id.lastIndexOf('/') + 1));
    }
    ids.addAll(vulnerability.texts("aliases"));
    ids.remove("");
    return List.copyOf(ids);
  }

  private static @Nullable Product product(
      Json product, List<PurlPattern> shared, boolean sharedPartly) {
    List<PurlPattern> purls = purls(product);
    List<String> cpes = new ArrayList<>();
    List<String> hashes = new ArrayList<>();
    Json identifiers = product.get("identifiers").orElse(new Json.Null());
    for (String kind : List.of("cpe23", "cpe22")) {
      String cpe = identifiers.text(kind);
      if (cpe != null) {
        cpes.add(cpe);
      }
    }
    for (Map.Entry<String, Json> hash :
        product.get("hashes").orElse(new Json.Null()).members().entrySet()) {
      hash.getValue().text().ifPresent(hashes::add);
    }
    if (purls.isEmpty() && cpes.isEmpty() && hashes.isEmpty()) {
      return null;
    }
    List<PurlPattern> parts = new ArrayList<>(shared);
    boolean partly = parts(product.items("subcomponents"), parts) || sharedPartly;
    return new Product(purls, cpes, hashes, parts, partly);
  }

  /// @return whether there are any, recognised or not
  private static boolean parts(List<Json> subcomponents, List<PurlPattern> into) {
    for (Json subcomponent : subcomponents) {
      into.addAll(purls(subcomponent));
    }
    return !subcomponents.isEmpty();
  }

  private static List<PurlPattern> purls(Json product) {
    Set<PurlPattern> purls = new LinkedHashSet<>();
    List<@Nullable String> texts = new ArrayList<>();
    texts.add(product.text().orElse(null));
    texts.add(product.text("@id"));
    texts.add(product.get("identifiers").map(some -> some.text("purl")).orElse(null));
    for (String text : texts) {
      PurlPattern purl = Product.purl(text);
      if (purl != null) {
        purls.add(purl);
      }
    }
    return List.copyOf(purls);
  }

  private static void add(@Nullable String text, Set<String> into) {
    if (text != null) {
      into.add(text);
    }
  }
}
