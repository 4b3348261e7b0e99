package dev.drydock.catalog.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.image.LayerEntry;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BinaryCatalogerTest {
  private static final BinaryCataloger CATALOGER = new BinaryCataloger();

  @Test
  void aProgramIsAGenericComponentWithItsLicence() throws Exception {
    RecordedDiscoveries found = run("usr/local/bin/node", "\0node.js/v20.18.0\0");

    assertThat(found.purls()).containsExactly("pkg:generic/node@20.18.0");
    Component node = found.component("node");
    assertThat(node.version()).isEqualTo("20.18.0");
    assertThat(node.licences()).containsExactly("MIT");
    assertThat(node.locations()).containsExactly(new Location("usr/local/bin/node", 0));
    assertThat(node.evidence()).isEqualTo(new Evidence("binary", "signature"));
    assertThat(node.os()).isNull();
  }

  @Test
  void openJdkIsWhatItsReleaseFileWouldSay() throws Exception {
    RecordedDiscoveries found =
        run(
            "opt/jre/lib/server/libjvm.so",
            "\0OpenJDK 64-Bit Server VM (21.0.4+7-LTS) for linux-amd64 JRE (21.0.4+7-LTS)");

    assertThat(found.purls()).containsExactly("pkg:generic/oracle/openjdk@21.0.4%2B7-LTS");
    assertThat(found.namesAndVersions()).containsExactly("openjdk 21.0.4+7-LTS");
  }

  @Test
  void oneFileNameOfTwoProgramsIsTheOneWhoseSignatureItHas() throws Exception {
    assertThat(run("usr/sbin/mysqld", "\00011.4.2-MariaDB\0").namesAndVersions())
        .containsExactly("mariadb 11.4.2");
    assertThat(run("usr/sbin/mysqld", "\0MySQL 9.1.0\0").namesAndVersions())
        .containsExactly("mysql 9.1.0");
    assertThat(run("usr/sbin/mysqld", "\0nothing\0").components()).isEmpty();
  }

  @Test
  void wantsExecutablesAndLibrariesOfTheNamesInTheTable() {
    assertThat(wants("usr/local/bin/node", 0755)).isTrue();
    assertThat(wants("usr/local/lib/libpython3.12.so.1.0", 0644)).isTrue();
    assertThat(wants("usr/local/lib/libcrypto.so.3", 0644)).isTrue();
    assertThat(wants("usr/local/bin/node", 0644)).isFalse();
    assertThat(wants("usr/local/bin/npm", 0755)).isFalse();
    assertThat(wants("usr/include/node", 0644)).isFalse();
    assertThat(wants("nix/store/abc-nodejs-20.18.0/bin/node", 0755)).isFalse();
    assertThat(wants("home/linuxbrew/.linuxbrew/Cellar/node/20.18.0/bin/node", 0755)).isFalse();
    assertThat(CATALOGER.wants(entry("usr/local/bin/node", 0755, 1000))).isFalse();
  }

  @Test
  void recognisesExecutablesOnly() {
    assertThat(CATALOGER.recognises(bytes("\u007fELF"))).isTrue();
    assertThat(CATALOGER.recognises(bytes("MZ\0\0"))).isTrue();
    assertThat(CATALOGER.recognises(bytes("\u00cf\u00fa\u00ed\u00fe"))).isTrue();
    assertThat(CATALOGER.recognises(bytes("#!/bin/sh"))).isFalse();
    assertThat(CATALOGER.recognises(bytes("MZ"))).isFalse();
    assertThat(CATALOGER.recognises(new byte[0])).isFalse();
  }

  @Test
  void damagedFilesEndInAResult() {
    StringBuilder all = new StringBuilder();
    for (Program program : Programs.all()) {
      for (String signature : program.signatures()) {
        all.append('\0').append(signature.replaceAll("\\{[a-z0-9.]*}", "1.22.333-rc1"));
      }
    }
    byte[] original = bytes(all.toString());
    for (String name : List.of("nginx", "redis-server", "mysqld", "libluajit-5.1.so.2.1.0")) {
      Mutations.of(original, 11, 1000)
          .forEach(
              damaged ->
                  assertThatCode(() -> CatalogerRun.file(CATALOGER, "bin/" + name, damaged))
                      .doesNotThrowAnyException());
    }
  }

  @Test
  void aLargeFileWithoutItsSignatureIsSearchedInNoTime() throws Exception {
    byte[] zeros = new byte[32 << 20];
    byte[] anchors = new byte[8 << 20];
    byte[] anchor = bytes("Apache/");
    for (int i = 0; i < anchors.length; i++) {
      anchors[i] = anchor[i % anchor.length];
    }
    long start = System.nanoTime();
    for (byte[] bytes : Arrays.asList(zeros, anchors)) {
      assertThat(CatalogerRun.file(CATALOGER, "usr/sbin/httpd", bytes).components()).isEmpty();
    }
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  private static boolean wants(String path, int mode) {
    return CATALOGER.wants(entry(path, mode, 1 << 20));
  }

  private static LayerEntry entry(String path, int mode, long size) {
    return new LayerEntry(path, LayerEntry.Type.FILE, size, mode, null, 0);
  }

  private static RecordedDiscoveries run(String path, String text) throws Exception {
    return CatalogerRun.file(CATALOGER, path, bytes("\u007fELF\0\0" + text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
