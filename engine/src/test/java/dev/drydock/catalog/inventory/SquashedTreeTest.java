package dev.drydock.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.catalog.TreeCataloger;
import dev.drydock.image.HeapContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SquashedTreeTest {
  private static final Limits LIMITS = Limits.defaults();

  @Test
  void upperLayerOverwrites() throws Exception {
    LayeredImage image =
        image().layer().file("a", "old").file("b", "kept").layer().file("a", "new");
    assertThat(files(image)).isEqualTo(Map.of("a", "new@1", "b", "kept@0"));
  }

  @Test
  void whiteoutDeletesAndALaterLayerMayBringBack() throws Exception {
    LayeredImage image = image().layer().file("d/a", "1").layer().file("d/.wh.a", "");
    assertThat(files(image)).isEmpty();
    image.layer().file("d/a", "3");
    assertThat(files(image)).isEqualTo(Map.of("d/a", "3@2"));
  }

  @Test
  void whiteoutDoesNotTouchItsOwnLayer() throws Exception {
    LayeredImage image =
        image().layer().file("a", "1").layer().file("a", "2").file(".wh.a", "").file("z", "");
    assertThat(files(image)).isEqualTo(Map.of("a", "2@1", "z", "@1"));
  }

  @Test
  void whiteoutOfADirectoryTakesEverythingInItButNotItsLookAlikes() throws Exception {
    LayeredImage image =
        image()
            .layer()
            .directory("etc/fat")
            .file("etc/fat/one", "1")
            .file("etc/fat/deep/two", "2")
            .file("etc/fatFinger", "3")
            .file("etc/fat.conf", "4")
            .layer()
            .file("etc/.wh.fat", "");
    assertThat(files(image)).isEqualTo(Map.of("etc/fatFinger", "3@0", "etc/fat.conf", "4@0"));
  }

  @Test
  void opaqueDirectoryHidesLowerFilesAndKeepsThoseOfItsOwnLayer() throws Exception {
    LayeredImage image =
        image()
            .layer()
            .file("opt/app/old", "1")
            .file("opt/app/lib/older", "1")
            .file("opt/other", "2")
            .layer()
            .file("opt/app/new", "3")
            .file("opt/app/.wh..wh..opq", "");
    assertThat(files(image)).isEqualTo(Map.of("opt/app/new", "3@1", "opt/other", "2@0"));
  }

  @Test
  void onlyTheWholeNameMarksAnOpaqueDirectory() throws Exception {
    LayeredImage image = image().layer().file("d/a", "1").layer().file("d/x.wh..wh..opq", "2");
    assertThat(files(image)).isEqualTo(Map.of("d/a", "1@0", "d/x.wh..wh..opq", "2@1"));
  }

  @Test
  void bookkeepingOfUnionFileSystemsIsNoWhiteout() throws Exception {
    LayeredImage image = image().layer().file(".plnk", "1").layer().file(".wh..wh.plnk", "");
    assertThat(files(image)).isEqualTo(Map.of(".plnk", "1@0"));
  }

  @Test
  void fileInThePlaceOfADirectoryHidesWhatWasInIt() throws Exception {
    LayeredImage image =
        image().layer().directory("run").file("run/old", "1").layer().symlink("run", "var/run");
    image.file("var/run/x", "2");
    assertThat(files(image)).isEqualTo(Map.of("var/run/x", "2@1"));
  }

  @Test
  void fileInThePlaceOfADirectoryThatIsOnlyImpliedHidesWhatWasInIt() throws Exception {
    LayeredImage image =
        image()
            .layer()
            .file("opt/app/lib/old", "1")
            .file("opt/other", "2")
            .layer()
            .file("opt/app", "3");
    assertThat(files(image)).isEqualTo(Map.of("opt/app", "3@1", "opt/other", "2@0"));
  }

  @Test
  void followsLinksWithinTheRootOnly() throws Exception {
    LayeredImage image =
        image()
            .layer()
            .file("usr/lib/os-release", "debian")
            .symlink("etc/os-release", "../usr/lib/os-release")
            .symlink("etc/absolute", "/usr/lib/os-release")
            .symlink("etc/chain", "absolute")
            .symlink("etc/escape", "../../../../usr/lib/os-release")
            .symlink("etc/dangling", "nowhere")
            .symlink("etc/loop", "loop2")
            .symlink("etc/loop2", "loop")
            .symlink("lib", "usr/lib")
            .symlink("etc/through", "../lib/../lib/os-release");
    SquashedTree tree = tree(image);
    for (String path : List.of("absolute", "os-release", "chain", "escape", "through")) {
      assertThat(tree.file("etc/" + path).orElseThrow().path())
          .as(path)
          .isEqualTo("usr/lib/os-release");
    }
    assertThat(tree.file("lib/os-release").orElseThrow().path()).isEqualTo("usr/lib/os-release");
    assertThat(tree.file("etc/dangling")).isEmpty();
    assertThat(tree.file("etc/loop")).isEmpty();
    assertThat(tree.file("etc/loop/x")).isEmpty();
    assertThat(tree.file("usr/lib")).isEmpty();
    assertThat(tree.list("lib")).extracting(LayerEntry::path).containsExactly("usr/lib/os-release");
  }

  @Test
  void entriesThatComeThroughALinkedDirectoryLandBehindIt() throws Exception {
    LayeredImage image =
        image()
            .layer()
            .directory("usr/lib")
            .symlink("lib", "usr/lib")
            .file("usr/lib/db", "1")
            .layer()
            .file("lib/db", "2")
            .layer()
            .file("lib/.wh.gone", "");
    assertThat(files(image)).isEqualTo(Map.of("usr/lib/db", "2@1"));
  }

  @Test
  void hardLinksAreOtherNamesOfOneFileAlsoOfALowerLayer() throws Exception {
    LayeredImage image =
        image()
            .layer()
            .file("a", "content")
            .hardlink("b", "a")
            .layer()
            .hardlink("c", "b")
            .hardlink("nothing", "missing")
            .file(".wh.a", "");
    assertThat(files(image)).isEqualTo(Map.of("b", "content@0", "c", "content@0"));
  }

  @Test
  void filesThatNobodyKeptAreReadFromTheirLayerAgain() throws Exception {
    LayeredImage image = image().layer().file("a", "1").layer().file("b", "2");
    SquashedTree tree = tree(image);
    assertThat(text(tree, "a")).isEqualTo("1");
    assertThat(image.walks(0)).isEqualTo(2);
    assertThat(image.walks(1)).isEqualTo(1);
  }

  private static LayeredImage image() {
    return new LayeredImage();
  }

  private static SquashedTree tree(LayeredImage image) throws Exception {
    SquashedTree tree =
        new SquashedTree(
            new CatalogersByName<>(List.<TreeCataloger>of()),
            LIMITS,
            (layer, path) -> {
              HeapContent[] result = new HeapContent[1];
              image
                  .layers()
                  .get(layer)
                  .walk(
                      (entry, content) -> {
                        if (entry.path().equals(path)) {
                          result[0] = new HeapContent(content.bytes(100, path));
                        }
                      });
              return result[0];
            });
    for (int i = 0; i < image.layers().size(); i++) {
      LayerScan scan =
          new LayerScan(
              new CatalogersByName<>(List.of()),
              new CatalogersByName<>(List.<TreeCataloger>of()),
              (_, _) -> {},
              LIMITS);
      image.layers().get(i).walk(scan);
      tree.add(scan.result());
    }
    return tree;
  }

  private static Map<String, String> files(LayeredImage image) throws Exception {
    SquashedTree tree = tree(image);
    Map<String, String> result = new TreeMap<>();
    for (LayerEntry file : tree.files(_ -> true)) {
      result.put(file.path(), text(tree, file.path()) + "@" + file.layer());
    }
    return result;
  }

  private static String text(SquashedTree tree, String path) throws Exception {
    return new String(
        tree.content(tree.file(path).orElseThrow()).bytes(100, path), StandardCharsets.UTF_8);
  }
}
