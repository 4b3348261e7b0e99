package dev.drydock.catalog.portage;

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
import org.junit.jupiter.params.provider.ValueSource;

class PortageCatalogerTest {
  private static final String DATABASE = "var/db/pkg/";
  private static final String CONTENTS =
      """
      dir /usr
      dir /usr/bin
      obj /usr/bin/rc-update 376c02bd3b22804df8fdfdc895e7dbfb 1649284374
      sym /usr/bin/rc -> rc-update 1649284374
      obj /usr/share/my app/lib with blanks.jar c01eb6950f03419e09d4fc88cb42ff6f 1649284375
      obj /etc/rc.conf c01eb6950f03419e09d4fc88cb42ff6f 1649284375
      """;

  private final PortageCataloger cataloger = new PortageCataloger(Limits.defaults());

  @Test
  void everyFactOfAPackageIsThere() throws Exception {
    RecordedDiscoveries found =
        catalog(
            gentoo()
                .layer(1)
                .file(DATABASE + "sys-apps/openrc-0.54-r2/CONTENTS", CONTENTS)
                .file(DATABASE + "sys-apps/openrc-0.54-r2/PF", "openrc-0.54-r2\n")
                .file(DATABASE + "sys-apps/openrc-0.54-r2/LICENSE", "BSD-2  GPL-2+\n"));
    Component openrc = found.component("sys-apps/openrc");
    assertThat(openrc.version()).isEqualTo("0.54-r2");
    assertThat(openrc.purl()).hasToString("pkg:ebuild/sys-apps/openrc@0.54-r2?distro=gentoo-2.17");
    assertThat(openrc.licences()).containsExactly("BSD-2", "GPL-2+");
    assertThat(openrc.os())
        .isEqualTo(
            new Component.OsPackage(
                new Component.Source("sys-apps/openrc", "0.54-r2", true), "", null, null));
    assertThat(openrc.layer()).isEqualTo(1);
    assertThat(found.owned(openrc))
        .containsExactly("usr/bin/rc-update", "usr/share/my app/lib with blanks.jar");
    assertThat(found.components()).hasSize(1);
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void oneFileOfAPackageIsEnough() throws Exception {
    assertThat(
            catalog(
                    DirectoryTree.empty()
                        .file(DATABASE + "dev-libs/a-1/CONTENTS", "")
                        .file(DATABASE + "dev-libs/b-2/PF", "b-2"))
                .purls())
        .containsExactly("pkg:ebuild/dev-libs/a@1", "pkg:ebuild/dev-libs/b@2");
  }

  @Test
  void theNameThatAPackageGivesItselfCounts() throws Exception {
    assertThat(
            catalog(
                    DirectoryTree.empty()
                        .file(DATABASE + "dev-perl/moved-1/PF", "Capture-Tiny-0.480.0-r1\n")
                        .file(DATABASE + "dev-perl/b-2/PF", "nonsense"))
                .namesAndVersions())
        .containsExactly("dev-perl/Capture-Tiny 0.480.0-r1", "dev-perl/b 2");
  }

  @Test
  void aChoiceOfLicencesStaysAsItIsWritten() throws Exception {
    RecordedDiscoveries found =
        catalog(gentoo().file(DATABASE + "dev-libs/a-1/LICENSE", "|| ( MIT GPL-2 )\n"));
    assertThat(found.component("dev-libs/a").licences()).containsExactly("|| ( MIT GPL-2 )");
  }

  @Test
  void unfinishedPackagesAreNotThereAndOddFoldersAreSaid() throws Exception {
    RecordedDiscoveries found =
        catalog(
            gentoo()
                .file(DATABASE + "dev-libs/-MERGING-a-1/CONTENTS", "")
                .file(DATABASE + "dev-libs/nonsense/CONTENTS", "")
                .file(DATABASE + "dev-libs/a-1/environment.bz2", "")
                .file(DATABASE + "CONTENTS", "")
                .file("home/" + DATABASE + "dev-libs/a-1/CONTENTS", ""));
    assertThat(found.components()).isEmpty();
    assertThat(found.unreadable())
        .containsExactly(
            DATABASE
                + "dev-libs/nonsense/: is not named NAME-VERSION, as Portage names its packages;"
                + " left out");
  }

  @ParameterizedTest
  @CsvSource({
    "zlib-1.2.11-r5,zlib,1.2.11-r5",
    "font-adobe-100dpi-1.0.4,font-adobe-100dpi,1.0.4",
    "gtk+-2.24.33-r1,gtk+,2.24.33-r1",
    "ncurses-6.4_p20230424,ncurses,6.4_p20230424",
    "openssl-1.1.1w,openssl,1.1.1w",
    "foo-1.2b_alpha3_beta-r0,foo,1.2b_alpha3_beta-r0",
    "xf86-video-r128-6.12.1,xf86-video-r128,6.12.1",
    "linux-firmware-20240220,linux-firmware,20240220",
    "foo-9999,foo,9999",
    "python-exec-conf-2.4.6,python-exec-conf,2.4.6",
  })
  void nameAndVersionAreToldApart(String folder, String name, String version) {
    PortageName parsed = Objects.requireNonNull(PortageName.parse(folder));
    assertThat(parsed).isEqualTo(new PortageName(name, version));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "foo", "foo-", "-1", "foo-bar", "foo-r1", "foo-1_x", "foo-1.", "1"})
  void whatHasNoVersionIsNoPackage(String folder) {
    assertThat(PortageName.parse(folder)).isNull();
  }

  @Test
  void damagedFilesEndInAResult() throws Exception {
    for (byte[] bytes :
        Mutations.of(CONTENTS.getBytes(StandardCharsets.UTF_8), 7, 4_000).toList()) {
      RecordedDiscoveries found =
          catalog(
              gentoo()
                  .file(DATABASE + "a/b-1/CONTENTS", bytes)
                  .file(DATABASE + "a/b-1/LICENSE", bytes));
      assertThat(found.namesAndVersions()).containsExactly("a/b 1");
    }
  }

  private static DirectoryTree gentoo() {
    return DirectoryTree.empty().file("etc/os-release", "ID=gentoo\nVERSION_ID=2.17\n");
  }

  private RecordedDiscoveries catalog(DirectoryTree tree) throws InterruptedException {
    return RecordedDiscoveries.of(cataloger, tree);
  }
}
