package dev.drydock.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Purl;
import dev.drydock.image.LayerEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackageGraphTest {
  private final RecordedDiscoveries found = new RecordedDiscoveries();
  private final PackageGraph graph =
      new PackageGraph(
          new LayerEntry("app/foo.lock", LayerEntry.Type.FILE, 1, 0644, null, 0),
          new Evidence("foo-lock", "foo.lock"),
          found);

  @Test
  void packagesAndTheirNeedsAreSaidOnce() {
    add("a", "1");
    add("b", "2");
    Component again = add("again", "b", "2");
    graph.needs("a", List.of("b", "again", "b", "a", "missing"));
    graph.need("missing", "a");
    graph.finish();

    assertThat(found.purls()).containsExactly("pkg:generic/a@1", "pkg:generic/b@2");
    assertThat(again.name()).isEqualTo("b");
    assertThat(needs()).containsExactly("a > b");
  }

  @Test
  void ofOneKeyTheFirstPackageCountsAndAPackageMayHaveSeveral() {
    Component one = add("a", "1");
    add("a", "a", "2");
    graph.add("virtual", one);
    Component user = add("user", "1");
    graph.need("user", "virtual");
    graph.finish();
    graph.dependency(user, one);
    graph.dependency(user, user);

    assertThat(needs()).containsExactly("user > a");
    assertThat(found.dependencies().getFirst().to().version()).isEqualTo("1");
  }

  private Component add(String name, String version) {
    return add(name, name, version);
  }

  private Component add(String key, String name, String version) {
    return graph.add(key, name, version, Purl.of("generic", null, name, version));
  }

  private List<String> needs() {
    return found.dependencies().stream().map(d -> d.from().name() + " > " + d.to().name()).toList();
  }
}
