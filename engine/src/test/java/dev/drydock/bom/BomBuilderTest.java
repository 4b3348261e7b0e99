package dev.drydock.bom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BomBuilderTest {
  private static final Bom.Subject SUBJECT =
      new Bom.Subject(
          "x", null, null, "linux/amd64", null, List.of(), List.of(), Map.of(), List.of());

  @Test
  void thePackageOfARegistryIsOneAlsoWhereTheProjectIsCalledTheSame() {
    Component project = at("app/package.json").asOwnProject(true);
    Component installed = at("app/node_modules/a/package.json");

    assertThat(built(project, installed).ownProject()).isFalse();
    assertThat(built(installed, project).ownProject()).isFalse();
    assertThat(built(project, at("web/package.json").asOwnProject(true)).ownProject()).isTrue();
  }

  @Test
  void twoProgramsHaveThePackagesOfBoth() {
    Component one = at("usr/bin/one").having(List.of("a", "a/c"));
    Component other = at("usr/bin/other").having(List.of("a", "a/b"));
    Component unknown = at("usr/bin/unknown");

    assertThat(built(one, other).packages()).containsExactly("a", "a/b", "a/c");
    assertThat(built(one, at("usr/bin/none").having(List.of())).packages())
        .containsExactly("a", "a/c");
    assertThat(built(one, unknown).packages()).isNull();
    assertThat(built(unknown, one).packages()).isNull();
    assertThat(built(one, one).packages()).containsExactly("a", "a/c");
  }

  private static Component built(Component first, Component second) {
    BomBuilder builder = new BomBuilder();
    builder.add(first);
    builder.add(second);
    assertThat(builder.size()).isOne();
    return builder.build(SUBJECT).components().getFirst();
  }

  private static Component at(String path) {
    return new Component(
        "a",
        "1",
        Purl.of("npm", null, "a", "1"),
        null,
        List.of(),
        List.of(new Component.Location(path, 0)),
        new Component.Evidence("npm-package", "package.json"));
  }
}
