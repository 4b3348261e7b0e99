package dev.drydock.catalog.apk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ApkCatalogerTest {
  private static final String DATABASE = "lib/apk/db/installed";
  private static final String MERGED = "usr/lib/apk/db/installed";
  private static final String BUSYBOX =
      """
      C:Q1xyz=
      P:busybox
      V:1.36.1-r2
      A:x86_64
      S:500
      I:1000
      T:Size optimized toolbox
      U:https://busybox.net/
      L:GPL-2.0-only
      o:busybox
      m:Sören Tempel <soeren@example.org>
      D:so:libc.musl-x86_64.so.1
      F:bin
      R:busybox
      a:0:0:755
      F:etc
      R:securetty

      """;
  private static final String SSL =
      """
      P:ssl_client
      V:1.36.1-r2
      A:x86_64
      L:GPL-2.0-only
      o:busybox
      F:usr
      F:usr/bin
      R:ssl_client
      F:usr/share/java
      R:thing.jar
      R:thing.txt

      """;

  private final ApkCataloger cataloger = new ApkCataloger(Limits.defaults());

  @Test
  void everyFieldOfAPackageIsThere() throws Exception {
    RecordedDiscoveries found = catalog(alpine().file(DATABASE, BUSYBOX + SSL));
    assertThat(found.purls())
        .containsExactly(
            "pkg:apk/alpine/busybox@1.36.1-r2?arch=x86_64&distro=alpine-3.19.1",
            "pkg:apk/alpine/ssl_client@1.36.1-r2?arch=x86_64&distro=alpine-3.19.1&upstream=busybox");
    Component busybox = found.component("busybox");
    assertThat(busybox.licences()).containsExactly("GPL-2.0-only");
    assertThat(busybox.locations()).containsExactly(new Component.Location(DATABASE, 0));
    assertThat(busybox.evidence()).isEqualTo(new Component.Evidence("apk", "installed database"));
    assertThat(busybox.os())
        .isEqualTo(
            new Component.OsPackage(
                new Component.Source("busybox", "1.36.1-r2", true),
                "x86_64",
                "Sören Tempel <soeren@example.org>",
                null));
    Component.OsPackage client = Objects.requireNonNull(found.component("ssl_client").os());
    assertThat(client.source()).isEqualTo(new Component.Source("busybox", "1.36.1-r2", true));
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void onlyFilesThatOthersCouldClaimAreOwned() throws Exception {
    RecordedDiscoveries found = catalog(alpine().file(DATABASE, BUSYBOX + SSL));
    assertThat(found.owned(found.component("busybox"))).containsExactly("bin/busybox");
    assertThat(found.owned(found.component("ssl_client")))
        .containsExactly("usr/bin/ssl_client", "usr/share/java/thing.jar");
  }

  @Test
  void aPackageWithoutOriginIsItsOwnSource() throws Exception {
    RecordedDiscoveries found = catalog(alpine().file(DATABASE, "P:own\nV:1.2.3-r0\nA:noarch\n"));
    assertThat(Objects.requireNonNull(found.component("own").os()).source())
        .isEqualTo(new Component.Source("own", "1.2.3-r0", true));
    assertThat(found.component("own").purl().toString())
        .isEqualTo("pkg:apk/alpine/own@1.2.3-r0?arch=noarch&distro=alpine-3.19.1");
  }

  @Test
  void theDatabaseIsReadOnceWhereLibIsMergedIntoUsr() throws Exception {
    DirectoryTree linked = alpine().link("lib", "usr/lib").file(MERGED, BUSYBOX);
    assertThat(catalog(linked).namesAndVersions()).containsExactly("busybox 1.36.1-r2");
    assertThat(catalog(linked).component("busybox").locations())
        .containsExactly(new Component.Location(MERGED, 0));
    DirectoryTree file = alpine().file(MERGED, BUSYBOX).link(DATABASE, "/" + MERGED);
    assertThat(catalog(file).namesAndVersions()).containsExactly("busybox 1.36.1-r2");
  }

  @Test
  void theDatabaseBelowUsrAloneIsEnough() throws Exception {
    assertThat(catalog(alpine().file(MERGED, BUSYBOX)).namesAndVersions())
        .containsExactly("busybox 1.36.1-r2");
  }

  @Test
  void twoDatabasesOfTheSamePackageTellOfItOnce() throws Exception {
    DirectoryTree tree = alpine().file(DATABASE, BUSYBOX).file(MERGED, BUSYBOX + SSL);
    assertThat(catalog(tree).namesAndVersions())
        .containsExactly("busybox 1.36.1-r2", "ssl_client 1.36.1-r2");
  }

  @Test
  void fieldsOfTenMegabytesAreReadOver() throws Exception {
    String huge = "P:huge\nV:1\nD:" + "so:x ".repeat(2_000_000) + "\np:" + "y".repeat(9_999) + "\n";
    RecordedDiscoveries found = catalog(alpine().file(DATABASE, huge + "\n" + BUSYBOX));
    assertThat(found.namesAndVersions()).containsExactly("busybox 1.36.1-r2", "huge 1");
  }

  @Test
  void entriesWithoutNameOrVersionAreSaidAndTheRestIsRead() throws Exception {
    String broken = "this is no field\n\nP:nothing\nA:x86_64\n\nV:1-r0\n\n";
    RecordedDiscoveries found = catalog(alpine().file(DATABASE, broken + BUSYBOX));
    assertThat(found.namesAndVersions()).containsExactly("busybox 1.36.1-r2");
    assertThat(found.unreadable())
        .containsExactly("lib/apk/db/installed: 3 entries have no name or no version; left out");
  }

  @Test
  void anEmptyDatabaseHoldsNothing() throws Exception {
    RecordedDiscoveries found = catalog(alpine().file(DATABASE, "\n\n"));
    assertThat(found.components()).isEmpty();
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void carriageReturnsAreNoPartOfValues() throws Exception {
    assertThat(catalog(alpine().file(DATABASE, BUSYBOX.replace("\n", "\r\n"))).namesAndVersions())
        .containsExactly("busybox 1.36.1-r2");
  }

  @Test
  void wolfiIsNamedInThePurl() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("etc/os-release", "ID=wolfi\nVERSION_ID=20230201\n")
            .file(MERGED, BUSYBOX);
    assertThat(catalog(tree).purls())
        .containsExactly("pkg:apk/wolfi/busybox@1.36.1-r2?arch=x86_64&distro=wolfi-20230201");
  }

  @Test
  void aPackagesLayerIsTheOneThatBroughtItsFiles() throws Exception {
    DirectoryTree tree =
        alpine()
            .file("bin/busybox", "x")
            .layer(3)
            .file("usr/bin/ssl_client", "x")
            .layer(4)
            .file(DATABASE, BUSYBOX + SSL);
    RecordedDiscoveries found = catalog(tree);
    assertThat(found.component("busybox").layer()).isZero();
    assertThat(found.component("ssl_client").layer()).isEqualTo(3);
  }

  @Test
  void tooManyPackagesEndTheReading() throws Exception {
    Limits few = new Limits(1, 1, 1, 1 << 20, 1 << 20, 1, 1, 1, 1, 1, 1);
    RecordedDiscoveries found =
        RecordedDiscoveries.of(new ApkCataloger(few), alpine().file(DATABASE, BUSYBOX + SSL));
    assertThat(found.unreadable()).hasSize(1);
    assertThat(found.unreadable().getFirst()).contains("components");
  }

  @Test
  void damagedDatabasesEndInAResult() throws Exception {
    for (byte[] bytes :
        Mutations.of((BUSYBOX + SSL).getBytes(StandardCharsets.UTF_8), 5, 5_000).toList()) {
      RecordedDiscoveries found = catalog(alpine().file(DATABASE, bytes));
      assertThat(found.components().size() + found.unreadable().size()).isLessThan(20);
    }
  }

  @Test
  void onlyTheDatabasesAreWanted() {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(DATABASE, "")
            .file(MERGED, "")
            .file("lib/apk/db/scripts.tar", "")
            .file("srv/lib/apk/db/installed", "");
    assertThat(tree.files(cataloger::wants).stream().map(e -> e.path()))
        .isEqualTo(List.of(DATABASE, MERGED));
  }

  @Test
  void whatAPackageNeedsIsWhatIsInstalledOfIt() throws Exception {
    RecordedDiscoveries found =
        catalog(
            alpine()
                .file(
                    DATABASE,
                    """
                    P:curl
                    V:8.5.0-r0
                    A:x86_64
                    D:so:libcurl.so.4 so:libz.so.1>=1 ca-certificates-bundle~2 /bin/sh !old absent

                    P:libcurl
                    V:8.5.0-r0
                    A:x86_64
                    D:so:libz.so.1 so:libz.so.1
                    p:so:libcurl.so.4=4.8.0 pc:libcurl=8.5.0

                    P:zlib
                    V:1.3-r2
                    A:x86_64
                    p:so:libz.so.1=1.3 zlib=1.3

                    P:ca-certificates-bundle
                    V:20240226-r0
                    A:x86_64

                    P:busybox-binsh
                    V:1.36.1-r15
                    A:x86_64
                    p:/bin/sh cmd:sh=1.36.1-r15

                    """));

    assertThat(
            found.dependencies().stream()
                .map(need -> need.from().name() + " > " + need.to().name()))
        .containsExactly(
            "curl > libcurl",
            "curl > zlib",
            "curl > ca-certificates-bundle",
            "curl > busybox-binsh",
            "libcurl > zlib");
  }

  private static DirectoryTree alpine() {
    return DirectoryTree.empty().file("etc/os-release", "ID=alpine\nVERSION_ID=3.19.1\n");
  }

  private RecordedDiscoveries catalog(DirectoryTree tree) throws InterruptedException {
    return RecordedDiscoveries.of(cataloger, tree);
  }
}
