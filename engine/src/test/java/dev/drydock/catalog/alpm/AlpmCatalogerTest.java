package dev.drydock.catalog.alpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AlpmCatalogerTest {
  private static final String LOCAL = "var/lib/pacman/local/";
  private static final String GCC =
      """
      %NAME%
      gcc-libs

      %VERSION%
      1:14.2.1+r134-1

      %BASE%
      gcc

      %DESC%
      Runtime libraries shipped by GCC

      %ARCH%
      x86_64

      %PACKAGER%
      Somebody <somebody@example.org>

      %LICENSE%
      GPL-3.0-or-later WITH GCC-exception-3.1
      GFDL-1.3-or-later

      %DEPENDS%
      glibc>=2.27

      %PROVIDES%
      libgo.so=23-64

      %XDATA%
      pkgtype=split

      """;
  private static final String GLIBC =
      "%NAME%\r\nglibc\r\n\r\n%VERSION%\r\n2.40-1\r\n\r\n%BASE%\r\nglibc\r\n";

  private final AlpmCataloger cataloger = new AlpmCataloger(Limits.defaults());

  @Test
  void everyFieldOfAPackageIsThere() throws Exception {
    RecordedDiscoveries found =
        catalog(
            arch()
                .file(LOCAL + "gcc-libs-1:14.2.1+r134-1/desc", GCC)
                .layer(2)
                .file(LOCAL + "glibc-2.40-1/desc", GLIBC));
    assertThat(found.purls())
        .containsExactly(
            "pkg:alpm/arch/gcc-libs@1:14.2.1%2Br134-1?arch=x86_64&distro=arch&upstream=gcc",
            "pkg:alpm/arch/glibc@2.40-1?distro=arch");
    Component gcc = found.component("gcc-libs");
    assertThat(gcc.version()).isEqualTo("1:14.2.1+r134-1");
    assertThat(gcc.licences())
        .containsExactly("GPL-3.0-or-later WITH GCC-exception-3.1", "GFDL-1.3-or-later");
    assertThat(gcc.os())
        .isEqualTo(
            new Component.OsPackage(
                new Component.Source("gcc", "1:14.2.1+r134-1", true),
                "x86_64",
                "Somebody <somebody@example.org>",
                null));
    assertThat(gcc.evidence()).isEqualTo(new Component.Evidence("alpm", "installed database"));
    assertThat(found.component("glibc").locations())
        .containsExactly(new Component.Location(LOCAL + "glibc-2.40-1/desc", 2));
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void whatAPackageNeedsIsFoundByNameAndByWhatOthersProvide() throws Exception {
    RecordedDiscoveries found =
        catalog(
            arch()
                .file(LOCAL + "gcc-libs-1/desc", GCC)
                .file(LOCAL + "glibc-2.40-1/desc", GLIBC)
                .file(
                    LOCAL + "go-user-1-1/desc",
                    "%NAME%\ngo-user\n\n%VERSION%\n1-1\n\n%DEPENDS%\nlibgo.so=23-64\nlibgo.so\nsh\n"));
    assertThat(found.dependencies())
        .containsExactlyInAnyOrder(
            new RecordedDiscoveries.Dependency(
                found.component("gcc-libs"), found.component("glibc")),
            new RecordedDiscoveries.Dependency(
                found.component("go-user"), found.component("gcc-libs")));
  }

  @Test
  void filesThatOthersCouldClaimAreOwned() throws Exception {
    RecordedDiscoveries found =
        catalog(
            arch()
                .file(LOCAL + "glibc-2.40-1/desc", GLIBC)
                .file(
                    LOCAL + "glibc-2.40-1/files",
                    "%FILES%\nusr/\nusr/bin/\nusr/bin/ldd\nusr/lib/x.jar\nusr/lib/libc.so.6\n"
                        + "etc/gai.conf\n\n%BACKUP%\netc/gai.conf\tabc\n"));
    assertThat(found.owned(found.component("glibc")))
        .containsExactly("usr/bin/ldd", "usr/lib/x.jar", "usr/lib/libc.so.6");
  }

  @Test
  void withoutADistributionThePurlHasNoVendor() throws Exception {
    assertThat(catalog(DirectoryTree.empty().file(LOCAL + "glibc-2.40-1/desc", GLIBC)).purls())
        .containsExactly("pkg:alpm/glibc@2.40-1");
  }

  @Test
  void anEntryWithoutNameOrVersionIsSaidAndLeftOut() throws Exception {
    RecordedDiscoveries found =
        catalog(
            arch()
                .file(LOCAL + "bad-1/desc", "%NME%\nbad\n\n%VERSION%\n1\n")
                .file(LOCAL + "empty-1/desc", "")
                .file(LOCAL + "glibc-2.40-1/desc", GLIBC));
    assertThat(found.namesAndVersions()).containsExactly("glibc 2.40-1");
    assertThat(found.unreadable())
        .containsExactly(
            LOCAL + "bad-1/desc: tells no name or no version of its package; left out",
            LOCAL + "empty-1/desc: tells no name or no version of its package; left out");
  }

  @Test
  void onlyTheLocalDatabaseIsWanted() throws Exception {
    RecordedDiscoveries found =
        catalog(
            arch()
                .file("var/lib/pacman/sync/core/glibc-2.40-1/desc", GLIBC)
                .file(LOCAL + "desc", GLIBC)
                .file(LOCAL + "a/b/desc", GLIBC)
                .file("home/x/" + LOCAL + "glibc-2.40-1/desc", GLIBC));
    assertThat(found.components()).isEmpty();
    assertThat(
            catalog(arch().file("usr/lib/sysimage/lib/pacman/local/glibc-2.40-1/desc", GLIBC))
                .namesAndVersions())
        .containsExactly("glibc 2.40-1");
  }

  @Test
  void damagedFilesEndInAResult() throws Exception {
    byte[] good = GCC.getBytes(StandardCharsets.UTF_8);
    for (byte[] bytes : Mutations.of(good, 11, 4_000).toList()) {
      RecordedDiscoveries found =
          catalog(arch().file(LOCAL + "x-1/desc", bytes).file(LOCAL + "x-1/files", bytes));
      assertThat(found.components().size() + found.unreadable().size()).isEqualTo(1);
    }
  }

  private static DirectoryTree arch() {
    return DirectoryTree.empty().file("etc/os-release", "ID=arch\nNAME=\"Arch Linux\"\n");
  }

  private RecordedDiscoveries catalog(DirectoryTree tree) throws InterruptedException {
    return RecordedDiscoveries.of(cataloger, tree);
  }
}
