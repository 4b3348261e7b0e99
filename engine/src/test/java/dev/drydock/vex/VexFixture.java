package dev.drydock.vex;

import dev.drydock.advisory.Advisories;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import dev.drydock.limits.Limits;
import dev.drydock.match.Finding;
import dev.drydock.match.Findings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An image whose every component has the same vulnerabilities, and what is left of these after
/// some documents.
final class VexFixture {
  static final String DIGEST = "sha256:" + "a".repeat(64);

  private final String reference;
  private @Nullable Distribution distribution;
  private @Nullable String serialNumber;
  private final List<Component> components = new ArrayList<>();
  private final List<Bom.Dependency> dependencies = new ArrayList<>();

  private VexFixture(String reference) {
    this.reference = reference;
  }

  static VexFixture image(String reference) {
    return new VexFixture(reference);
  }

  /// As a bill of materials of that serial number tells of it.
  VexFixture describedBy(String serialNumber) {
    this.serialNumber = serialNumber;
    return this;
  }

  VexFixture on(String id, String release, @Nullable String codename, @Nullable String cpe) {
    distribution = new Distribution(id, release, codename, List.of(), id + " " + release, cpe);
    return this;
  }

  /// A package of the distribution, with its source.
  VexFixture os(String purl, String source, String sourceVersion) {
    return module(purl, source, sourceVersion, null);
  }

  /// A package of the distribution, with its source and its module.
  VexFixture module(String purl, String source, String sourceVersion, @Nullable String label) {
    Purl read = Purl.parse(purl);
    String version = read.version() == null ? "" : read.version();
    return add(
        read,
        version,
        new Component.OsPackage(
            new Component.Source(source, sourceVersion, true), "amd64", null, label),
        "var/lib/db");
  }

  VexFixture component(String purl, String... paths) {
    Purl read = Purl.parse(purl);
    return add(read, read.version() == null ? "" : read.version(), null, paths);
  }

  private VexFixture add(
      Purl purl, String version, Component.@Nullable OsPackage os, String... paths) {
    List<Component.Location> locations = new ArrayList<>();
    for (String path : paths) {
      locations.add(new Component.Location(path, 0));
    }
    components.add(
        new Component(
            purl.name(),
            version,
            purl,
            os,
            List.of(),
            locations,
            new Component.Evidence("test", "test")));
    return this;
  }

  VexFixture needs(int from, int to) {
    dependencies.add(new Bom.Dependency(from, to));
    return this;
  }

  Findings findings(String... ids) {
    Bom bom =
        new Bom(
            new Bom.Subject(
                reference,
                DIGEST,
                null,
                "linux/amd64",
                null,
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                serialNumber),
            distribution,
            components,
            dependencies,
            List.of());
    List<Finding> findings = new ArrayList<>();
    for (String id : ids) {
      for (Component component : components) {
        findings.add(finding(id, component));
      }
    }
    return new Findings(
        bom, findings, List.of(), new Advisories.Metadata("2026-01-01T00:00:00Z", List.of()));
  }

  private static Finding finding(String id, Component component) {
    return new Finding(
        id,
        List.of("GHSA-" + id.substring(4)),
        component,
        null,
        Finding.Severity.HIGH,
        List.of(),
        null,
        Finding.Status.AFFECTED,
        List.of(),
        List.of(
            new Finding.Match(id, "test", component.name(), component.version(), "", "", null)));
  }

  /// `ID name STATUS` of what is left of `CVE-2024-1` in every component.
  List<String> left(String... documents) throws IOException {
    return lines(apply(documents).findings().findings());
  }

  Assessed apply(String... documents) throws IOException {
    return statements(documents).apply(findings("CVE-2024-1"));
  }

  static VexStatements statements(String... documents) throws IOException {
    List<VexDocument> read = new ArrayList<>();
    for (int i = 0; i < documents.length; i++) {
      read.add(read(documents[i], "vex-" + (i + 1)));
    }
    return new VexStatements(read, List.of());
  }

  static VexDocument read(String document, String source) throws IOException {
    return new VexReader(Limits.defaults()).read(document.getBytes(StandardCharsets.UTF_8), source);
  }

  static List<String> lines(List<Finding> findings) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : findings) {
      lines.add(finding.id() + " " + finding.component().name() + " " + finding.status());
    }
    return lines;
  }

  /// An OpenVEX document with one statement.
  static String openVex(String status, String product) {
    return openVex(status, product, "2024-05-01T00:00:00Z");
  }

  static String openVex(String status, String product, String time) {
    return """
    {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.org/vex/1",
     "author": "Example", "timestamp": "%s", "version": 1,
     "statements": [{"vulnerability": {"name": "CVE-2024-1"}, "products": [%s],
       "status": "%s", "justification": "vulnerable_code_not_present"}]}
    """
        .formatted(time, product, status);
  }

  static String product(String purl, String... parts) {
    StringBuilder product = new StringBuilder("{\"@id\": \"" + purl + "\"");
    if (parts.length > 0) {
      product.append(", \"subcomponents\": [");
      for (String part : parts) {
        product.append(product.charAt(product.length() - 1) == '[' ? "" : ", ");
        product.append("{\"@id\": \"").append(part).append("\"}");
      }
      product.append(']');
    }
    return product.append('}').toString();
  }
}
