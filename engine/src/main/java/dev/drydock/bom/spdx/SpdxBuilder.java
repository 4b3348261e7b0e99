package dev.drydock.bom.spdx;

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
import dev.drydock.bom.licence.LicenceExpression;
import dev.drydock.bom.licence.LicenceList;
import dev.drydock.bom.spdx.SpdxDocument.ExtractedLicence;
import dev.drydock.bom.spdx.SpdxDocument.Relationship;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns a [Bom] into an [SpdxDocument].
final class SpdxBuilder {
  private static final String IMAGE = "SPDXRef-image";
  private static final String OPERATING_SYSTEM = "SPDXRef-operating-system";

  private final Bom bom;
  private final Creation creation;
  private final LicenceList list = LicenceList.load();
  private final List<SpdxDocument.Package> packages = new ArrayList<>();
  private final List<Relationship> relationships = new ArrayList<>();

  /// Extracted licences by what the source said.
  private final Map<String, ExtractedLicence> extracted = new HashMap<>();

  private final List<ExtractedLicence> licences = new ArrayList<>();
  private final Set<String> licenceIds = new LinkedHashSet<>();

  private SpdxBuilder(Bom bom, Creation creation) {
    this.bom = bom;
    this.creation = creation;
  }

  static SpdxDocument build(Bom bom, Creation creation) {
    return new SpdxBuilder(bom, creation).document();
  }

