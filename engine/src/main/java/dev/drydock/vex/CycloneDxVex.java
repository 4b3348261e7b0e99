package dev.drydock.vex;

import dev.drydock.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the `vulnerabilities` of [CycloneDX](https://cyclonedx.org/capabilities/vex/) 1.4 and
/// later that have an `analysis`:
///
/// ```json
/// {"bomFormat": "CycloneDX", "specVersion": "1.6", "vulnerabilities": [{
///    "id": "CVE-2024-1", "analysis": {"state": "not_affected",
///      "justification": "code_not_reachable", "detail": "…"},
///    "affects": [{"ref": "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg:npm/a@1.0.0"}]}]}
/// ```
///
/// A `ref` is a component of the same document, or of another one ([BomLink]), of which then only
/// the fragment tells, and only where it is a purl.
final class CycloneDxVex {
  private final Map<String, List<PurlPattern>> references = new HashMap<>();
  private final List<Statement> statements = new ArrayList<>();
  private final List<String> passedOver = new ArrayList<>();
  private final Json json;
  private final Statement.Document document;
  private final @Nullable String serialNumber;
  private final @Nullable String root;

  private CycloneDxVex(Json json, String source) {
    this.json = json;
    this.serialNumber = json.text("serialNumber");
    Json subject = json.get("metadata").flatMap(some -> some.get("component")).orElse(null);
    this.root = subject == null ? null : subject.text("bom-ref");
    this.document =
        new Statement.Document(
            source, "CycloneDX", serialNumber == null ? "" : serialNumber, author(json, subject));
    Deque<Json> components = new ArrayDeque<>(json.items("components"));
    if (subject != null) {
      components.add(subject);
    }
    while (!components.isEmpty()) {
      Json component = components.poll();
      String reference = component.text("bom-ref");
      PurlPattern purl = Product.purl(component.text("purl"));
      if (reference != null && purl != null) {
        references.put(reference, List.of(purl));
      }
      components.addAll(component.items("components"));
    }
  }

  static boolean is(Json json) {
    return "CycloneDX".equals(json.text("bomFormat"));
  }

  static VexDocument read(Json json, String source) {
    CycloneDxVex reading = new CycloneDxVex(json, source);
    for (Json vulnerability : json.items("vulnerabilities")) {
      reading.vulnerability(vulnerability);
    }
    return new VexDocument(reading.document, reading.statements, reading.passedOver);
  }

  private static String author(Json json, @Nullable Json subject) {
    Json metadata = json.get("metadata").orElse(json);
    List<@Nullable String> names = new ArrayList<>();
    for (String member : List.of("supplier", "manufacturer", "manufacture")) {
      names.add(metadata.get(member).map(some -> some.text("name")).orElse(null));
    }
    for (Json author : metadata.items("authors")) {
      names.add(author.text("name"));
    }
    names.add(
        subject == null
            ? null
            : subject.get("supplier").map(some -> some.text("name")).orElse(null));
    for (String name : names) {
      if (name != null) {
        return name;
      }
    }
    return "";
  }

  private void vulnerability(Json vulnerability) {
    Json analysis = vulnerability.get("analysis").orElse(new Json.Null());
    Statement.Status status = status(analysis.text("state"));
    String id = vulnerability.text("id");
    if (status == null || id == null) {
      return;
    }
    if (vulnerability.items("affects").isEmpty()) {
      passedOver.add(id + " does not say what it affects");
      return;
    }
    Set<String> ids = new LinkedHashSet<>(List.of(id));
    for (Json reference : vulnerability.items("references")) {
      String alias = reference.text("id");
      if (alias != null) {
        ids.add(alias);
      }
    }
    List<Product> products = new ArrayList<>();
    for (Json affected : vulnerability.items("affects")) {
      product(affected, status, id, products);
    }
    List<String> responses = analysis.texts("response");
    String recommendation = vulnerability.text("recommendation");
    statements.add(
        new Statement(
            List.copyOf(ids),
            products,
            status,
            analysis.text("justification"),
            status.silences() ? analysis.text("detail") : null,
            recommendation != null ? recommendation : response(responses),
            responses.contains("will_not_fix") && !responses.contains("update"),
            Times.first(
                analysis.text("lastUpdated"),
                analysis.text("firstIssued"),
                vulnerability.text("updated"),
                json.get("metadata").map(some -> some.text("timestamp")).orElse(null)),
            document));
  }

  private static @Nullable String response(List<String> responses) {
    return responses.isEmpty() ? null : String.join(", ", responses).replace('_', ' ');
  }

  private void product(Json affected, Statement.Status status, String id, List<Product> into) {
    String reference = affected.text("ref");
    BomLink link = reference == null ? null : BomLink.of(reference);
    List<PurlPattern> purls = link == null ? List.of() : purls(link);
    if (link == null || purls.isEmpty()) {
      passedOver.add(
          id
              + ": what \""
              + reference
              + "\" refers to is not in the document, and is no package URL");
      return;
    }
    List<PurlPattern> versions = new AffectedVersions(affected, status).of(purls);
    if (versions.isEmpty()) {
      passedOver.add(id + ": of \"" + reference + "\" no version is listed that it could be about");
      return;
    }
    List<PurlPattern> whole = root == null ? List.of() : references.getOrDefault(root, List.of());
    Product product =
        whole.isEmpty() || link.reference().equals(root)
            ? new Product(versions, List.of())
            : new Product(whole, List.of(), List.of(), versions, true);
    boolean own = link.isWithin(serialNumber) && references.containsKey(link.reference());
    into.add(own ? product : product.of(link.bom()));
  }

  private List<PurlPattern> purls(BomLink link) {
    boolean another = serialNumber != null && !link.isWithin(serialNumber);
    List<PurlPattern> known = another ? null : references.get(link.reference());
    if (known != null) {
      return known;
    }
    PurlPattern purl = Product.purl(link.reference());
    return purl == null ? List.of() : List.of(purl);
  }

  private static Statement.@Nullable Status status(@Nullable String state) {
    return switch (state == null ? "" : state) {
      case "resolved", "resolved_with_pedigree" -> Statement.Status.FIXED;
      case "exploitable" -> Statement.Status.AFFECTED;
      case "in_triage" -> Statement.Status.UNDER_INVESTIGATION;
      case "false_positive", "not_affected" -> Statement.Status.NOT_AFFECTED;
      default -> null;
    };
  }
}
