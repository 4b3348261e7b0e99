package dev.drydock.catalog.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Distribution;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionCatalogerTest {
  private static final String ALPINE =
      "ID=alpine\nVERSION_ID=3.19.1\nPRETTY_NAME=\"Alpine Linux v3.19\"\n";

  @Test
  void osReleaseTellsIdVersionCodenameKinAndName() throws Exception {
    Distribution found =
        osRelease(
            """
            PRETTY_NAME="Rocky Linux 9.3 (Blue Onyx)"
            NAME="Rocky Linux"
            ID="rocky"
            ID_LIKE="rhel centos fedora"
            VERSION_ID="9.3"
            VERSION_CODENAME='blue onyx'
            CPE_NAME="cpe:/o:rocky:rocky:9::baseos"
            """);
    assertThat(found)
        .isEqualTo(
            new Distribution(
                "rocky",
                "9.3",
                "blue onyx",
                List.of("rhel", "centos", "fedora"),
                "Rocky Linux 9.3 (Blue Onyx)",
                "cpe:/o:rocky:rocky:9::baseos"));
    assertThat(found.purlQualifier()).isEqualTo("rocky-9.3");
  }

  @Test
  void quotesEscapesCommentsCarriageReturnsAndJunkAreTolerated() throws Exception {
    Distribution found =
        osRelease(
            """
            \uFEFF# VERSION_ID=1

              ID='al''pine' \s
            VERSION_ID="3.""19"
            =x
            what is this
            lower=1
            PRETTY_NAME="a \\"b\\" \\$c \\d"
            VERSION_CODENAME=""
            ID_LIKE=
            """
                .replace("\n", "\r\n"));
    assertThat(found)
        .isEqualTo(new Distribution("alpine", "3.19", null, List.of(), "a \"b\" $c \\d", null));
  }

  @Test
  void theLastAssignmentHoldsAndIdentifiersAreBroughtToTheirForm() throws Exception {
    assertThat(osRelease("ID=one\nID=\"Wol fi/..\"\n").id()).isEqualTo("wolfi..");
  }

  @Test
  void rollingDistributionsHaveNoVersion() throws Exception {
    Distribution found = osRelease("ID=arch\nNAME=\"Arch Linux\"\n");
    assertThat(found.versionId()).isEmpty();
    assertThat(found.name()).isEqualTo("Arch Linux");
    assertThat(found.purlQualifier()).isEqualTo("arch");
  }

  @Test
  void etcOsReleaseMayBeALinkToThatOfUsrLib() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("usr/lib/os-release", "ID=debian\nVERSION_ID=\"10\"\n")
            .link("etc/os-release", "../usr/lib/os-release");
    assertThat(read(tree).purlQualifier()).isEqualTo("debian-10");
    DirectoryTree absolute =
        DirectoryTree.empty()
            .file("usr/lib/os-release", "ID=debian\nVERSION_ID=\"10\"\n")
            .link("etc/os-release", "/usr/lib/os-release");
    assertThat(read(absolute).purlQualifier()).isEqualTo("debian-10");
  }

  @Test
  void usrLibOsReleaseCountsWhereEtcHasNoneOrAnEmptyOne() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty().file("usr/lib/os-release", "ID=photon\nVERSION_ID=4.0\n");
    assertThat(read(tree).purlQualifier()).isEqualTo("photon-4.0");
    tree.file("etc/os-release", "");
    assertThat(read(tree).purlQualifier()).isEqualTo("photon-4.0");
  }

  @Test
  void debiansPointReleaseIsNotItsVersion() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("etc/os-release", "ID=debian\nVERSION_ID=\"11\"\n")
            .file("etc/debian_version", "11.11\n");
    assertThat(read(tree).versionId()).isEqualTo("11");
  }

  @Test
  void anOsReleaseWithoutIdYieldsToTheOtherFilesAndIsBetterThanNothing() throws Exception {
    DirectoryTree tree = DirectoryTree.empty().file("etc/os-release", "NAME=Thing\n");
    assertThat(read(tree).id()).isEqualTo("linux");
    assertThat(read(tree).name()).isEqualTo("Thing");
    tree.file("etc/alpine-release", "3.18.4\n");
    assertThat(read(tree).purlQualifier()).isEqualTo("alpine-3.18.4");
  }

  @Test
  void imagesFromScratchHaveNone() throws Exception {
    DirectoryTree tree = DirectoryTree.empty().file("bin/busybox", "\u007fELF");
    assertThat(DistributionCataloger.read(tree)).isEmpty();
    RecordedDiscoveries found = RecordedDiscoveries.of(new DistributionCataloger(), tree);
    assertThat(found.distribution()).isNull();
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void rootFileSystemsEmbeddedInTheImageDoNotCount() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("srv/rootfs/etc/os-release", "ID=debian\nVERSION_ID=9\n")
            .file("srv/rootfs/etc/alpine-release", "3.1.0\n");
    assertThat(DistributionCataloger.read(tree)).isEmpty();
    tree.file("etc/os-release", "ID=fedora\nVERSION_ID=40\n");
    assertThat(read(tree).purlQualifier()).isEqualTo("fedora-40");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "etc/redhat-release   | Red Hat Enterprise Linux Server release 6.10 (Santiago) | rhel-6.10",
        "etc/redhat-release   | Red Hat Enterprise Linux release 8.9 (Ootpa) | rhel-8.9",
        "etc/redhat-release   | Red Hat Enterprise Linux CoreOS release 4.5 | rhel-8",
        "etc/redhat-release   | Red Hat Enterprise Linux CoreOS release 4.7.23 | rhel-8.3",
        "etc/redhat-release   | Red Hat Enterprise Linux CoreOS release 4.7.24 | rhel-8.4",
        "etc/redhat-release   | Red Hat Enterprise Linux CoreOS release 4.12 | rhel-8.6",
        "etc/redhat-release   | Red Hat Enterprise Linux CoreOS release 4.15 | rhel-9.2",
        "etc/redhat-release   | Red Hat Enterprise Linux CoreOS release 4.18 | rhel-9.4",
        "etc/redhat-release   | Red Hat Enterprise Linux CoreOS release 4.99 | rhel",
        "etc/redhat-release   | Red Hat Enterprise Linux CoreOS release 5.1 | rhel",
        "etc/redhat-release   | Red Hat Enterprise Linux CoreOS release 4.x | rhel",
        "usr/lib/fedora-release| Fedora release 39 (Thirty Nine) | fedora-39",
        "usr/lib/system-release| Amazon Linux release 2023 (Amazon Linux) | amzn-2023",
        "etc/centos-release   | CentOS release 6.10 (Final) | centos-6",
        "etc/centos-release   | CentOS Linux release 7.9.2009 (Core) | centos-7",
        "etc/centos-release   | CentOS Stream release 9 | centos-9",
        "etc/rocky-release    | Rocky Linux release 8.5 (Green Obsidian) | rocky-8.5",
        "etc/almalinux-release| AlmaLinux release 9.3 (Shamrock Pampas Cat) | almalinux-9.3",
        "etc/oracle-release   | Oracle Linux Server release 8.4 | ol-8.4",
        "etc/enterprise-release| Enterprise Linux Enterprise Linux Server release 5.11 (Carthage) | ol-5.11",
        "etc/fedora-release   | Fedora release 32 (Thirty Two) | fedora-32",
        "etc/alinux-release   | Alibaba Cloud Linux (Aliyun Linux) release 2.1903 LTS | alinux-2.1903",
        "etc/system-release   | Alibaba Cloud Linux release 3 (Soaring Falcon) | alinux-3",
        "etc/sl-release       | Scientific Linux release 7.9 (Nitrogen) | scientific-7.9",
        "etc/system-release   | Amazon Linux AMI release 2018.03 | amzn-2018.03",
        "etc/system-release   | Amazon Linux release 2 (Karoo) | amzn-2",
        "etc/system-release   | Amazon Linux release 2023.3.20240131 (Amazon Linux) | amzn-2023",
        "etc/mariner-release  | CBL-Mariner 2.0.20220527 | mariner-2.0",
        "etc/azurelinux-release| Microsoft Azure Linux 3.0.20240727 | azurelinux-3.0",
        "etc/photon-release   | VMware Photon OS 3.0 | photon-3.0",
        "etc/mageia-release   | Mageia release 7 (Official) for x86_64 | mageia-7",
        "etc/openEuler-release| openEuler release 22.03 (LTS-SP3) | openeuler-22.03",
        "etc/alpine-release   | 3.19.1 | alpine-3.19.1",
        "etc/debian_version   | 11.7 | debian-11",
        "etc/debian_version   | 7.11 | debian-7",
        "etc/debian_version   | bookworm/sid | debian",
      })
  void olderFilesTellWhereThereIsNoOsRelease(String path, String line, String expected)
      throws Exception {
    assertThat(read(DirectoryTree.empty().file(path, line + "\n")).purlQualifier())
        .isEqualTo(expected);
  }

  @Test
  void coreOsIsOfTheReleaseOfRhelThatItTells() throws Exception {
    String release = "ID=\"rhcos\"\nVERSION_ID=\"4.12\"\nPRETTY_NAME=\"RHCOS 412.86\"\n";

    Distribution found = osRelease(release + "RHEL_VERSION=\"8.6\"\n");
    assertThat(found.purlQualifier()).isEqualTo("rhel-8.6");
    assertThat(found.name()).isEqualTo("RHCOS 412.86");
    assertThat(osRelease(release).purlQualifier()).isEqualTo("rhcos-4.12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x86_64", "aarch64"})
  void bottlerocketHasItsRootInADirectoryOfItsOwn(String architecture) throws Exception {
    String path = architecture + "-bottlerocket-linux-gnu/sys-root/usr/lib/os-release";
    DirectoryTree tree = DirectoryTree.empty().file(path, "ID=bottlerocket\nVERSION_ID=1.34.0\n");
    assertThat(
            Objects.requireNonNull(
                    RecordedDiscoveries.of(new DistributionCataloger(), tree).distribution())
                .purlQualifier())
        .isEqualTo("bottlerocket-1.34.0");
    tree.file("etc/os-release", "ID=fedora\nVERSION_ID=40\n");
    assertThat(read(tree).id()).isEqualTo("fedora");
    assertThat(
            DistributionCataloger.read(
                DirectoryTree.empty().file(path, "ID=fedora\nVERSION_ID=40\n")))
        .isEmpty();
  }

  @Test
  void suseReleaseHasItsServicePackOnALineOfItsOwn() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(
                "etc/SuSE-release",
                "SUSE Linux Enterprise Server 11 (x86_64)\nVERSION = 11\nPATCHLEVEL = 3\n");
    assertThat(read(tree).purlQualifier()).isEqualTo("sles-11.3");
  }

  @Test
  void testingAndUnstableDebianHaveACodenameOnly() throws Exception {
    Distribution found = read(DirectoryTree.empty().file("etc/debian_version", "bookworm/sid\n"));
    assertThat(found.codename()).isEqualTo("bookworm");
    assertThat(found.versionId()).isEmpty();
  }

  @Test
  void oracleAndUbuntuOverrideTheGenericFilesThatTheyKeep() throws Exception {
    DirectoryTree oracle =
        DirectoryTree.empty()
            .file("etc/redhat-release", "Red Hat Enterprise Linux release 8.4 (Ootpa)\n")
            .file("etc/oracle-release", "Oracle Linux Server release 8.4\n");
    assertThat(read(oracle).id()).isEqualTo("ol");
    DirectoryTree ubuntu =
        DirectoryTree.empty()
            .file("etc/debian_version", "buster/sid\n")
            .file(
                "etc/lsb-release",
                """
                DISTRIB_ID=Ubuntu
                DISTRIB_RELEASE=20.04
                DISTRIB_CODENAME=focal
                DISTRIB_DESCRIPTION="Ubuntu 20.04 LTS"
                """);
    assertThat(read(ubuntu))
        .isEqualTo(
            new Distribution("ubuntu", "20.04", "focal", List.of(), "Ubuntu 20.04 LTS", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://dl-cdn.alpinelinux.org/alpine/v3.20/main | 3.20",
        "http://mirror/alpine/v3.19/main | 3.19.1",
        "https://dl-cdn.alpinelinux.org/alpine/v3.9/main | 3.19.1",
        "https://dl-cdn.alpinelinux.org/alpine/edge/main | edge",
        "http://m/v3.18/main;http://m/v3.21/main;http://m/v3.20/main | 3.21",
        "http://m/v3.19/main;http://m/edge/testing | 3.19.1",
        "http://m/v3.19/main;@edge http://m/edge/main | 3.19.1",
        "http://m/v3.19/main;# http://m/edge/main | 3.19.1",
        "http://m/edge/testing | edge",
        "/media/cdrom/apks | 3.19.1",
        "http://m/latest-stable/main | 3.19.1",
      })
  void alpinesRepositoriesBeatOsReleaseWhereTheyAreNewer(String repositories, String expected)
      throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("etc/os-release", ALPINE)
            .file("etc/apk/repositories", repositories.replace(';', '\n') + "\n");
    assertThat(read(tree).versionId()).isEqualTo(expected);
  }

  @Test
  void alpineAlphasAreEdge() throws Exception {
    Distribution found = osRelease("ID=alpine\nVERSION_ID=3.21_alpha20240807\n");
    assertThat(found.versionId()).isEqualTo("edge");
    assertThat(found.name()).isEqualTo("Alpine Linux edge");
  }

  @Test
  void repositoriesOfOthersThanAlpineTellNothing() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("etc/os-release", "ID=wolfi\nVERSION_ID=20230201\n")
            .file("etc/apk/repositories", "https://m/alpine/edge/main\n");
    assertThat(read(tree).purlQualifier()).isEqualTo("wolfi-20230201");
  }

  @Test
  void damagedFilesAlwaysEndInADistributionOrNone() throws Exception {
    DirectoryTree tree = DirectoryTree.empty();
    for (byte[] bytes : Mutations.of(ALPINE.getBytes(StandardCharsets.UTF_8), 11, 3_000).toList()) {
      tree.file("etc/os-release", bytes);
      tree.file("etc/apk/repositories", bytes);
      tree.file("etc/SuSE-release", bytes);
      assertThat(RecordedDiscoveries.of(new DistributionCataloger(), tree).unreadable()).isEmpty();
    }
    for (byte[] bytes :
        Mutations.of("http://m/v3.19/main\n".getBytes(StandardCharsets.UTF_8), 12, 2_000)
            .toList()) {
      tree.file("etc/os-release", ALPINE);
      tree.file("etc/apk/repositories", bytes);
      assertThat(read(tree).id()).isEqualTo("alpine");
    }
  }

  @Test
  void anEndlessFileIsReadInPartOnly() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty().file("etc/os-release", "ID=debian\n" + "#".repeat(5_000_000));
    assertThat(read(tree).id()).isEqualTo("debian");
  }

  @Test
  void theFilesAreWantedAndNoOthers() {
    DistributionCataloger cataloger = new DistributionCataloger();
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("etc/os-release", "")
            .file("usr/lib/os-release", "")
            .file("etc/alpine-release", "")
            .file("etc/apk/repositories", "")
            .file("etc/passwd", "")
            .file("usr/lib/x/os-release", "")
            .file("srv/etc/os-release", "");
    assertThat(tree.files(cataloger::wants).stream().map(e -> e.path()))
        .containsExactly(
            "etc/alpine-release", "etc/apk/repositories", "etc/os-release", "usr/lib/os-release");
  }

  private static Distribution osRelease(String content) throws Exception {
    RecordedDiscoveries found =
        RecordedDiscoveries.of(
            new DistributionCataloger(), DirectoryTree.empty().file("etc/os-release", content));
    return Objects.requireNonNull(found.distribution());
  }

  private static Distribution read(DirectoryTree tree) throws IOException, InterruptedException {
    return DistributionCataloger.read(tree).orElseThrow();
  }
}
