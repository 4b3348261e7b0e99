package dev.drydock.match;

import dev.drydock.bom.Bom;
import dev.drydock.bom.BuildInformation;
import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A bill of materials written down in a test.
public final class BomFixture {
  private final @Nullable Distribution distribution;
  private final List<Component> components = new ArrayList<>();
  private final List<String[]> needs = new ArrayList<>();
  private final List<BuildInformation> buildInformation = new ArrayList<>();

  private BomFixture(@Nullable Distribution distribution) {
    this.distribution = distribution;
  }

  public static BomFixture on(String id, String release) {
    return on(id, release, id + " " + release, null);
  }

  public static BomFixture on(String id, String release, String name, @Nullable String codename) {
    return new BomFixture(new Distribution(id, release, codename, List.of(), name, null));
  }

  public static BomFixture withoutDistribution() {
    return new BomFixture(null);
  }

  /// A Debian package of a source with another name or version.
  public BomFixture deb(String name, String version, String source, String sourceVersion) {
    return os("deb", name, version, new Component.Source(source, sourceVersion, true), null, null);
  }

  public BomFixture deb(String name, String version) {
    return deb(name, version, name, version);
  }

  public BomFixture debMaintainedBy(String maintainer, String name, String version) {
    return os("deb", name, version, new Component.Source(name, version, true), maintainer, null);
  }

  public BomFixture apk(String name, String version, String origin) {
    return os("apk", name, version, new Component.Source(origin, version, true), null, null);
  }

  /// An rpm package; its source's version comes from a file name, so without an epoch.
  public BomFixture rpm(String name, String version, String source, String sourceVersion) {
    return os("rpm", name, version, new Component.Source(source, sourceVersion, false), null, null);
  }

  public BomFixture rpm(String name, String version) {
    return rpm(name, version, name, version);
  }

  public BomFixture rpmOfModule(@Nullable String label, String name, String version) {
    return os("rpm", name, version, new Component.Source(name, version, false), null, label);
  }

  public BomFixture rpmFrom(String vendor, String name, String version) {
    return os("rpm", name, version, new Component.Source(name, version, false), vendor, null);
  }

  public BomFixture os(
      String type,
      String name,
      String version,
      Component.Source source,
      @Nullable String maintainer,
      @Nullable String label) {
    String namespace = distribution == null ? null : distribution.id();
    return add(
        name,
        version,
        Purl.of(type, namespace, name, version, Map.of()),
        new Component.OsPackage(source, "amd64", maintainer, label));
  }

  /// A package of a language, named as its ecosystem does.
  public BomFixture language(String type, String name, String version) {
    return add(name, version, Purl.of(type, null, name, version), null);
  }

  public BomFixture add(String name, String version, Purl purl, Component.@Nullable OsPackage os) {
    components.add(
        new Component(
            name,
            version,
            purl,
            os,
            List.of(),
            List.of(new Component.Location("somewhere", 0)),
            new Component.Evidence("test", "test")));
    return this;
  }

  /// What Red Hat's build left in an image.
  public BomFixture contentSets(String... contentSets) {
    buildInformation.add(
        new BuildInformation(
            new Component.Location("root/buildinfo/content_manifests/x.json", 0),
            "x",
            null,
            List.of(contentSets)));
    return this;
  }

  /// Says that what was added last is the project itself.
  public BomFixture ownProject() {
    components.add(components.removeLast().asOwnProject(true));
    return this;
  }

  /// Says that a program has these packages of what was added last.
  public BomFixture packages(String... paths) {
    components.add(components.removeLast().having(List.of(paths)));
    return this;
  }

  /// Moves what was added last into another layer than the lowest.
  public BomFixture inLayer(int layer) {
    Component last = components.removeLast();
    components.add(last.with(List.of(new Component.Location("somewhere", layer)), last.licences()));
    return this;
  }

  /// Says that the one needs the other, by their names.
  public BomFixture needs(String from, String to) {
    needs.add(new String[] {from, to});
    return this;
  }

  public Bom bom() {
    List<Component> sorted = new ArrayList<>(components);
    sorted.sort(Comparator.comparing(component -> component.purl().toString()));
    Bom.Subject subject =
        new Bom.Subject(
            "test", null, null, "linux/amd64", null, List.of(), List.of(), Map.of(), List.of());
    List<String> names = sorted.stream().map(Component::name).toList();
    List<Bom.Dependency> dependencies = new ArrayList<>();
    for (String[] one : needs) {
      dependencies.add(new Bom.Dependency(names.indexOf(one[0]), names.indexOf(one[1])));
    }
    return new Bom(subject, distribution, sorted, dependencies, List.of(), buildInformation);
  }

  public Findings matched(AdvisoryFixture advisories) {
    return new Matcher().match(bom(), advisories);
  }

  /// `ID name@version STATUS -> fixes` of each finding, in order.
  public List<String> findings(AdvisoryFixture advisories) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : matched(advisories).findings()) {
      Component component = finding.component();
      lines.add(
          finding.id()
              + " "
              + component.name()
              + "@"
              + component.version()
              + " "
              + finding.status()
              + " -> "
              + String.join(", ", finding.fixedIn()));
    }
    return lines;
  }
}
