package dev.drydock.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Component.OsPackage;
import dev.drydock.bom.Component.Source;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Cataloger;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.image.FileContent;
import dev.drydock.image.ImageException;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.PassedByException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImageCatalogTest {
  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  /// `name version` in a `.lib` file is a library.
  private record Libraries() implements FileCataloger {
    @Override
    public String name() {
      return "libraries";
    }

    @Override
    public boolean wants(LayerEntry file) {
      return file.path().endsWith(".lib");
    }

    @Override
    public boolean recognises(byte[] head) {
      return head.length == 0 || head[0] != '#';
    }

    @Override
    public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
      String text = new String(content.bytes(1000, file.path()), StandardCharsets.UTF_8);
      if (text.equals("corrupt")) {
        throw new IOException("it is corrupt");
      }
      if (text.equals("fault")) {
        throw new IllegalStateException("fault");
      }
      if (text.equals("truncated layer")) {
        throw new ImageException(ImageException.Kind.CORRUPT, "layer 0 ends early");
      }
      if (text.startsWith("backwards") && !content.durable()) {
        throw new PassedByException();
      }
      Component previous = null;
      for (String line : text.split("\n", -1)) {
        Component component = library(line, file);
        out.add(component);
        if (previous != null) {
          out.dependency(previous, component);
        }
        previous = component;
      }
    }

    private static Component library(String line, LayerEntry file) {
      String[] parts = line.split(" ", -1);
      return new Component(
          parts[0],
          parts[1],
          Purl.of("generic", null, parts[0], parts[1]),
          null,
          List.of(),
          List.of(new Location(file.path(), file.layer())),
          new Evidence("libraries", "file"));
    }
  }

  /// `var/db` names one package and, below it, the files that it owns.
  private record Packages() implements TreeCataloger {
    @Override
    public String name() {
      return "packages";
    }

    @Override
    public boolean wants(LayerEntry file) {
      return file.path().equals("var/db");
    }

    @Override
    public void catalog(FileTree tree, Discoveries out) throws IOException, InterruptedException {
      LayerEntry file = tree.file("var/db").orElse(null);
      if (file == null) {
        return;
      }
      List<String> lines =
          new String(tree.content(file).bytes(1000, "var/db"), StandardCharsets.UTF_8)
              .lines()
              .toList();
      out.add(
          new Component(
              lines.getFirst(),
              "1",
              Purl.of("deb", "debian", lines.getFirst(), "1"),
              new OsPackage(new Source(lines.getFirst(), "1", true), "amd64", null, null),
              List.of(),
              List.of(new Location("var/db", file.layer())),
              new Evidence("packages", "database")),
          lines.subList(1, lines.size()));
    }
  }

  private Bom catalog(LayeredImage image) throws Exception {
    List<Cataloger> catalogers = List.of(new Libraries(), new Packages());
    return new ImageCatalog(catalogers, Limits.defaults(), executor).catalog(image);
  }

  private static List<String> purls(Bom bom) {
    return bom.components().stream().map(component -> component.purl().toString()).toList();
  }

  @Test
  void whatAnUpperLayerDeletedOrReplacedIsNotReported() throws Exception {
    LayeredImage image =
        new LayeredImage()
            .layer()
            .file("a.lib", "a 1")
            .file("b.lib", "b 1")
            .file("c.lib", "c 1")
            .layer()
            .file("a.lib", "a 2")
            .file(".wh.b.lib", "");
    Bom bom = catalog(image);
    assertThat(purls(bom)).containsExactly("pkg:generic/a@2", "pkg:generic/c@1");
    assertThat(bom.components().getFirst().layer()).isEqualTo(1);
    assertThat(bom.subject().layers())
        .extracting(Bom.LayerSummary::createdBy)
        .containsExactly("RUN step 0", "RUN step 1");
  }

  @Test
  void whatComesBackIsOfTheLayerThatBroughtItBack() throws Exception {
    LayeredImage image =
        new LayeredImage()
            .layer()
            .file("a.lib", "a 1")
            .layer()
            .file(".wh.a.lib", "")
            .layer()
            .file("a.lib", "a 1");
    assertThat(catalog(image).components())
        .singleElement()
        .extracting(Component::locations)
        .isEqualTo(List.of(new Location("a.lib", 2)));
  }

  @Test
  void laterEntryOfOneLayerCounts() throws Exception {
    LayeredImage image = new LayeredImage().layer().file("a.lib", "a 1").file("a.lib", "a 2");
    assertThat(purls(catalog(image))).containsExactly("pkg:generic/a@2");
  }

  @Test
  void samePackageInSeveralPlacesIsOneComponent() throws Exception {
    LayeredImage image =
        new LayeredImage().layer().file("z/a.lib", "a 1").layer().file("b/a.lib", "a 1");
    Bom bom = catalog(image);
    assertThat(bom.components()).hasSize(1);
    assertThat(bom.components().getFirst().locations())
        .containsExactly(new Location("b/a.lib", 1), new Location("z/a.lib", 0));
  }

  @Test
  void libraryThatAnOsPackageInstalledIsReportedOnceThroughLinksToo() throws Exception {
    LayeredImage image =
        new LayeredImage()
            .layer()
            .symlink("lib", "usr/lib")
            .file("usr/lib/a.lib", "a 1")
            .file("usr/lib/b.lib", "b 1")
            .file("var/db", "python3-a\nlib/a.lib\n");
    assertThat(purls(catalog(image)))
        .containsExactly("pkg:deb/debian/python3-a@1", "pkg:generic/b@1");
  }

  @Test
  void badFileIsSaidAndTheRestGoesOn() throws Exception {
    LayeredImage image =
        new LayeredImage()
            .layer()
            .file("a.lib", "corrupt")
            .file("b.lib", "fault")
            .file("c.lib", "c 1");
    Bom bom = catalog(image);
    assertThat(purls(bom)).containsExactly("pkg:generic/c@1");
    assertThat(bom.unreadable()).hasSize(2);
    assertThat(bom.unreadable().getFirst())
        .isEqualTo(new Bom.Unreadable("a.lib", "libraries", "it is corrupt"));
    assertThat(bom.unreadable().getLast().reason())
        .startsWith("not read because of a fault in Drydock, please report it: IllegalState");
  }

  @Test
  void layerThatCannotBeReadEndsTheScan() {
    LayeredImage one = new LayeredImage().layer().file("a.lib", "truncated layer");
    assertThatThrownBy(() -> catalog(one))
        .isInstanceOf(ImageException.class)
        .hasMessage("layer 0 ends early");
    LayeredImage two =
        new LayeredImage().layer().file("a.lib", "a 1").layer().file("b.lib", "truncated layer");
    assertThatThrownBy(() -> catalog(two)).isInstanceOf(ImageException.class);
  }

  @Test
  void hardLinkWithATellingNameIsReadWhereTheFileItselfHasNone() throws Exception {
    LayeredImage image =
        new LayeredImage().layer().file("store/4711", "a 1").hardlink("app/a.lib", "store/4711");
    Bom bom = catalog(image);
    assertThat(purls(bom)).containsExactly("pkg:generic/a@1");
    assertThat(bom.components().getFirst().locations())
        .containsExactly(new Location("app/a.lib", 0));
  }

  @Test
  void fileThatPassedByIsReadAgainWhereItIsStillThere() throws Exception {
    LayeredImage image =
        new LayeredImage()
            .layer()
            .file("a.lib", "backwards 1")
            .file("b.lib", "backwards 2")
            .layer()
            .file("b.lib", "b 3");
    assertThat(purls(catalog(image))).containsExactly("pkg:generic/b@3", "pkg:generic/backwards@1");
    assertThat(image.walks(0)).isEqualTo(2);
    assertThat(image.walks(1)).isEqualTo(1);
  }

  @Test
  void dependenciesPointAtComponents() throws Exception {
    Bom bom = catalog(new LayeredImage().layer().file("a.lib", "b 1\na 1"));
    assertThat(purls(bom)).containsExactly("pkg:generic/a@1", "pkg:generic/b@1");
    assertThat(bom.dependencies()).containsExactly(new Bom.Dependency(1, 0));
  }

  @Test
  void contentThatDoesNotLookRightIsNotRead() throws Exception {
    assertThat(catalog(new LayeredImage().layer().file("a.lib", "# a 1")).components()).isEmpty();
  }
}
