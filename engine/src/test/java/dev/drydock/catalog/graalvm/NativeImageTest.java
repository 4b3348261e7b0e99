package dev.drydock.catalog.graalvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import dev.drydock.testkit.SharedCorpus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeImageTest {
  private static final Limits LIMITS = Limits.defaults();
  private static final NativeImageCataloger EMBEDDED = new NativeImageCataloger(LIMITS);
  private static final NativeImageSbomCataloger EXPORTED = new NativeImageSbomCataloger(LIMITS);

  private static final String SBOM =
      """
      {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
       "metadata": {"component": {"type": "application", "group": "com.example", "name": "app",
         "version": "1.0", "purl": "pkg:maven/com.example/app@1.0", "bom-ref": "app"}},
       "components": [
         {"type": "library", "group": "io.micronaut", "name": "core", "version": "4.2.3",
          "purl": "pkg:maven/io.micronaut/core@4.2.3", "bom-ref": "core",
          "licenses": [{"license": {"id": "Apache-2.0"}}, {"expression": "MIT"}],
          "components": [{"group": "a", "name": "nested", "version": "2"}]},
         {"type": "library", "name": "basic-lib", "version": "1.0"},
         {"type": "library", "name": "broken", "purl": "pkg:"},
         {"type": "library"}],
       "dependencies": [{"ref": "app", "dependsOn": ["core", "gone", "core"]}]}
      """;

  @ParameterizedTest
  @ValueSource(strings = {".dynsym .dynstr", ".symtab .strtab"})
  void anEmbeddedBillOfMaterialsIsFoundByItsSymbols(String tables) throws Exception {
    RecordedDiscoveries found = embedded(executable(tables.split(" "), gzip(SBOM)));

    assertThat(found.unreadable()).isEmpty();
    assertThat(found.purls())
        .containsExactly(
            "pkg:generic/basic-lib@1.0",
            "pkg:maven/a/nested@2",
            "pkg:maven/com.example/app@1.0",
            "pkg:maven/io.micronaut/core@4.2.3");
    Component core = found.component("io.micronaut:core");
    assertThat(core.licences()).containsExactly("Apache-2.0", "MIT");
    assertThat(core.evidence()).isEqualTo(new Evidence("graalvm-native-image", "embedded SBOM"));
    assertThat(found.dependencies())
        .extracting(d -> d.from().name() + " > " + d.to().name())
        .containsExactly("com.example:app > io.micronaut:core");
  }

  @Test
  void anotherExecutableTellsOfNothing() throws Exception {
    byte[] bytes = executable(new String[] {".dynsym", ".dynstr"}, gzip(SBOM));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);

    RecordedDiscoveries found =
        embedded(text.replace(".svm_heap", ".any_heap").getBytes(StandardCharsets.ISO_8859_1));

    assertThat(found.components()).isEmpty();
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void aDamagedBillOfMaterialsIsUnreadable() throws Exception {
    byte[] packed = gzip(SBOM);
    RecordedDiscoveries found =
        embedded(executable(new String[] {".dynsym", ".dynstr"}, Arrays.copyOf(packed, 40)));

    assertThat(found.components()).isEmpty();
    assertThat(found.unreadable()).hasSize(1);
    assertThat(found.unreadable().getFirst())
        .startsWith("app/app: the bill of materials in app/app cannot be read: ");
  }

  @Test
  void anExportedBillOfMaterialsIsReadWhereItIsAboutAMavenArtifact() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("app/app.sbom.json", SBOM)
            .file("other/sbom.json", SBOM.replace("pkg:maven/com.example/app", "pkg:npm/app"))
            .file("plain/sbom.json", "{\"a\": 1}")
            .file("broken/sbom.json", "{")
            .file("app/mysbom.json", SBOM);

    RecordedDiscoveries found = CatalogerRun.over(tree, EXPORTED);

    assertThat(found.components())
        .hasSize(4)
        .allMatch(one -> one.locations().getFirst().path().equals("app/app.sbom.json"));
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void readsTheDocumentOfTheCorpus() throws Exception {
    Optional<Path> root = SharedCorpus.find("corpus/packages/graalvm-sbom/syft-micronaut");
    assumeTrue(root.isPresent(), "the shared corpus is missing");

    assertThat(CatalogerRun.over(DirectoryTree.of(root.orElseThrow()), EXPORTED).purls())
        .containsExactly(
            "pkg:generic/basic-lib@1.0",
            "pkg:maven/com.oracle/main-test-app@1.0-SNAPSHOT",
            "pkg:maven/io.micronaut/core@4.2.3",
            "pkg:maven/io.netty/netty-codec-http2@4.1.104.Final");
  }

  @Test
  void damagedFilesGiveAResultOrAreUnreadable() {
    byte[] bytes = executable(new String[] {".dynsym", ".dynstr"}, gzip(SBOM));
    byte[] small = Arrays.copyOf(bytes, 8192);
    Mutations.of(small, 8, 3_000).forEach(damaged -> run("a/x", damaged, EMBEDDED));
    Mutations.of(SBOM.getBytes(StandardCharsets.UTF_8), 9, 3_000)
        .forEach(damaged -> run("a/sbom.json", damaged, EXPORTED));
  }

  private static void run(String path, byte[] bytes, FileCataloger cataloger) {
    try {
      CatalogerRun.file(cataloger, path, bytes);
    } catch (IOException _) {
      // unreadable
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static RecordedDiscoveries embedded(byte[] executable) throws InterruptedException {
    return CatalogerRun.over(
        DirectoryTree.empty().file("app/app", Arrays.copyOf(executable, 1 << 20), 0755), EMBEDDED);
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// An ELF file of 64 bits with one segment, a heap, two symbols, and `sbom` where they point.
  private static byte[] executable(String[] tables, byte[] sbom) {
    long base = 0x400000;
    ByteBuffer file = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
    file.put(0, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
    file.putLong(32, 64).putLong(40, 6144).putShort(54, (short) 56).putShort(56, (short) 1);
    file.putShort(58, (short) 64).putShort(60, (short) 5).putShort(62, (short) 4);
    file.putInt(64, 1).putInt(68, 6).putLong(72, 0).putLong(80, base);
    file.putLong(96, 8192).putLong(104, 8192);
    byte[] strings = "\0sbom\0sbom_length\0".getBytes(StandardCharsets.US_ASCII);
    file.put(256, strings);
    file.putInt(512 + 24, 1).putLong(512 + 32, base + 2048);
    file.putInt(512 + 48, 6).putLong(512 + 56, base + 1024);
    file.putLong(1024, sbom.length);
    file.put(2048, sbom);
    String text = "\0.svm_heap\0" + tables[0] + "\0" + tables[1] + "\0.shstrtab\0";
    file.put(5120, text.getBytes(StandardCharsets.US_ASCII));
    section(file, 1, 1, 2048, 16);
    section(file, 2, 11, 512, 72);
    section(file, 3, text.indexOf(tables[1]), 256, strings.length);
    section(file, 4, text.indexOf(".shstrtab"), 5120, text.length());
    return file.array();
  }

  private static void section(ByteBuffer file, int index, int name, int offset, int size) {
    int at = 6144 + index * 64;
    file.putInt(at, name).putInt(at + 4, 1).putLong(at + 24, offset).putLong(at + 32, size);
  }
}
