package dev.drydock.server.monitor;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Component.OsPackage;
import dev.drydock.bom.Component.Source;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Bills of materials under construction.
public final class TestBoms {
  private static final Evidence EVIDENCE = new Evidence("test", "test");

  private final List<Component> components = new ArrayList<>();
  private final List<Bom.LayerSummary> layers = new ArrayList<>();

  /// What is added next came with another layer.
  public TestBoms layer() {
    int index = layers.size();
    layers.add(new Bom.LayerSummary(index, null, "sha256:" + index, null));
    return this;
  }

  public TestBoms npm(String name, String version) {
    return add(
        new Component(
            name,
            version,
            Purl.of("npm", null, name, version),
            null,
            List.of(),
            where(name),
            EVIDENCE));
  }

  /// A package of Debian 12.
  public TestBoms deb(String name, String source, String version) {
    return add(
        new Component(
            name,
            version,
            Purl.of("deb", "debian", name, version, Map.of("distro", "debian-12")),
            new OsPackage(new Source(source, version, true), "amd64", null, null),
            List.of(),
            where(name),
            EVIDENCE));
  }

  private List<Location> where(String name) {
    return List.of(new Location("where/" + name, layers.size() - 1));
  }

  private TestBoms add(Component component) {
    components.add(component);
    return this;
  }

  public Bom build() {
    return new Bom(
        new Bom.Subject(
            "registry.example.com/test",
            null,
            null,
            "linux/amd64",
            null,
            layers,
            List.of(),
            Map.of(),
            List.of()),
        new Distribution("debian", "12", "bookworm", List.of(), "Debian 12", null),
        components,
        List.of(),
        List.of());
  }
}
