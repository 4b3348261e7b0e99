package dev.drydock.catalog.rust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.PassingContent;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.catalog.executable.ExecutableBytes;
import dev.drydock.catalog.executable.ExecutableBytes.Layout;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.PassedByException;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class RustBinaryCatalogerTest {
  private static final RustBinaryCataloger CATALOGER = new RustBinaryCataloger(Limits.defaults());
  private static final String SECTION = ".dep-v0";
  private static final String CRATES =
      """
      {"packages":[
        {"name":"itoa","version":"1.0.14","source":"crates.io"},
        {"name":"cc","version":"1.0.83","source":"crates.io","kind":"build"},
        {"name":"wasi","version":"0.11.0+wasi-snapshot-preview1","source":"registry",
         "kind":"runtime"},
        {"name":"app","version":"0.1.0","source":"local","dependencies":[0,1,2],"root":true}],
       "format":7}
      """;

  @Test
  void readsElfPeAndMachOfEveryForm() throws Exception {
    Layout old = new Layout(false, ByteOrder.BIG_ENDIAN, true);
    byte[] data = packed(CRATES);
    byte[] mach = ExecutableBytes.mach(Layout.COMMON, SECTION, data);
    for (byte[] bytes :
        List.of(
            ExecutableBytes.elf(Layout.COMMON, SECTION, data),
            ExecutableBytes.elf(old, SECTION, data),
            ExecutableBytes.pe(Layout.COMMON, SECTION, Arrays.copyOf(data, 1024)),
            ExecutableBytes.mach(old, SECTION, data),
            mach,
            ExecutableBytes.universal(mach))) {
      assertThat(run(bytes).namesAndVersions())
          .containsExactly("app 0.1.0", "itoa 1.0.14", "wasi 0.11.0+wasi-snapshot-preview1");
    }
  }

  @Test
  void componentsHavePurlLocationEvidenceAndWhatTheyNeed() throws Exception {
    RecordedDiscoveries found = run(ExecutableBytes.elf(Layout.COMMON, SECTION, packed(CRATES)));

    assertThat(found.purls())
        .containsExactly(
            "pkg:cargo/app@0.1.0",
            "pkg:cargo/itoa@1.0.14",
            "pkg:cargo/wasi@0.11.0%2Bwasi-snapshot-preview1");
    Component app = found.component("app");
    assertThat(app.locations()).containsExactly(new Location("usr/bin/app", 0));
    assertThat(app.evidence()).isEqualTo(new Evidence("rust-binary", "cargo-auditable"));
    assertThat(found.dependencies().stream().map(d -> d.from().name() + " > " + d.to().name()))
        .containsExactlyInAnyOrder("app > itoa", "app > wasi");
  }

  @Test
  void executablesWithoutTheSectionGiveNothing() throws Exception {
    Layout bare = new Layout(true, ByteOrder.LITTLE_ENDIAN, false);

    assertThat(run(ExecutableBytes.elf(Layout.COMMON, ".rodata", new byte[9])).components())
        .isEmpty();
    assertThat(run(ExecutableBytes.elf(bare, SECTION, packed(CRATES))).components()).isEmpty();
    assertThat(run(new byte[] {0x7f, 'E', 'L', 'F'}).components()).isEmpty();
  }

  @Test
  void aDamagedListIsUnreadable() {
    byte[] cut = Arrays.copyOf(packed(CRATES), 40);
    byte[] garbage = "no zlib at all".getBytes(StandardCharsets.US_ASCII);

    for (byte[] data : List.of(cut, garbage)) {
      assertThatThrownBy(() -> run(ExecutableBytes.elf(Layout.COMMON, SECTION, data)))
          .isInstanceOf(IOException.class)
          .hasMessage("usr/bin/app has a damaged list of crates (section .dep-v0)");
    }
    assertThatThrownBy(() -> run(ExecutableBytes.elf(Layout.COMMON, SECTION, packed("{"))))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the list of crates in usr/bin/app is not valid JSON");
  }

  @Test
  void whatUnpacksWithoutEndIsRefused() {
    byte[] bomb = packed(" ".repeat(1 << 20));
    Limits small =
        new Limits(100, 1L << 30, 1_000, 1 << 20, 1 << 16, 64, 4096, 40, 100, 1L << 30, 100);

    assertThatThrownBy(
            () ->
                CatalogerRun.file(
                    new RustBinaryCataloger(small),
                    "app",
                    ExecutableBytes.elf(Layout.COMMON, SECTION, bomb)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("goes over the limit");
  }

  @Test
  void inAStreamSectionsAreLookedForAtTheEndAndAnAuditableExecutableIsReadAgain() throws Exception {
    byte[] data = Arrays.copyOf(packed(CRATES), 6 << 20);
    PassingContent plain = new PassingContent(ExecutableBytes.elf(Layout.COMMON, ".rodata", data));
    RecordedDiscoveries found = new RecordedDiscoveries();

    // another cataloger has let a part go
    plain.passBy(3 << 20);
    CATALOGER.catalog(entry(plain.size()), plain, found);

    assertThat(found.components()).isEmpty();
    assertThat(plain.mostHeld()).isLessThan(3 << 20);

    PassingContent auditable =
        new PassingContent(ExecutableBytes.elf(Layout.COMMON, SECTION, data));
    assertThatThrownBy(() -> CATALOGER.catalog(entry(auditable.size()), auditable, found))
        .isInstanceOf(PassedByException.class);
  }

  @Test
  void onlyExecutablesAndLibrariesOfSomeSizeAreWanted() {
    assertThat(CATALOGER.wants(entry(64 << 10))).isTrue();
    assertThat(CATALOGER.wants(entry(1 << 10))).isFalse();
    assertThat(
            CATALOGER.wants(new LayerEntry("data", LayerEntry.Type.FILE, 1 << 20, 0644, null, 0)))
        .isFalse();
  }

  @Test
  void readsOneOutOfATree() throws Exception {
    byte[] data = Arrays.copyOf(packed(CRATES), 80 << 10);
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("bin/app", ExecutableBytes.elf(Layout.COMMON, SECTION, data), 0755);

    assertThat(CatalogerRun.over(tree, CATALOGER).components()).hasSize(3);
  }

  @Test
  void damagedExecutablesGiveAResultOrAnIOException() {
    List<byte[]> seeds =
        List.of(
            ExecutableBytes.elf(Layout.COMMON, SECTION, packed(CRATES)),
            ExecutableBytes.pe(Layout.COMMON, SECTION, packed(CRATES)),
            ExecutableBytes.mach(Layout.COMMON, SECTION, packed(CRATES)));
    for (byte[] seed : seeds) {
      Mutations.of(seed, 3, 4_000)
          .forEach(
              bytes -> {
                try {
                  run(bytes);
                } catch (IOException _) {
                  // said so
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
    }
  }

  private static LayerEntry entry(long size) {
    return new LayerEntry("usr/bin/app", LayerEntry.Type.FILE, size, 0755, null, 0);
  }

  private static byte[] packed(String json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream packing = new DeflaterOutputStream(out)) {
      packing.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static RecordedDiscoveries run(byte[] bytes) throws IOException, InterruptedException {
    return CatalogerRun.file(CATALOGER, "usr/bin/app", bytes);
  }
}
