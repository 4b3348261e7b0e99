package dev.drydock.bom.cyclonedx;

import dev.drydock.bom.Bom;
import dev.drydock.bom.BomIdentity;
import dev.drydock.bom.Component;
import dev.drydock.bom.Creation;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.ImageName;
import dev.drydock.bom.OwnProperties;
import dev.drydock.bom.OwnProperties.Property;
import dev.drydock.bom.Purl;
import dev.drydock.bom.Supplier;
import dev.drydock.bom.cyclonedx.CycloneDxDocument.Evidence;
import dev.drydock.bom.cyclonedx.CycloneDxDocument.Item;
import dev.drydock.bom.cyclonedx.CycloneDxDocument.Licence;
import dev.drydock.bom.cyclonedx.CycloneDxDocument.Needs;
import dev.drydock.bom.licence.LicenceExpression;
import dev.drydock.bom.licence.LicenceList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Turns a [Bom] into a [CycloneDxDocument].
final class CycloneDxBuilder {
  static final String IMAGE = "image";
  private static final String OPERATING_SYSTEM = "operating-system";

  private final Bom bom;
  private final LicenceList list = LicenceList.load();

  /// For each component, unique in the document.
  private final List<String> references = new ArrayList<>();

  private CycloneDxBuilder(Bom bom) {
    this.bom = bom;
    Set<String> taken = new HashSet<>(Set.of(IMAGE, OPERATING_SYSTEM));
    for (Component component : bom.components()) {
      String purl = component.purl().toString();
      String reference = purl;
      for (int i = 2; !taken.add(reference); i++) {
        reference = purl + "#" + i;
      }
      references.add(reference);
    }
  }

  static CycloneDxDocument build(Bom bom, Creation creation) {
    return new CycloneDxBuilder(bom).document(creation);
  }

  private CycloneDxDocument document(Creation creation) {
    List<Item> items = new ArrayList<>();
    Distribution distribution = bom.distribution();
    if (distribution != null) {
      items.add(operatingSystem(distribution));
    }
    for (int i = 0; i < bom.components().size(); i++) {
      items.add(component(bom.components().get(i), references.get(i)));
    }
    String author = creation.author();
    return new CycloneDxDocument(
        "urn:uuid:" + BomIdentity.of(bom),
        creation.at().toString(),
        creation.version(),
        author == null ? null : Supplier.parse(author),
        image(),
        OwnProperties.troubles(bom),
        items,
        dependencies(),
        bom.unreadable().isEmpty() ? "unknown" : "incomplete");
  }

  private Item image() {
    Bom.Subject subject = bom.subject();
    Purl purl = ImageName.purl(subject);
    return new Item(
        "container",
        IMAGE,
        null,
        null,
        subject.reference(),
        subject.digest() != null ? subject.digest() : subject.imageId(),
        null,
        List.of(),
        null,
        List.of(),
        null,
        purl == null ? null : purl.toString(),
        OwnProperties.of(subject),
        null);
  }

  private static Item operatingSystem(Distribution distribution) {
    return new Item(
        "operating-system",
        OPERATING_SYSTEM,
        null,
        null,
        distribution.id().isEmpty() ? "linux" : distribution.id(),
        distribution.versionId().isEmpty() ? null : distribution.versionId(),
        distribution.name(),
        List.of(),
        null,
        List.of(),
        null,
        null,
        OwnProperties.of(distribution),
        null);
  }

  private Item component(Component component, String reference) {
    String name = component.name();
    int group = groupEnd(component);
    List<String> texts = new ArrayList<>(component.licences());
    texts.removeIf(String::isBlank);
    LicenceExpression expression = texts.isEmpty() ? null : list.all(texts).orElse(null);
    String compound = expression != null && expression.compound() ? expression.text() : null;
    List<Licence> licences = compound == null ? licences(texts) : List.of();
    List<Property> properties = new ArrayList<>(OwnProperties.of(bom, component));
    if (!restored(component, compound, licences)) {
      for (String text : component.licences()) {
        properties.add(new Property(OwnProperties.LICENCE, text));
      }
    }
    properties.addAll(BsiProperties.of(component));
    return new Item(
        "library",
        reference,
        Supplier.of(component).orElse(null),
        group > 0 ? name.substring(0, group) : null,
        group > 0 ? name.substring(group + 1) : name,
        component.version().isEmpty() ? null : component.version(),
        null,
        component.hashes(),
        compound,
        licences,
        null,
        component.purl().toString(),
        properties,
        evidence(component));
  }

  /// Whether a reader finds the source's own words again.
  private static boolean restored(
      Component component, @Nullable String expression, List<Licence> licences) {
    List<String> read = new ArrayList<>();
    if (expression != null) {
      read.add(expression);
    }
    for (Licence licence : licences) {
      read.add(licence.text());
    }
    return read.equals(component.licences());
  }

  /// Where the group ends in a name of an ecosystem that has groups, else -1.
  private static int groupEnd(Component component) {
    String name = component.name();
    int end =
        switch (component.type()) {
          case "maven" -> name.indexOf(':');
          case "npm" -> name.startsWith("@") ? name.indexOf('/') : -1;
          default -> -1;
        };
    return end == name.length() - 1 ? -1 : end;
  }

  private List<Licence> licences(List<String> texts) {
    List<Licence> licences = new ArrayList<>();
    for (String text : texts) {
      LicenceExpression one = list.parse(text).orElse(null);
      licences.add(
          one == null || one.compound() ? new Licence(text, false) : new Licence(one.text(), true));
    }
    return licences;
  }

  private static Evidence evidence(Component component) {
    String technique =
        switch (component.evidence().source()) {
          case "file name", "repository layout" -> "filename";
          case "build info", "build information" -> "binary-analysis";
          default -> "manifest-analysis";
        };
    List<String> locations = new ArrayList<>();
    for (Component.Location location : component.locations()) {
      locations.add(location.path());
    }
    return new Evidence(
        technique,
        technique.equals("filename") ? 0.5 : 1,
        component.evidence().source(),
        locations);
  }

  private List<Needs> dependencies() {
    List<Needs> all = new ArrayList<>();
    Set<String> everything = new TreeSet<>(references);
    if (bom.distribution() != null) {
      everything.add(OPERATING_SYSTEM);
    }
    all.add(new Needs(IMAGE, everything));
    Map<Integer, Set<String>> needs = new HashMap<>();
    for (Bom.Dependency dependency : bom.dependencies()) {
      if (dependency.from() != dependency.to()) {
        needs
            .computeIfAbsent(dependency.from(), _ -> new TreeSet<>())
            .add(references.get(dependency.to()));
      }
    }
    for (int i = 0; i < references.size(); i++) {
      Set<String> known = needs.get(i);
      if (known != null) {
        all.add(new Needs(references.get(i), known));
      }
    }
    return all;
  }
}
