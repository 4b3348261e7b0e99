package dev.drydock.bom.spdx;

import dev.drydock.bom.Bom;
import dev.drydock.bom.BomIdentity;
import dev.drydock.bom.Component;
import dev.drydock.bom.Creation;
import dev.drydock.bom.Distribution;
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
        "Tool: " + Creation.TOOL + "-" + creation.version(),
        creation.at().toString(),
        comment(),
        packages,
        licences,
        relationships);
  }

  private void image() {
    Bom.Subject subject = bom.subject();
    packages.add(
        new SpdxDocument.Package(
            IMAGE,
            oneLine(subject.reference()),
            subject.digest() != null ? subject.digest() : subject.imageId(),
            SpdxDocument.NO_ASSERTION,
            SpdxDocument.NO_ASSERTION,
            null,
            null,
            "CONTAINER",
            "platform: " + subject.platform()));
  }

  private void operatingSystem() {
    Distribution distribution = bom.distribution();
    if (distribution == null) {
      return;
    }
    packages.add(
        new SpdxDocument.Package(
            OPERATING_SYSTEM,
            oneLine(distribution.id()),
            distribution.versionId().isEmpty() ? null : oneLine(distribution.versionId()),
            SpdxDocument.NO_ASSERTION,
            SpdxDocument.NO_ASSERTION,
            null,
            null,
            "OPERATING-SYSTEM",
            oneLine(distribution.name())));
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
    packages.add(
        new SpdxDocument.Package(
            id,
            oneLine(component.name()),
            component.version().isEmpty() ? null : oneLine(component.version()),
            supplier(os == null ? null : os.maintainer()),
            licence(component.licences()),
            source.toString(),
            component.purl().toString(),
            "LIBRARY",
            layer == null ? null : "layer: " + layer));
    relationships.add(new Relationship(IMAGE, "CONTAINS", id));
  }

  /// `Debian OpenSSL Team <a@b>` as SPDX writes it: `Organization: Debian OpenSSL Team (a@b)`.
  private static String supplier(@Nullable String maintainer) {
    if (maintainer == null || maintainer.isBlank()) {
      return SpdxDocument.NO_ASSERTION;
    }
    StringBuilder name = new StringBuilder("Organization: ");
    String line = oneLine(maintainer);
    int mail = line.indexOf('<');
    int end = line.indexOf('>', mail + 1);
    if (mail > 0 && end > mail) {
      name.append(bare(line.substring(0, mail))).append(" (");
      return name.append(bare(line.substring(mail + 1, end))).append(')').toString();
    }
    return name.append(bare(line)).toString();
  }

  private static String bare(String text) {
    return text.replace('(', ' ').replace(')', ' ').strip();
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
