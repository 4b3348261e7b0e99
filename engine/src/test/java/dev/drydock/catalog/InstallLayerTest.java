package dev.drydock.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.image.LayerEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstallLayerTest {
  private final DirectoryTree tree =
      DirectoryTree.empty()
          .layer(1)
          .file("usr/lib/b", "")
          .layer(2)
          .file("usr/lib/a", "")
          .layer(3)
          .file("db", "");
  private final LayerEntry database = tree.file("db").orElseThrow();

  @Test
  void theLowestLayerOfThePackagesFilesBroughtIt() {
    assertThat(InstallLayer.of(tree, database, List.of("usr/lib/a"))).isEqualTo(2);
    assertThat(InstallLayer.of(tree, database, List.of("usr/lib/a", "usr/lib/b"))).isEqualTo(1);
  }

  @Test
  void thatOfTheDatabaseWhereNoFileOfItIsThere() {
    assertThat(InstallLayer.of(tree, database, List.of())).isEqualTo(3);
    assertThat(InstallLayer.of(tree, database, List.of("usr/lib/gone"))).isEqualTo(3);
  }
}
