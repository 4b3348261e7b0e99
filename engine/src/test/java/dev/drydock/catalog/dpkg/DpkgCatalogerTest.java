package dev.drydock.catalog.dpkg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Installation;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DpkgCatalogerTest {
  private static final String STATUS = "var/lib/dpkg/status";
  private static final String LIBSSL =
      """
      Package: libssl1.1
      Status: install ok installed
      Priority: optional
      Section: libs
      Installed-Size: 4121
      Maintainer: Debian OpenSSL Team <team@example.org>
      Architecture: amd64
      Multi-Arch: same
      Source: openssl
      Version: 1.1.1w-0+deb11u1
      Depends: libc6 (>= 2.25)
      Description: Secure Sockets Layer toolkit - shared libraries
       This package is part of the OpenSSL project's implementation.
       .
       Version: 9 in the text counts for nothing
      Homepage: https://www.openssl.org/

      """;
  private static final String EXTRA =
      """
      Package: util-linux-extra
      Status: install ok installed
      Architecture: amd64
      Source: util-linux (2.38.1-5)
      Version: 2.38.1-5+b1

      """;

  private final DpkgCataloger cataloger = new DpkgCataloger(Limits.defaults());

  @Test
  void everythingThatMattersOfAPackageIsThere() throws Exception {
    RecordedDiscoveries found = catalog(debian().file(STATUS, LIBSSL));
    assertThat(found.unreadable()).isEmpty();
    assertThat(found.components())
        .containsExactly(
            new Component(
                "libssl1.1",
                "1.1.1w-0+deb11u1",
                found.component("libssl1.1").purl(),
                new Component.OsPackage(
                    new Component.Source("openssl", "1.1.1w-0+deb11u1", true),
                    "amd64",
                    "Debian OpenSSL Team <team@example.org>",
                    null,
                    new Installation(Installation.Reason.REQUESTED, List.of(), List.of())),
                List.of(),
                List.of(new Component.Location(STATUS, 0)),
                new Component.Evidence("dpkg", "installed database")));
    assertThat(found.purls())
        .containsExactly(
            "pkg:deb/debian/libssl1.1@1.1.1w-0%2Bdeb11u1?arch=amd64&distro=debian-11&upstream=openssl");
  }

  @Test
  void sourceNameAndVersionAreThoseInParentheses() throws Exception {
    Component found = catalog(debian().file(STATUS, EXTRA)).component("util-linux-extra");
    assertThat(Objects.requireNonNull(found.os()).source())
        .isEqualTo(new Component.Source("util-linux", "2.38.1-5", true));
    assertThat(found.purl().qualifiers()).containsEntry("upstream", "util-linux@2.38.1-5");
  }

  @Test
  void aBinaryRebuildKeepsItsSuffixAndItsSourceHasNone() throws Exception {
    String rebuilt =
        "Package: foo\nStatus: install ok installed\nSource: foo (1:2-3)\nVersion: 1:2-3+b4\n";
    Component found = catalog(debian().file(STATUS, rebuilt)).component("foo");
    assertThat(found.version()).isEqualTo("1:2-3+b4");
    assertThat(Objects.requireNonNull(found.os()).source().version()).isEqualTo("1:2-3");
    assertThat(found.purl().toString())
        .isEqualTo("pkg:deb/debian/foo@1:2-3%2Bb4?distro=debian-11&upstream=foo%401:2-3");
  }

  @Test
  void aPackageWithoutSourceIsItsOwn() throws Exception {
    String own = "Package: bash\nStatus: install ok installed\nVersion: 5.1-2\nArchitecture: all\n";
    Component found = catalog(debian().file(STATUS, own)).component("bash");
    assertThat(Objects.requireNonNull(found.os()).source())
        .isEqualTo(new Component.Source("bash", "5.1-2", true));
    assertThat(found.purl().toString())
        .isEqualTo("pkg:deb/debian/bash@5.1-2?arch=all&distro=debian-11");
  }

  @ParameterizedTest
  @CsvSource({
    "install ok installed, true",
    "hold ok installed, true",
    "deinstall ok installed, true",
    "purge ok installed, true",
    "install reinstreq installed, true",
    "install ok triggers-pending, true",
    "install ok triggers-awaited, true",
    "deinstall ok config-files, false",
    "purge ok not-installed, false",
    "install ok half-installed, false",
    "install ok half-configured, true",
    "install ok unpacked, true",
  })
  void theThirdWordOfStatusTellsWhetherTheFilesAreThere(String status, boolean there)
      throws Exception {
    String stanza = "Package: foo\nStatus: " + status + "\nVersion: 1\n";
    RecordedDiscoveries found = catalog(debian().file(STATUS, stanza));
    assertThat(found.components()).hasSize(there ? 1 : 0);
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void packagesInstalledForTwoArchitecturesAreTwo() throws Exception {
    String second = LIBSSL.replace("Architecture: amd64", "Architecture: i386");
    RecordedDiscoveries found = catalog(debian().file(STATUS, LIBSSL + second));
    assertThat(found.purls()).hasSize(2);
    assertThat(found.purls().get(0)).contains("arch=amd64");
    assertThat(found.purls().get(1)).contains("arch=i386");
  }

  @Test
  void digestsTellOfFilesWhereNoListDoes() throws Exception {
    String sums = "9d8facc2fa9d2df52f1c7cb4e5fa4741  usr/bin/openssl\n";
    String plain = "var/lib/dpkg/info/libssl1.1";
    RecordedDiscoveries summed =
        catalog(debian().file(STATUS, LIBSSL).file(plain + ".md5sums", sums));
    assertThat(summed.owned(summed.component("libssl1.1"))).containsExactly("usr/bin/openssl");
    RecordedDiscoveries qualified =
        catalog(debian().file(STATUS, LIBSSL).file(plain + ":amd64.md5sums", sums));
    assertThat(qualified.owned(qualified.component("libssl1.1")))
        .containsExactly("usr/bin/openssl");
    RecordedDiscoveries both =
        catalog(
            debian()
                .file(STATUS, LIBSSL)
                .file(plain + ".list", "/.\n/usr/bin/c_rehash\n")
                .file(plain + ".md5sums", sums));
    assertThat(both.owned(both.component("libssl1.1"))).containsExactly("usr/bin/c_rehash");
  }

  @Test
  void distrolessHasAFileForEachPackageAndNoStatusField() throws Exception {
    DirectoryTree tree =
        debian()
            .file(STATUS + ".d/libssl1.1", LIBSSL.replace("Status: install ok installed\n", ""))
            .file(
                STATUS + ".d/libssl1.1.md5sums",
                """
                9d8facc2fa9d2df52f1c7cb4e5fa4741  usr/lib/x86_64-linux-gnu/libssl.so.1.1
                9d8facc2fa9d2df52f1c7cb4e5fa4741  usr/bin/openssl
                """)
            .file(STATUS + ".d/libssl1.1.preinst", "#!/bin/sh\n")
            .file(STATUS + ".d/python3.11", "Package: python3.11\nVersion: 3.11.2-6\n");
    RecordedDiscoveries found = catalog(tree);
    assertThat(found.namesAndVersions())
        .containsExactly("libssl1.1 1.1.1w-0+deb11u1", "python3.11 3.11.2-6");
    assertThat(found.component("libssl1.1").locations())
        .containsExactly(new Component.Location(STATUS + ".d/libssl1.1", 0));
    assertThat(found.owned(found.component("libssl1.1")))
        .containsExactly("usr/lib/x86_64-linux-gnu/libssl.so.1.1", "usr/bin/openssl");
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void theSamePackageFromTwoDirectoriesIsOne() throws Exception {
    DirectoryTree tree =
        debian().file(STATUS, LIBSSL).file(STATUS + ".d/libssl1.1", LIBSSL + EXTRA);
    assertThat(catalog(tree).namesAndVersions())
        .containsExactly("libssl1.1 1.1.1w-0+deb11u1", "util-linux-extra 2.38.1-5+b1");
  }

  @Test
  void statusMayBeADirectory() throws Exception {
    DirectoryTree tree = debian().file(STATUS + "/libssl", LIBSSL).file(STATUS + "/extra", EXTRA);
    assertThat(catalog(tree).namesAndVersions())
        .containsExactly("libssl1.1 1.1.1w-0+deb11u1", "util-linux-extra 2.38.1-5+b1");
  }

  @Test
  void entriesWithoutNameOrVersionAreSaidAndTheRestIsRead() throws Exception {
    String broken = "asdf\n\nPackage: foo\nStatus: install ok installed\n\n";
    RecordedDiscoveries found = catalog(debian().file(STATUS, broken + LIBSSL));
    assertThat(found.namesAndVersions()).containsExactly("libssl1.1 1.1.1w-0+deb11u1");
    assertThat(found.unreadable())
        .containsExactly(STATUS + ": 2 entries have no name or no version; left out");
  }

  @Test
  void vcpkgsStatusIsNotTakenForDpkgs() throws Exception {
    String port =
        """
        Package: zlib
        Version: 1.2.11-6
        Architecture: x64-linux
        Abi: 00662fc5
        Type: Port
        Status: install ok installed

        """;
    RecordedDiscoveries found = catalog(debian().file(STATUS, port + port));
    assertThat(found.components()).isEmpty();
    assertThat(found.unreadable())
        .containsExactly(
            STATUS + ": lists ports of vcpkg, not packages of a distribution; left out");
  }

  @Test
  void carriageReturnsTrailingBlankLinesAndOddCaseAreTolerated() throws Exception {
    String odd = LIBSSL.replace("Package:", "PACKAGE:").replace("\n", "\r\n") + "\r\n \n\n\n";
    assertThat(catalog(debian().file(STATUS, odd)).namesAndVersions())
        .containsExactly("libssl1.1 1.1.1w-0+deb11u1");
  }

  @Test
  void ownedFilesComeFromTheListOfTheRightArchitecture() throws Exception {
    DirectoryTree tree =
        debian()
            .file(STATUS, LIBSSL + EXTRA)
            .file(
                "var/lib/dpkg/info/libssl1.1:amd64.list",
                "/.\n/usr\n/usr/bin\n/usr/bin/openssl\n/usr/share/doc/libssl1.1/copyright\n")
            .file("var/lib/dpkg/info/libssl1.1:i386.list", "/usr/bin/wrong\n")
            .file("var/lib/dpkg/info/util-linux-extra.list", "/usr/share/java/u.jar");
    RecordedDiscoveries found = catalog(tree);
    assertThat(found.owned(found.component("libssl1.1"))).containsExactly("usr/bin/openssl");
    assertThat(found.owned(found.component("util-linux-extra")))
        .containsExactly("usr/share/java/u.jar");
  }

  @Test
  void aPackagesLayerIsThatOfItsListOfFiles() throws Exception {
    DirectoryTree tree =
        debian()
            .file("var/lib/dpkg/info/libssl1.1.list", "/.\n")
            .layer(2)
            .file("var/lib/dpkg/info/util-linux-extra.list", "/.\n")
            .layer(3)
            .file(STATUS, LIBSSL + EXTRA);
    RecordedDiscoveries found = catalog(tree);
    assertThat(found.component("libssl1.1").locations())
        .containsExactly(new Component.Location(STATUS, 0));
    assertThat(found.component("util-linux-extra").layer()).isEqualTo(2);
  }

  @Test
  void licencesAreTheShortNamesOfAMachineReadableCopyright() throws Exception {
    DirectoryTree tree =
        debian()
            .file(STATUS, LIBSSL)
            .file(
                "usr/share/doc/libssl1.1/copyright",
                """
                Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

                Files: *
                License: OpenSSL
                 text of License: no

                Files: debian/*
                License: GPL-2+ or MIT

                Files: x
                License: OpenSSL
                License:
                 /usr/share/common-licenses/BSD
                """);
    assertThat(catalog(tree).component("libssl1.1").licences())
        .containsExactly("GPL-2+ or MIT", "OpenSSL");
  }

  @Test
  void licencesOfProseAreTheCommonOnesThatItPointsTo() throws Exception {
    DirectoryTree tree =
        debian()
            .file(STATUS, LIBSSL + EXTRA)
            .file(
                "usr/share/doc/util-linux-extra/copyright",
                "On Debian, see /usr/share/common-licenses/GPL-2.\nAlso `/usr/share/"
                    + "common-licenses/LGPL-2.1', and /usr/share/common-licenses/GPL-2\n"
                    + "and /usr/share/common-licenses/ and /usr/share/common-licenses")
            .link("usr/share/doc/libssl1.1", "util-linux-extra");
    RecordedDiscoveries found = catalog(tree);
    assertThat(found.component("util-linux-extra").licences()).containsExactly("GPL-2", "LGPL-2.1");
    assertThat(found.component("libssl1.1").licences()).containsExactly("GPL-2", "LGPL-2.1");
  }

  @Test
  void withoutADistributionThePurlHasNoNamespace() throws Exception {
    assertThat(catalog(DirectoryTree.empty().file(STATUS, EXTRA)).purls())
        .containsExactly(
            "pkg:deb/util-linux-extra@2.38.1-5%2Bb1?arch=amd64&upstream=util-linux%402.38.1-5");
  }

  @Test
  void ubuntuIsNamedInThePurl() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("etc/os-release", "ID=ubuntu\nVERSION_ID=\"22.04\"\n")
            .file(STATUS, "Package: a\nVersion: 1\nStatus: install ok installed\n");
    assertThat(catalog(tree).purls()).containsExactly("pkg:deb/ubuntu/a@1?distro=ubuntu-22.04");
  }

  @Test
  void aDatabaseOverTheLimitIsSaid() throws Exception {
    Limits small = new Limits(1, 1, 1, 100, 100, 1, 1, 1, 1, 1, 10);
    RecordedDiscoveries found =
        RecordedDiscoveries.of(new DpkgCataloger(small), debian().file(STATUS, LIBSSL));
    assertThat(found.components()).isEmpty();
    assertThat(found.unreadable()).hasSize(1);
    assertThat(found.unreadable().getFirst()).contains(STATUS).contains("fileBytes");
  }

  @Test
  void damagedDatabasesEndInAResult() throws Exception {
    byte[] good = (LIBSSL + EXTRA).getBytes(StandardCharsets.UTF_8);
    for (byte[] bytes : Mutations.of(good, 7, 4_000).toList()) {
      DirectoryTree tree =
          debian()
              .file(STATUS, bytes)
              .file("var/lib/dpkg/info/libssl1.1.list", bytes)
              .file("usr/share/doc/libssl1.1/copyright", bytes);
      RecordedDiscoveries found = catalog(tree);
      assertThat(found.components().size() + found.unreadable().size()).isLessThan(20);
    }
  }

  @Test
  void onlyTheDatabaseItsListsAndCopyrightsAreWanted() {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(STATUS, "")
            .file(STATUS + ".d/a", "")
            .file("var/lib/dpkg/info/a.list", "")
            .file("var/lib/dpkg/info/a.postinst", "")
            .file("var/lib/dpkg/available", "")
            .file("var/lib/apt/extended_states", "")
            .file("srv/var/lib/apt/extended_states", "")
            .file("usr/share/doc/a/copyright", "")
            .file("usr/share/doc/a/changelog.gz", "")
            .file("usr/lib/opkg/status", "")
            .file("srv/var/lib/dpkg/status", "");
    assertThat(tree.files(cataloger::wants).stream().map(e -> e.path()))
        .containsExactly(
            "usr/share/doc/a/copyright",
            "var/lib/apt/extended_states",
            "var/lib/dpkg/info/a.list",
            STATUS,
            STATUS + ".d/a");
  }

  @Test
  void whatAPackageNeedsIsWhatIsInstalledOfIt() throws Exception {
    RecordedDiscoveries found =
        catalog(
            debian()
                .file(
                    STATUS,
                    stanza("app", "amd64", "Pre-Depends: base (>= 1)\nDepends: absent | web:any,")
                        + stanza("web", "amd64", "Depends: httpd-cgi | app, base [amd64], web")
                        + stanza("lighttpd", "amd64", "Provides: httpd, httpd-cgi (= 1.4)")
                        + stanza("base", "all", "Recommends: app\nSuggests: web")
                        + stanza("gone", "amd64", "Depends: base").replace("ok installed", "ok x")
                        + stanza("static", "amd64", "Depends: httpd\nProvides: base")));

    assertThat(needs(found))
        .containsExactly(
            "app:amd64 > base:all",
            "app:amd64 > web:amd64",
            "web:amd64 > lighttpd:amd64",
            "web:amd64 > base:all",
            "static:amd64 > lighttpd:amd64");
  }

  @Test
  void ofAPackageForTwoArchitecturesTheOneOfTheSameIsNeeded() throws Exception {
    RecordedDiscoveries found =
        catalog(
            debian()
                .file(
                    STATUS,
                    stanza("wine", "i386", "Depends: libc6, tool:any")
                        + stanza("libc6", "amd64", "")
                        + stanza("libc6", "i386", "")
                        + stanza("tool", "all", "Depends: libc6 (>= 2)")));

    assertThat(needs(found))
        .containsExactly(
            "wine:i386 > libc6:i386", "wine:i386 > tool:all", "tool:all > libc6:amd64");
  }

  private static String stanza(String name, String architecture, String fields) {
    return "Package: "
        + name
        + "\nStatus: install ok installed\nArchitecture: "
        + architecture
        + "\nVersion: 1\n"
        + fields
        + "\n\n";
  }

  private static List<String> needs(RecordedDiscoveries found) {
    return found.dependencies().stream()
        .map(need -> name(need.from()) + " > " + name(need.to()))
        .toList();
  }

  private static String name(Component component) {
    return component.name() + ":" + component.purl().qualifiers().get("arch");
  }

  private static DirectoryTree debian() {
    return DirectoryTree.empty().file("etc/os-release", "ID=debian\nVERSION_ID=\"11\"\n");
  }

  private RecordedDiscoveries catalog(DirectoryTree tree) throws InterruptedException {
    return RecordedDiscoveries.of(cataloger, tree);
  }
}
