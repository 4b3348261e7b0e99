package dev.drydock.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.cache.DamagedEntryException;
import dev.drydock.cache.DirectoryStore;
import dev.drydock.cache.EntryReader;
import dev.drydock.cache.EntryWriter;
import dev.drydock.cache.LayerCache;
import dev.drydock.cache.NotCacheableException;
import dev.drydock.cache.RecallableVisitor;
import dev.drydock.cache.Seal;
import dev.drydock.catalog.Cataloger;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.image.FileContent;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.PassedByException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which layers are read at all, and what is read of them later.
class CachedLayersTest {
  private static final Limits LIMITS = Limits.defaults();

  @TempDir private Path directory;
  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  /// The first line of a `.lib` file is the name of a library; some are hard to read.
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
    public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
      String text = new String(content.bytes(1000, file.path()), StandardCharsets.UTF_8);
      if (text.equals("fault")) {
        throw new IllegalStateException("fault");
      }
      if (text.equals("corrupt")) {
        throw new IOException("it is corrupt");
      }
      if (text.startsWith("backwards") && !content.durable()) {
        throw new PassedByException();
      }
      Component previous = null;
      for (String name : text.split("\n", -1)) {
        Component component = library(name, file);
        out.add(component);
        if (previous != null) {
          out.dependency(previous, component);
        }
        previous = component;
      }
    }
  }

  private static Component library(String name, LayerEntry file) {
    return new Component(
        name,
        "1",
        Purl.of("generic", null, name, "1"),
        null,
        List.of("MIT"),
        List.of(new Location(file.path(), file.layer())),
        new Evidence("libraries", "file"));
  }

  /// `list` names files whose content is the name of a library, wherever they are.
  private record Lists() implements TreeCataloger {
    @Override
    public String name() {
      return "lists";
    }

    @Override
    public boolean wants(LayerEntry file) {
      return file.path().equals("list");
    }

    @Override
    public void catalog(FileTree tree, Discoveries out) throws IOException, InterruptedException {
      LayerEntry list = tree.file("list").orElse(null);
      if (list == null) {
        return;
      }
      String text = new String(tree.content(list).bytes(1000, "list"), StandardCharsets.UTF_8);
      for (String path : text.split("\n", -1)) {
        LayerEntry file = tree.file(path).orElseThrow();
        byte[] name = tree.content(file).bytes(1000, path);
        out.add(library(new String(name, StandardCharsets.UTF_8), file));
      }
    }
  }

  /// Writes down the paths that it saw.
  private static final class Paths implements RecallableVisitor {
    private final List<String> paths = new ArrayList<>();

    @Override
    public String kind() {
      return "paths";
    }

    @Override
    public void visit(LayerEntry entry, FileContent content) {
      paths.add(entry.path());
    }

    @Override
    public void write(EntryWriter out) throws NotCacheableException {
      out.texts(paths);
    }

    @Override
    public void recall(EntryReader in) throws DamagedEntryException {
      paths.addAll(in.texts());
    }
  }

  private DirectoryStore store() {
    return new DirectoryStore(directory, 1 << 30, InstantSource.system());
  }

  private int entries() throws IOException {
    return store().status().entries();
  }

  private ImageCatalog catalog() {
    List<Cataloger> catalogers = List.of(new Libraries(), new Lists());
    LayerCache cache = new LayerCache(List.of(store()), Seal.open(), "1", 1 << 20);
    return new ImageCatalog(catalogers, LIMITS, executor, cache);
  }

  private static List<String> names(Bom bom) {
    return bom.components().stream()
        .map(component -> component.name() + component.locations())
        .map(text -> text.replaceAll("Location\\[path=|layer=|\\]\\]", "").replace(", ", "@"))
        .toList();
  }

  private List<String> names(LayeredImage image) throws Exception {
    return names(catalog().catalog(image));
  }

  @Test
  void aBaseThatTwoImagesShareIsReadOnce() throws Exception {
    LayeredImage first = verified().layer().file("a.lib", "a").layer().file("b.lib", "b");
    LayeredImage second = verified().layer().file("a.lib", "a").layer().file("c.lib", "c");
    assertThat(names(first)).containsExactly("a[a.lib@0", "b[b.lib@1");
    assertThat(names(second)).containsExactly("a[a.lib@0", "c[c.lib@1");
    assertThat(first.walks(0)).isEqualTo(1);
    assertThat(second.walks(0)).isZero();
    assertThat(second.walks(1)).isEqualTo(1);
    assertThat(entries()).isEqualTo(3);
  }

  @Test
  void aLayerIsFoundAtAnotherPlaceWithItsDependencies() throws Exception {
    names(verified().layer().file("a.lib", "a\nb\na"));
    LayeredImage other = verified().layer().file("x", "x").layer().file("a.lib", "a\nb\na");
    Bom bom = catalog().catalog(other);
    assertThat(names(bom)).containsExactly("a[a.lib@1", "b[a.lib@1");
    assertThat(bom.dependencies()).hasSize(2);
    assertThat(other.walks(1)).isZero();
  }

  @Test
  void whatWasReadAgainIsKeptToo() throws Exception {
    Function<String, LayeredImage> image =
        upper ->
            verified()
                .layer()
                .file("a.lib", "backwards")
                .file("b.lib", "b")
                .layer()
                .file(upper, "x");
    LayeredImage first = image.apply("c.lib");
    assertThat(names(first)).containsExactly("b[b.lib@0", "backwards[a.lib@0", "x[c.lib@1");
    assertThat(first.walks(0)).isEqualTo(2);
    LayeredImage second = image.apply("d.lib");
    assertThat(names(second)).containsExactly("b[b.lib@0", "backwards[a.lib@0", "x[d.lib@1");
    assertThat(second.walks(0)).isZero();
  }

  @Test
  void whatNobodyReadBecauseItWasCoveredIsReadWhereItIsNot() throws Exception {
    LayeredImage covered =
        verified().layer().file("a.lib", "backwards").layer().file("a.lib", "new");
    assertThat(names(covered)).containsExactly("new[a.lib@1");
    assertThat(covered.walks(0)).isEqualTo(1);
    for (int walks : new int[] {1, 0}) {
      LayeredImage shown = verified().layer().file("a.lib", "backwards");
      assertThat(names(shown)).containsExactly("backwards[a.lib@0");
      assertThat(shown.walks(0)).isEqualTo(walks);
    }
  }

  @Test
  void whatNobodyWasExpectedToAskForIsKeptOnceItWasRead() throws Exception {
    for (int walks : new int[] {2, 0}) {
      LayeredImage image =
          verified().layer().file("one", "a").file("two", "b").layer().file("list", "one");
      assertThat(names(image)).containsExactly("a[one@0");
      assertThat(image.walks(0)).isEqualTo(walks);
    }
    for (int walks : new int[] {1, 0}) {
      LayeredImage image =
          verified().layer().file("one", "a").file("two", "b").layer().file("list", "one\ntwo");
      assertThat(names(image)).containsExactly("a[one@0", "b[two@0");
      assertThat(image.walks(0)).isEqualTo(walks);
    }
  }

  @Test
  void hardLinksOfUpperLayersAreReadOnce() throws Exception {
    for (int walks : new int[] {2, 0}) {
      LayeredImage image = verified().layer().file("data", "a").layer().hardlink("a.lib", "data");
      assertThat(names(image)).containsExactly("a[a.lib@0");
      assertThat(image.walks(0)).isEqualTo(walks);
    }
  }

  @Test
  void whoeverWatchesIsToldWhatWasSeen() throws Exception {
    for (int walks : new int[] {1, 0}) {
      LayeredImage image = verified().layer().file("a.lib", "a").directory("b");
      Paths seen = new Paths();
      assertThat(names(catalog().catalog(image, _ -> seen))).containsExactly("a[a.lib@0");
      assertThat(seen.paths).containsExactly("a.lib", "b");
      assertThat(image.walks(0)).isEqualTo(walks);
    }
  }

  @Test
  void aLayerThatNobodyWatchedIsReadAgainForWhoeverDoes() throws Exception {
    names(verified().layer().file("a.lib", "a"));
    for (int walks : new int[] {1, 0}) {
      LayeredImage image = verified().layer().file("a.lib", "a");
      Paths seen = new Paths();
      catalog().catalog(image, _ -> seen);
      assertThat(seen.paths).containsExactly("a.lib");
      assertThat(image.walks(0)).isEqualTo(walks);
    }
    LayeredImage unwatched = verified().layer().file("a.lib", "a");
    names(unwatched);
    assertThat(unwatched.walks(0)).isZero();
  }

  @Test
  void aWatcherThatCannotBeToldSeesForItself() throws Exception {
    for (int i = 0; i < 2; i++) {
      LayeredImage image = verified().layer().file("a.lib", "a");
      List<String> seen = Collections.synchronizedList(new ArrayList<>());
      Function<Layer, Layer.Visitor> beside = _ -> (entry, _) -> seen.add(entry.path());
      catalog().catalog(image, beside);
      assertThat(seen).containsExactly("a.lib");
    }
  }

  @Test
  void whatMayBeReadableAnotherTimeIsNotKept() throws Exception {
    for (int i = 0; i < 2; i++) {
      LayeredImage image = verified().layer().file("a.lib", "fault").file("b.lib", "b");
      Bom bom = catalog().catalog(image);
      assertThat(bom.unreadable()).hasSize(1);
      assertThat(image.walks(0)).isEqualTo(1);
    }
    assertThat(entries()).isZero();
    for (int walks : new int[] {1, 0}) {
      LayeredImage image = verified().layer().file("a.lib", "corrupt");
      assertThat(catalog().catalog(image).unreadable())
          .containsExactly(new Bom.Unreadable("a.lib", "libraries", "it is corrupt"));
      assertThat(image.walks(0)).isEqualTo(walks);
    }
  }

  @Test
  void layersThatNobodyVerifiesAreReadEveryTime() throws Exception {
    for (int i = 0; i < 2; i++) {
      LayeredImage image = new LayeredImage().layer().file("a.lib", "a");
      names(image);
      assertThat(image.walks(0)).isEqualTo(1);
    }
    assertThat(entries()).isZero();
  }

  private static LayeredImage verified() {
    return new LayeredImage().verified();
  }
}
