package dev.drydock.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.image.LayerEntry;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogersByNameTest {
  private record Named(String name, FileNames fileNames) implements TreeCataloger {
    @Override
    public boolean wants(LayerEntry file) {
      return true;
    }

    @Override
    public void catalog(FileTree tree, Discoveries out) {}
  }

  private static final Named ANY = new Named("any", FileNames.ANY);
  private static final Named LOCK = new Named("lock", FileNames.named("gemfile.lock", "x"));
  private static final Named JAR = new Named("jar", FileNames.ending("jar", "c"));
  private static final Named BOTH =
      new Named("both", new FileNames(Set.of("gemfile.lock"), Set.of("lock")));

  private final CatalogersByName<Named> catalogers =
      new CatalogersByName<>(List.of(ANY, LOCK, JAR, BOTH));

  @Test
  void wholeNamesAndEndingsGoThroughInAnyCase() {
    assertThat(catalogers.of("app/Gemfile.lock")).containsExactlyInAnyOrder(ANY, LOCK, BOTH);
    assertThat(catalogers.of("GEMFILE.LOCK")).containsExactlyInAnyOrder(ANY, LOCK, BOTH);
    assertThat(catalogers.of("x")).containsExactlyInAnyOrder(ANY, LOCK);
    assertThat(catalogers.of("deep/x")).containsExactlyInAnyOrder(ANY, LOCK);
    assertThat(catalogers.of("a.b/c.JAR")).containsExactlyInAnyOrder(ANY, JAR);
    assertThat(catalogers.of("main.c")).containsExactlyInAnyOrder(ANY, JAR);
  }

  @Test
  void othersGoOnlyToThoseThatTakeAnyName() {
    for (String path :
        List.of("", "usr/bin/jar", "c", "app.jar/file", "gemfile.lock/x1", "my-gemfile.locked")) {
      assertThat(catalogers.of(path)).as(path).containsExactly(ANY);
    }
    assertThat(catalogers.of("poetry.lock")).containsExactlyInAnyOrder(ANY, BOTH);
  }

  @Test
  void fileNamesThemselvesSayTheSame() {
    for (String name : List.of("Gemfile.lock", "x", "a.jar", "lock", "jar", "poetry.lock", ".c")) {
      for (Named cataloger : List.of(ANY, LOCK, JAR, BOTH)) {
        assertThat(catalogers.of(name).contains(cataloger))
            .as(name + " " + cataloger.name())
            .isEqualTo(cataloger.fileNames().accept(name));
      }
    }
  }
}
