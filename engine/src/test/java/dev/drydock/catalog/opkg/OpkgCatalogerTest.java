package dev.drydock.catalog.opkg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpkgCatalogerTest {
  private static final String ROOT = "usr/lib/opkg/";
  private static final String STATUS =
      """
      Package: busybox
      Version: 1.36.1-r2
      Depends: libc
      Status: install ok installed
      Essential: yes
      Architecture: x86_64
      Conffiles:
       /etc/syslog.conf e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
      Installed-Time: 1730715936

      Package: libuci20130104
      Version: 2023.08.10~5781664d-r1
      Status: install user installed
      Architecture: x86_64

      Package: gone
      Version: 1
      Status: deinstall ok not-installed

      """;
  private static final String CONTROL =
      """
      Package: libuci20130104
      Version: 2023.08.10~5781664d-r1
      Source: package/system/uci
      SourceName: libuci
      License: LGPL-2.1
      Maintainer: Somebody <somebody@example.org>
      Architecture: x86_64
      Description:  Library
       of many lines
      """;

  private final OpkgCataloger cataloger = new OpkgCataloger(Limits.defaults());

  @Test
  void everyFactOfAPackageIsThere() throws Exception {
    RecordedDiscoveries found =
        catalog(
            openWrt()
                .file(ROOT + "info/libuci20130104.control", CONTROL)
                .file(ROOT + "info/busybox.list", "/bin/busybox\n/etc/securetty\n")
                .layer(1)
                .file(ROOT + "status", STATUS));
    assertThat(found.purls())
        .containsExactly(
            "pkg:opkg/openwrt/busybox@1.36.1-r2?arch=x86_64&distro=openwrt-24.10.0",
            "pkg:opkg/openwrt/libuci20130104@2023.08.10~5781664d-r1?arch=x86_64"
                + "&distro=openwrt-24.10.0&upstream=libuci");
    Component library = found.component("libuci20130104");
    assertThat(library.licences()).containsExactly("LGPL-2.1");
    assertThat(library.os())
        .isEqualTo(
            new Component.OsPackage(
                new Component.Source("libuci", "2023.08.10~5781664d-r1", true),
                "x86_64",
                "Somebody <somebody@example.org>",
                null));
    assertThat(library.locations()).containsExactly(new Component.Location(ROOT + "status", 0));
    assertThat(found.owned(found.component("busybox"))).containsExactly("bin/busybox");
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void controlFilesCountWhereNoStatusListsPackages() throws Exception {
    assertThat(
            catalog(openWrt().file(ROOT + "info/libuci20130104.control", CONTROL))
                .namesAndVersions())
        .containsExactly("libuci20130104 2023.08.10~5781664d-r1");
    assertThat(
            catalog(
                    openWrt()
                        .file(
                            ROOT + "status",
                            "Package: a\nVersion: 1\nStatus: install ok installed\n")
                        .file(ROOT + "info/libuci20130104.control", CONTROL))
                .namesAndVersions())
        .containsExactly("a 1");
  }

  @Test
  void anEntryWithoutNameIsSaid() throws Exception {
    RecordedDiscoveries found =
        catalog(openWrt().file(ROOT + "status", "ABIVersion: 3\nVersion: 1\n\n" + STATUS));
    assertThat(found.components()).hasSize(2);
    assertThat(found.unreadable())
        .containsExactly(ROOT + "status: 1 entry has no name or no version; left out");
  }

  @ParameterizedTest
  @CsvSource({
    "Source: busybox_1.36.1.bb,busybox",
    "Source: /build/meta/recipes-core/busybox/busybox_1.36.1.bb,busybox",
    "Source: /build/my_layer/busybox/busybox_1.36.1.bb,busybox",
    "OE: busybox,busybox",
    "Source: feeds/base/package/utils/busybox,busybox",
    "Source: https://example.org/x.tar.gz,busybox-syslog",
    "Section: base,busybox-syslog",
  })
  void theSourceIsNamedInManyWays(String field, String source) throws Exception {
    RecordedDiscoveries found =
        catalog(openWrt().file(ROOT + "status", "Package: busybox-syslog\nVersion: 1\n" + field));
    assertThat(Objects.requireNonNull(found.component("busybox-syslog").os()).source().name())
        .isEqualTo(source);
  }

  @Test
  void otherPlacesAreReadAndOthersStatusFilesAreNot() throws Exception {
    DirectoryTree tree = openWrt().file("opt/lib/opkg/status", "Package: a\nVersion: 1\n");
    tree.file("lib/opkg/status", "Package: b\nVersion: 1\n");
    tree.file("var/lib/opkg/status", "Package: c\nVersion: 1\n");
    tree.file("home/usr/lib/opkg/status", "Package: d\nVersion: 1\n");
    tree.file(ROOT + "info/status", "Package: e\nVersion: 1\n");
    assertThat(catalog(tree).namesAndVersions()).containsExactly("a 1", "b 1", "c 1");
  }

  @Test
  void damagedFilesEndInAResult() throws Exception {
    for (byte[] bytes : Mutations.of(STATUS.getBytes(StandardCharsets.UTF_8), 3, 4_000).toList()) {
      RecordedDiscoveries found =
          catalog(
              openWrt().file(ROOT + "status", bytes).file(ROOT + "info/busybox.control", bytes));
      assertThat(found.components().size()).isLessThan(10);
    }
  }

  private static DirectoryTree openWrt() {
    return DirectoryTree.empty().file("etc/os-release", "ID=\"openwrt\"\nVERSION_ID=\"24.10.0\"\n");
  }

  private RecordedDiscoveries catalog(DirectoryTree tree) throws InterruptedException {
    return RecordedDiscoveries.of(cataloger, tree);
  }
}
