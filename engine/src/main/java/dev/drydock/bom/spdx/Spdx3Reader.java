package dev.drydock.bom.spdx;

import dev.drydock.bom.described.DescribedBom;
import dev.drydock.bom.described.DescribedComponent;
import dev.drydock.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads SPDX 3.0 in JSON-LD ([SPDX specification 3.0](https://spdx.github.io/spdx-spec/v3.0.1/)):
/// a graph of elements that name each other.
///
/// The container that a document is rooted in is its subject and no component.
public final class Spdx3Reader {
  private final DescribedBom out;
  private final Map<String, Json> byId = new HashMap<>();
  private final Set<String> roots = new HashSet<>();
  private final Map<String, List<String>> declared = new HashMap<>();
  private final Map<String, List<String>> concluded = new HashMap<>();
  private final Map<String, List<String>> statements = new HashMap<>();
  private final Set<String> sources = new HashSet<>();

  /// What holds others.
  private final Set<String> holders = new HashSet<>();

  private Spdx3Reader(DescribedBom out) {
    this.out = out;
  }

  /// Whether a document says that it is one.
  public static boolean recognises(Json document) {
    Json context = document.get("@context").orElse(null);
    if (context == null) {
      return false;
    }
    for (Json one : context.items()) {
      if (isContext(one)) {
        return true;
      }
    }
    return isContext(context);
  }

  private static boolean isContext(Json context) {
    return context.text().filter(it -> it.contains("spdx.org/rdf/3")).isPresent();
  }

  /// @throws IOException where it goes over a limit
  public static void read(Json document, DescribedBom out) throws IOException {
    new Spdx3Reader(out).document(document);
  }

  private void document(Json document) throws IOException {
    List<Json> graph = document.items("@graph");
    List<Json> elements = graph.isEmpty() ? List.of(document) : graph;
    String version = "SPDX 3.0";
    for (Json element : elements) {
      String id = id(element);
      if (id != null) {
        byId.putIfAbsent(id, element);
      }
      String said = element.text("specVersion");
      version = said == null ? version : "SPDX " + said;
    }
    out.format(version);
    for (Json element : elements) {
      relate(element);
    }
    for (Json element : elements) {
      if (type(element).equals("SpdxDocument")) {
        for (String statement : statements.getOrDefault(String.valueOf(id(element)), List.of())) {
          AnnotationText.read(statement, out.subject()::property);
        }
      }
      if (type(element).equals("software_Package")
          && !sources.contains(String.valueOf(id(element)))) {
        describe(element);
      }
    }
  }

  private void relate(Json element) {
    switch (type(element)) {
      case "SpdxDocument", "software_Sbom", "Bom" -> {
        roots.addAll(strings(element, "rootElement"));
        out.subject().name(element.text("name"));
      }
      case "Annotation" -> {
        String subject = reference(element.get("subject").orElse(null));
        String statement = element.text("statement");
        if (subject != null && statement != null) {
          statements.computeIfAbsent(subject, _ -> new ArrayList<>()).add(statement);
        }
      }
      case "Relationship", "LifecycleScopedRelationship" -> relationship(element);
      default -> {
        // agents, tools, licences: looked up where they are named
      }
    }
  }

  private void relationship(Json relation) {
    String from = reference(relation.get("from").orElse(null));
    if (from == null) {
      return;
    }
    List<String> to = strings(relation, "to");
    switch (String.valueOf(relation.text("relationshipType"))) {
      case "dependsOn" -> to.forEach(one -> out.dependency(from, one));
      case "contains" -> {
        holders.add(from);
        to.forEach(one -> out.dependency(from, one));
      }
      case "hasDeclaredLicense" ->
          declared.computeIfAbsent(from, _ -> new ArrayList<>()).addAll(to);
      case "hasConcludedLicense" ->
          concluded.computeIfAbsent(from, _ -> new ArrayList<>()).addAll(to);
      case "generates" -> {
        // of a mere file the source is all that tells what is in it
        if (to.stream().anyMatch(this::isPackage)) {
          sources.add(from);
        }
      }
      default -> {
        // files, tests, tools to build with
      }
    }
  }

  private boolean isPackage(String id) {
    Json element = byId.get(id);
    return element != null && type(element).equals("software_Package");
  }

  private void describe(Json element) throws IOException {
    String id = String.valueOf(id(element));
    String purl = purl(element);
    String purpose = String.valueOf(element.text("software_primaryPurpose"));
    boolean image = purpose.equals("container") || purl != null && purl.startsWith("pkg:oci/");
    if (image && roots.contains(id)) {
      out.subject().name(element.text("name"));
      out.subject().digest(element.text("software_packageVersion"));
      for (String statement : statements.getOrDefault(id, List.of())) {
        AnnotationText.read(statement, out.subject()::property);
      }
    } else if (purpose.equals("operatingSystem")) {
      operatingSystem(element, id);
    } else if (!SpdxPurposes.passedOver(purpose.toUpperCase(Locale.ROOT), purl)) {
      component(element, id, purl);
    }
  }

  private void operatingSystem(Json element, String id) {
    String name = element.text("name");
    if (name != null) {
      Map<String, List<String>> properties = new HashMap<>();
      for (String statement : statements.getOrDefault(id, List.of())) {
        AnnotationText.read(
            statement,
            (key, value) -> properties.computeIfAbsent(key, _ -> new ArrayList<>()).add(value));
      }
      String pretty = element.text("description");
      out.distribution(name, element.text("software_packageVersion"), pretty, properties);
    }
  }

  private void component(Json element, String id, @Nullable String purl) throws IOException {
    DescribedComponent component =
        out.component(id)
            .named(null, element.text("name"))
            .version(element.text("software_packageVersion"))
            .purl(purl)
            .supplier(agent(element));
    String purpose = element.text("software_primaryPurpose");
    if (purpose == null ? holders.contains(id) || roots.contains(id) : !purpose.equals("library")) {
      component.listing();
    }
    for (String statement : statements.getOrDefault(id, List.of())) {
      AnnotationText.read(statement, component::property);
    }
    SpdxPackages.sourceInfo(element.text("software_sourceInfo"), component);
    List<String> licences = licences(declared, id);
    (licences.isEmpty() ? licences(concluded, id) : licences).forEach(component::licence);
    for (Json hash : values(element, "verifiedUsing")) {
      component.hash(hash.text("algorithm"), hash.text("hashValue"));
    }
  }

  private static @Nullable String purl(Json element) {
    String purl = element.text("software_packageUrl");
    if (purl != null) {
      return purl;
    }
    for (Json identifier : values(element, "externalIdentifier")) {
      if ("packageUrl".equals(identifier.text("externalIdentifierType"))) {
        return identifier.text("identifier");
      }
    }
    return null;
  }

  private @Nullable String agent(Json element) {
    String id = reference(element.get("suppliedBy").orElse(null));
    if (id == null) {
      List<String> originators = strings(element, "originatedBy");
      id = originators.isEmpty() ? null : originators.getFirst();
    }
    Json agent = id == null ? null : byId.get(id);
    return agent == null ? null : agent.text("name");
  }

  /// Those that say something; `NOASSERTION` does not.
  private List<String> licences(Map<String, List<String>> related, String id) {
    List<String> all = new ArrayList<>();
    for (String one : related.getOrDefault(id, List.of())) {
      String licence = licence(one);
      if (licence != null) {
        all.add(licence);
      }
    }
    return all;
  }

  /// An expression of its own, or an element of the licence list by its address.
  private @Nullable String licence(String id) {
    Json element = byId.get(id);
    if (element != null) {
      String expression = element.text("simplelicensing_licenseExpression");
      return SpdxPackages.said(expression == null ? element.text("name") : expression);
    }
    String list = "https://spdx.org/licenses/";
    return id.startsWith(list) ? id.substring(list.length()) : null;
  }

  private static String type(Json element) {
    String type = element.text("type");
    return type == null ? String.valueOf(element.text("@type")) : type;
  }

  private static @Nullable String id(Json element) {
    String id = element.text("spdxId");
    return id == null ? element.text("@id") : id;
  }

  /// An element is named by its id, or stands there itself.
  private static @Nullable String reference(@Nullable Json value) {
    return value == null ? null : value.text().orElseGet(() -> id(value));
  }

  private static List<String> strings(Json element, String member) {
    List<String> all = new ArrayList<>();
    for (Json item : values(element, member)) {
      String reference = reference(item);
      if (reference != null) {
        all.add(reference);
      }
    }
    return all;
  }

  /// What may be several stands in an array, or alone.
  private static List<Json> values(Json element, String member) {
    Json value = element.get(member).orElse(null);
    if (value == null) {
      return List.of();
    }
    List<Json> items = value.items();
    return items.isEmpty() ? List.of(value) : items;
  }
}