  private SpdxDocument document() {
    relationships.add(new Relationship(SpdxDocument.ID, "DESCRIBES", IMAGE));
    image();
    operatingSystem();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < bom.components().size(); i++) {
      Component component = bom.components().get(i);
      String id = "SPDXRef-" + safe(component.type() + "-" + component.name()) + "-" + (i + 1);
      ids.add(id);
      component(component, id);
    }
    Set<Bom.Dependency> seen = new LinkedHashSet<>(bom.dependencies());
    for (Bom.Dependency dependency : seen) {
      if (dependency.from() != dependency.to()) {
        relationships.add(
            new Relationship(ids.get(dependency.from()), "DEPENDS_ON", ids.get(dependency.to())));
      }
    }
    String reference = oneLine(bom.subject().reference());
    return new SpdxDocument(
        reference,
        "https://spdx.org/spdxdocs/drydock-" + BomIdentity.of(bom),
        Creation.TOOL + "-" + creation.version(),
        creation.author() == null ? null : Supplier.parse(creation.author()),
        creation.at().toString(),
        comment(),
        annotation(OwnProperties.troubles(bom)),
        packages,
        licences,
        relationships);
  }

  private void image() {
    Bom.Subject subject = bom.subject();
    Purl purl = ImageName.purl(subject);
    packages.add(
        new SpdxDocument.Package(
            IMAGE,
            oneLine(subject.reference()),
            subject.digest() != null ? subject.digest() : subject.imageId(),
            null,
            SpdxDocument.NO_ASSERTION,
            null,
            purl == null ? null : purl.toString(),
            "CONTAINER",
            "platform: " + subject.platform(),
            List.of(),
            annotation(OwnProperties.of(subject))));
  }

  private void operatingSystem() {
    Distribution distribution = bom.distribution();
    if (distribution == null) {
      return;
    }
    packages.add(
        new SpdxDocument.Package(
            OPERATING_SYSTEM,
            distribution.id().isEmpty() ? "linux" : oneLine(distribution.id()),
            distribution.versionId().isEmpty() ? null : oneLine(distribution.versionId()),
            null,
            SpdxDocument.NO_ASSERTION,
            null,
            null,
            "OPERATING-SYSTEM",
            oneLine(distribution.name()),
            List.of(),
            annotation(OwnProperties.of(distribution))));
    relationships.add(new Relationship(IMAGE, "CONTAINS", OPERATING_SYSTEM));
  }

  private void component(Component component, String id) {
    Component.OsPackage os = component.os();
    StringBuilder source = new StringBuilder("found by ");
    source.append(oneLine(component.evidence().cataloger())).append(" in ");
    source.append(oneLine(component.locations().getFirst().path()));
    if (os != null) {
      source.append("; built from ").append(oneLine(os.source().name()));
      source.append(' ').append(oneLine(os.source().version()));
    }
    String layer = bom.layerOf(component);
    String licence = licence(component.licences());
    List<Property> properties = new ArrayList<>(OwnProperties.of(bom, component));
    properties.removeIf(property -> property.name().equals(OwnProperties.LAYERS));
    for (Component.Location location : component.locations()) {
      properties.add(
          new Property(OwnProperties.LOCATION, location.layer() + " " + location.path()));
    }
    licences(component, licence, properties);
    packages.add(
        new SpdxDocument.Package(
            id,
            oneLine(component.name()),
            component.version().isEmpty() ? null : oneLine(component.version()),
            Supplier.of(component).orElse(null),
            licence,
            source.toString(),
            component.purl().toString(),
            "LIBRARY",
            layer == null ? null : "layer: " + layer,
            component.hashes(),
            annotation(properties)));
    relationships.add(new Relationship(IMAGE, "CONTAINS", id));
  }

  /// What the source says of the licences, where the expression does not say it in its words.
  private static void licences(Component component, String expression, List<Property> properties) {
    List<String> texts = component.licences();
    boolean same =
        texts.size() == 1 && texts.getFirst().equals(expression)
            || texts.isEmpty() && expression.equals(SpdxDocument.NO_ASSERTION);
    if (!same) {
      for (String text : texts) {
        properties.add(new Property(OwnProperties.LICENCE, text));
      }
    }
  }

  private static @Nullable String annotation(List<Property> properties) {
    return properties.isEmpty() ? null : AnnotationText.of(properties);
  }

  private String licence(List<String> texts) {
    StringBuilder expression = new StringBuilder();
    for (String text : texts) {
      if (text.isBlank()) {
        continue;
      }
      LicenceExpression one = list.parse(text).orElse(null);
      String part;
      if (one == null) {
        part = extracted(text).id();
      } else {
        one.references().forEach(this::declare);
        part = texts.size() > 1 && one.compound() ? "(" + one.text() + ")" : one.text();
      }
      expression.append(expression.isEmpty() ? "" : " AND ").append(part);
    }
    return expression.isEmpty() ? SpdxDocument.NO_ASSERTION : expression.toString();
  }

  /// Two words that differ only in characters that an id cannot have get ids that differ.
  private ExtractedLicence extracted(String text) {
    ExtractedLicence known = extracted.get(text);
    if (known != null) {
      return known;
    }
    String base = "LicenseRef-" + safe(text.length() > 60 ? text.substring(0, 60) : text);
    String id = base;
    for (int i = 2; licenceIds.contains(id); i++) {
      id = base + "-" + i;
    }
    String line = oneLine(text);
    ExtractedLicence made =
        new ExtractedLicence(
            id,
            line.length() > 60 ? line.substring(0, 60) : line,
            "The package names its licence as: " + text.strip());
    extracted.put(text, made);
    licenceIds.add(id);
    licences.add(made);
    return made;
  }

  private void declare(String reference) {
    if (licenceIds.add(reference)) {
      licences.add(
          new ExtractedLicence(
              reference,
              reference.substring("LicenseRef-".length()),
              "The package names its licence as: " + reference));
    }
  }

  private @Nullable String comment() {
    if (bom.unreadable().isEmpty() && bom.subject().warnings().isEmpty()) {
      return null;
    }
    StringBuilder comment = new StringBuilder();
    for (String warning : bom.subject().warnings()) {
      comment.append(oneLine(warning)).append('\n');
    }
    for (Bom.Unreadable unreadable : bom.unreadable()) {
      comment.append("could not be read, components may be missing: ");
      comment.append(oneLine(unreadable.path())).append(": ");
      comment.append(oneLine(unreadable.reason())).append('\n');
    }
    return comment.toString().strip();
  }

  /// Letters, digits, dots and dashes: all that an SPDX id may have.
  private static String safe(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean allowed =
          c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.';
      safe.append(allowed ? c : '-');
    }
    return safe.toString();
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return line.toString().strip();
  }
}
