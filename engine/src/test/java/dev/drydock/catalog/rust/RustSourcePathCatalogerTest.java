package dev.drydock.catalog.rust;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.catalog.executable.ExecutableBytes;
import dev.drydock.catalog.executable.ExecutableBytes.Layout;
import dev.drydock.catalog.rust.CratePathSearch.Crate;
import dev.drydock.image.LayerEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RustSourcePathCatalogerTest {
  private static final RustSourcePathCataloger CATALOGER = new RustSourcePathCataloger();
  private static final String REGISTRY =
      "/root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/";

  /// As they stand in a program: one behind the other, with nothing between.
  private static final String PATHS =
      REGISTRY
          + "openssl-0.10.79/src/ssl/mod.rs"
          + REGISTRY
          + "openssl-0.10.79/src/error.rs"
          + "/usr/local/cargo/registry/src/github.com-1ecc6299db9ec823/wasi-0.11.0+wasi-snapshot-preview1/a.rs"
          + REGISTRY
          + "base64-0.22.1/src/lib.rssrc/main.rs/cargo/registry/src/example.org-0123456789abcdef/own-1.0.0/x";

  private static List<String> found(byte[] bytes, int piece) {
    CratePathSearch search = new CratePathSearch();
    for (int at = 0; at < bytes.length; at += piece) {
      byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
      search.bytes(part, part.length);
    }
    return search.crates().stream().map(one -> one.name() + " " + one.version()).toList();
  }

  @Test
  void cratesAreFoundByThePathsOfTheirSources() throws Exception {
    byte[] data = Arrays.copyOf(PATHS.getBytes(US_ASCII), 80 << 10);
    RecordedDiscoveries found =
        CatalogerRun.over(
            DirectoryTree.empty()
                .file("usr/bin/app", ExecutableBytes.elf(Layout.COMMON, ".rodata", data), 0755)
                .file("usr/lib/app", ExecutableBytes.elf(Layout.COMMON, ".rodata", data), 0755)
                .file("app/text", data, 0755),
            CATALOGER);

    assertThat(found.purls())
        .containsExactly(
            "pkg:cargo/base64@0.22.1",
            "pkg:cargo/openssl@0.10.79",
            "pkg:cargo/wasi@0.11.0%2Bwasi-snapshot-preview1");
    Component openssl = found.component("openssl");
    assertThat(openssl.locations()).containsExactly(new Location("usr/bin/app", 0));
    assertThat(openssl.evidence()).isEqualTo(new Evidence("rust-source-path", "source paths"));
  }

  @Test
  void pathsAreFoundWhereverPiecesOfTheFileEnd() {
    byte[] paths = PATHS.getBytes(US_ASCII);
    byte[] bytes = new byte[200 << 10];
    new Random(1).nextBytes(bytes);
    for (int place :
        new int[] {
          0, (64 << 10) - 300, (64 << 10) - 40, (128 << 10) - 256, bytes.length - paths.length
        }) {
      byte[] file = bytes.clone();
      System.arraycopy(paths, 0, file, place, paths.length);
      for (int piece : new int[] {7, 1_000, 64 << 10}) {
        assertThat(found(file, piece))
            .as("at %d, in pieces of %d", place, piece)
            .containsExactly(
                "base64 0.22.1", "openssl 0.10.79", "wasi 0.11.0+wasi-snapshot-preview1");
      }
    }
    assertThat(found(bytes, 64 << 10)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "serde-1.0.0, serde, 1.0.0",
    "aws-lc-rs-1.16.1, aws-lc-rs, 1.16.1",
    "sha-1-0.10.1, sha-1, 0.10.1",
    "a-b-1-2.3.4-rc.1, a-b-1, 2.3.4-rc.1",
    "openssl-src-300.1.0+3.1.0, openssl-src, 300.1.0+3.1.0",
    "icu_normalizer-2.1.1, icu_normalizer, 2.1.1",
  })
  void aFolderIsNameAndVersion(String folder, String name, String version) {
    assertThat(Crate.parse(folder)).isEqualTo(new Crate(name, version));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "serde",
        "serde-1.0",
        "serde-1.0.0-",
        "serde-1.0.0.1",
        "-1.0.0",
        "se rde-1.0.0",
        "s-1.0.0 x",
        "s-v1.0.0"
      })
  void otherFoldersAreNone(String folder) {
    assertThat(Crate.parse(folder)).isNull();
  }

  @Test
  void librariesOfTheSystemArePassedBy() {
    for (String path :
        List.of("app/server", "bin/uv", "usr/local/lib/python3.12/site-packages/a/_rust.abi3.so")) {
      assertThat(CATALOGER.wants(entry(path, 0755))).as(path).isTrue();
    }
    for (String path : List.of("usr/lib/x86_64-linux-gnu/libx.so.1", "lib/libx.so", "app/notes")) {
      assertThat(CATALOGER.wants(entry(path, 0644))).as(path).isFalse();
    }
  }

  private static LayerEntry entry(String path, int mode) {
    return new LayerEntry(path, LayerEntry.Type.FILE, 1 << 20, mode, null, 0);
  }
}
