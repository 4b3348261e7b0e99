package dev.drydock.catalog.chisel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChiselCatalogerTest {
  private static final ChiselCataloger CATALOGER = new ChiselCataloger(Limits.defaults());
  private static final String WALL = "var/lib/chisel/manifest.wall";
  private static final String MANIFEST =
      """
      {"jsonwall":"1.0","schema":"1.0","count":6}
      {"kind":"content","slice":"libc6_libs","path":"/usr/lib/x86_64-linux-gnu/libc.so.6"}
      {"kind":"package","name":"libc6","version":"2.39-0ubuntu8.4","sha256":"aa","arch":"amd64"}
      {"kind":"package","name":"openssl","version":"3.0.13-0ubuntu3.5","sha256":"bb","arch":"amd64"}
      {"kind":"path","path":"/usr/bin/openssl","mode":"0755","slices":["openssl_bins","libc6_bins"]}
      {"kind":"path","path":"/usr/lib/x86_64-linux-gnu/libc.so.6","slices":["libc6_libs"]}
      {"kind":"slice","name":"libc6_libs"}
      """;

  @Test
  void everyFactOfAPackageIsThere() throws Exception {
    RecordedDiscoveries found = catalog(ubuntu().file(WALL, zstd(MANIFEST)));
    assertThat(found.purls())
        .containsExactly(
            "pkg:deb/ubuntu/libc6@2.39-0ubuntu8.4?arch=amd64&distro=ubuntu-24.04&upstream=glibc",
            "pkg:deb/ubuntu/openssl@3.0.13-0ubuntu3.5?arch=amd64&distro=ubuntu-24.04");
    Component openssl = found.component("openssl");
    assertThat(openssl.os())
        .isEqualTo(
            new Component.OsPackage(
                new Component.Source("openssl", "3.0.13-0ubuntu3.5", true), "amd64", null, null));
    assertThat(openssl.evidence()).isEqualTo(new Component.Evidence("chisel", "manifest"));
    assertThat(found.owned(openssl)).containsExactly("usr/bin/openssl");
    assertThat(found.owned(found.component("libc6")))
        .containsExactly("usr/bin/openssl", "usr/lib/x86_64-linux-gnu/libc.so.6");
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void rocksNameTheSourcePackages() throws Exception {
    RecordedDiscoveries found =
        catalog(
            ubuntu()
                .file(WALL, zstd(MANIFEST))
                .file(
                    "usr/share/rocks/dpkg.query",
                    "# os-release\\nID=ubuntu\n# dpkg-query\n"
                        + "ii ,libc6:amd64,2.39-0ubuntu8.4,eglibc,2.39-0ubuntu8\n"
                        + "ii ,openssl,9.9,other,9.9\n"));
    assertThat(Objects.requireNonNull(found.component("libc6").os()).source())
        .isEqualTo(new Component.Source("eglibc", "2.39-0ubuntu8", true));
    assertThat(found.component("libc6").purl().qualifiers())
        .containsEntry("upstream", "eglibc@2.39-0ubuntu8");
    assertThat(Objects.requireNonNull(found.component("openssl").os()).source().name())
        .isEqualTo("openssl");
  }

  @ParameterizedTest
  @CsvSource({
    "libc6,2.39-0ubuntu8.4,glibc",
    "libssl3t64,3.0.13-0ubuntu3.5,openssl",
    "libgcc-s1,14.2.0-4ubuntu2~24.04,gcc-14",
    "libstdc++6,12.3.0-1ubuntu1~22.04,gcc-12",
    "libpython3.12-stdlib,3.12.3-1ubuntu0.3,python3.12",
    "python3.10,3.10.12-1~22.04.6,python3.10",
    "python3-minimal,3.12.3-0ubuntu2,python3-minimal",
    "openjdk-21-jre-headless,21.0.5+11-1ubuntu1~24.04,openjdk-21",
    "openjdk-11-jre-headless,11.0.25+9-1ubuntu1~24.04,openjdk-lts",
    "libicu74,74.2-1ubuntu3,icu",
    "libpq5,16.4-0ubuntu0.24.04.2,postgresql-16",
    "base-files,13ubuntu10.2,base-files",
    "libicu-dev,74.2-1ubuntu3,libicu-dev",
    "t64,1,t64",
  })
  void theSourcesOfTheUsualSlicesAreKnown(String name, String version, String source) {
    assertThat(SourcePackages.of(name, version)).isEqualTo(source);
  }

  @Test
  void aDpkgDatabaseBesideItIsTheBetterEvidence() throws Exception {
    DirectoryTree tree = ubuntu().file(WALL, zstd(MANIFEST));
    assertThat(catalog(tree.file("var/lib/dpkg/status", "")).components()).hasSize(2);
    assertThat(catalog(tree.file("var/lib/dpkg/status", "Package: libc6\n")).components())
        .isEmpty();
  }

  @Test
  void linesThatMakeNoSenseAreSaidAndOtherFilesToo() throws Exception {
    RecordedDiscoveries found =
        catalog(ubuntu().file(WALL, zstd(MANIFEST + "{\n{\"kind\":\"package\"}\n")));
    assertThat(found.components()).hasSize(2);
    assertThat(found.unreadable())
        .containsExactly(WALL + ": 2 of its lines make no sense; left out");
    assertThat(catalog(ubuntu().file(WALL, zstd("{\"a\":1}\n"))).unreadable())
        .containsExactly(WALL + ": " + WALL + " is no manifest of Chisel");
    assertThat(catalog(ubuntu().file(WALL, "")).unreadable()).hasSize(1);
  }

  @Test
  void damagedManifestsEndInAResult() throws Exception {
    for (byte[] bytes : Mutations.of(zstd(MANIFEST), 4, 3_000).toList()) {
      assertThat(catalog(ubuntu().file(WALL, bytes)).components().size()).isLessThan(10);
    }
    byte[] plain = MANIFEST.getBytes(StandardCharsets.UTF_8);
    for (byte[] bytes : Mutations.of(plain, 5, 3_000).toList()) {
      assertThat(catalog(ubuntu().file(WALL, bytes)).components().size()).isLessThan(10);
    }
  }

  private static DirectoryTree ubuntu() {
    return DirectoryTree.empty().file("etc/os-release", "ID=ubuntu\nVERSION_ID=\"24.04\"\n");
  }

  private static byte[] zstd(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static RecordedDiscoveries catalog(DirectoryTree tree) throws InterruptedException {
    return RecordedDiscoveries.of(CATALOGER, tree);
  }
}
