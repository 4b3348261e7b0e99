package dev.drydock.policy.expression;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.drydock.policy.rule.About;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The types of what an expression may ask: the members of the scan's JSON, by the same names. An
/// expression that asks for another one is refused before anything is judged.
final class Schema implements CelTypeProvider {
  private static final CelType TEXT = SimpleType.STRING;
  private static final CelType TEXTS = ListType.create(SimpleType.STRING);
  private static final CelType TRUTH = SimpleType.BOOL;
  private static final CelType NUMBER = SimpleType.DOUBLE;
  private static final CelType COUNT = SimpleType.INT;
  private static final CelType TIME = SimpleType.TIMESTAMP;

  private final ImmutableMap<String, StructType> types;

  Schema() {
    Map<String, StructType> types = new LinkedHashMap<>();
    component(types);
    finding(types);
    add(
        types,
        "Observation",
        Map.of("rule", TEXT, "severity", TEXT, "message", TEXT, "path", TEXT, "origin", TEXT));
    add(types, "Base", Map.of("reference", TEXT, "digest", TEXT, "guessed", TRUTH));
    standing(types);
    image(types);
    add(types, "Action", Map.of("kind", TEXT, "effort", TEXT, "findings", COUNT));
    add(types, "Plan", Map.of("actions", ListType.create(reference("Action")), "remaining", COUNT));
    this.types = ImmutableMap.copyOf(types);
  }

  private static void component(Map<String, StructType> types) {
    add(
        types,
        "Component",
        Map.of(
            "name", TEXT,
            "version", TEXT,
            "type", TEXT,
            "purl", TEXT,
            "licences", TEXTS,
            "locations", TEXTS,
            "origin", TEXT));
  }

  private static void finding(Map<String, StructType> types) {
    Map<String, CelType> finding = new LinkedHashMap<>();
    finding.put("id", TEXT);
    finding.put("aliases", TEXTS);
    finding.put("component", reference("Component"));
    finding.put("severity", TEXT);
    finding.put("cvss", NUMBER);
    finding.put("epss", NUMBER);
    finding.put("kev", TRUTH);
    finding.put("kevAdded", TIME);
    finding.put("ransomware", TRUTH);
    finding.put("network", TRUTH);
    finding.put("status", TEXT);
    finding.put("fixedIn", TEXTS);
    finding.put("published", TIME);
    finding.put("fixPublished", TIME);
    finding.put("origin", TEXT);
    finding.put("priority", TEXT);
    finding.put("exposure", TEXT);
    finding.put("mendable", TRUTH);
    add(types, "Finding", finding);
  }

  private static void standing(Map<String, StructType> types) {
    Map<String, CelType> standing = new LinkedHashMap<>();
    standing.put("status", TEXT);
    standing.put("reference", TEXT);
    standing.put("digest", TEXT);
    standing.put("family", TEXT);
    standing.put("variant", TEXT);
    standing.put("approvedAt", TIME);
    standing.put("newest", TEXT);
    add(types, "Standing", standing);
  }

  private static void image(Map<String, StructType> types) {
    Map<String, CelType> image = new LinkedHashMap<>();
    image.put("reference", TEXT);
    image.put("digest", TEXT);
    image.put("platform", TEXT);
    image.put("distro", TEXT);
    image.put("created", TIME);
    image.put("labels", MapType.create(TEXT, TEXT));
    image.put("base", reference("Base"));
    image.put("standing", reference("Standing"));
    image.put("endOfLife", TRUTH);
    image.put("components", COUNT);
    image.put("withoutData", TEXTS);
    image.put("componentsWithoutData", COUNT);
    image.put("distributionData", TRUTH);
    image.put("observed", TRUTH);
    image.put("advisories", TRUTH);
    image.put("advisoriesNewest", TIME);
    image.put("unreadable", COUNT);
    add(types, "Image", image);
  }

  private static void add(
      Map<String, StructType> types, String name, Map<String, CelType> members) {
    ImmutableMap<String, CelType> fields = ImmutableMap.copyOf(members);
    types.put(
        name,
        StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field))));
  }

  static CelType reference(String name) {
    return StructTypeReference.create(name);
  }

  /// The name of the variable that an expression of such a rule is about.
  static String variable(About about) {
    return switch (about) {
      case FINDINGS -> "finding";
      case COMPONENTS -> "component";
      case OBSERVATIONS -> "observation";
      case IMAGE -> "image";
      case PLAN -> "plan";
    };
  }

  /// The name of its type.
  static String type(About about) {
    return switch (about) {
      case FINDINGS -> "Finding";
      case COMPONENTS -> "Component";
      case OBSERVATIONS -> "Observation";
      case IMAGE -> "Image";
      case PLAN -> "Plan";
    };
  }

  @Override
  public ImmutableList<CelType> types() {
    return ImmutableList.copyOf(types.values());
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(types.get(name));
  }
}
