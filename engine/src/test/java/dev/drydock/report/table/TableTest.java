package dev.drydock.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.SampleBoms;
import dev.drydock.fix.Plan;
import dev.drydock.report.SampleReports;
import dev.drydock.scan.Scan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableTest {

  static List<Scan> reports() {
    return List.of(
        SampleReports.debian(),
        SampleReports.assessed(),
        SampleReports.hostile(),
        SampleReports.clean(),
        SampleReports.empty());
  }

  static List<Bom> boms() {
    return List.of(SampleBoms.debian(), SampleBoms.hostile(), SampleBoms.empty());
  }

  @Test
  void tellsOfTheEndOfADistributionFirst() throws IOException {
    assertThat(scan(SampleReports.assessed(), false))
        .contains(
            """
            END OF LIFE: Debian 11 (bullseye) has had no security updates since 2026-08-31
              (end of LTS). New vulnerabilities are not fixed, and many are not reported.
              → Build on Debian 13 (trixie) (https://wiki.debian.org/DebianReleases)
            """)
        .contains("\n1 finding silenced by VEX, --show-suppressed lists them\n")
        .doesNotContain("CVE-2023-0006");
  }

  @Test
  void listsSilencedFindingsOnDemand() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ScanTable.write(
        SampleReports.assessed(), new ScanTable.Options(false, false, true, false), out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            """
            SILENCED BY VEX
              CVE-2023-0006 in @babel/core 7.1.0
                 not affected, vulnerable_code_not_present: Example in vex.json
            """);
  }

  @Test
  void nothingFoundWithoutDataIsNotShownAsGood() throws IOException {
    assertThat(scan(SampleReports.uncovered(), false))
        .contains("Nothing found, but not everything could be looked up.")
        .contains("Warning: no advisory data for Amazon Linux 2 (1 component)")
        .doesNotContain("No known vulnerabilities");
  }

  @Test
  void groupsFindingsByTheActionThatRemovesThem() throws IOException {
    assertThat(scan(SampleReports.debian(), false))
        .isEqualTo(
            """
            docker-archive:app.tar
            Debian GNU/Linux 11 (bullseye), linux/amd64, 4 components

            7 known vulnerabilities: 2 critical, 1 high, 1 medium, 1 low, 1 negligible, 1
              unknown
            3 have a fix; attacks are known on 1, marked with !
            act now on 0, attend soon to 7; the rest can wait for the next regular update

            WHAT TO DO: 1 action removes 2 of 7 known vulnerabilities
             1. Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2: removes 2 (2 to attend
                 to)
                 small effort, in the base image: CVE-2024-5535 CVE-2023-0001

            Stays: 5 (no fix is published yet)

            WHAT ACTION 1 REMOVES
              openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2: 2 (1 critical, 1 high)
                 in libssl1.1, openssl
                 critical   CVE-2024-5535
                 high       CVE-2023-0001

            FIXED IN A NEWER VERSION
              org.apache.logging.log4j:log4j-core 2.14.1 → 2.15.0: 1 critical
                 critical   CVE-2021-44228!

            NO FIX YET
              openssl 1.1.1w-0+deb11u1: 1 negligible
                 negligible CVE-2023-0005

            BEING LOOKED INTO BY THE DISTRIBUTION
              openssl 1.1.1w-0+deb11u1: 1 low
                 low        CVE-2023-0003

            WILL NOT BE FIXED BY THE DISTRIBUTION
              openssl 1.1.1w-0+deb11u1: 1 medium
                 medium     CVE-2023-0002

            COULD NOT BE COMPARED: THE VERSION IS NOT UNDERSTOOD
              openssl 1.1.1w-0+deb11u1: 1 unknown
                 unknown    CVE-2023-0004

            Warning: no advisory data for Amazon Linux 2 (1 component): findings may be
              missing
            Warning: the advisories are 20 days old: newer vulnerabilities are missing;
              `drydock db update` gets today's
            Warning: the advisories for npm are 3 years old: newer vulnerabilities are
              missing
            """);
  }

  @Test
  void fitsOneScreenAndStartsWithWhatToDo() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ScanTable.write(SampleReports.debian(), new ScanTable.Options(false, false, false, false), out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("WHAT TO DO: 1 action removes 2 of 7 known vulnerabilities\n")
        .contains(
            """

            Let Drydock edit the files: drydock fix --dry-run --dockerfile FILE shows how
            All of them: --details. One in plain words: drydock explain CVE-2024-5535
            """)
        .doesNotContain("NO FIX YET");
  }

  @Test
  void aScanShowsTheFirstActionsAndAPlanAllOfThem() throws IOException {
    Scan one = SampleReports.debian();
    Plan plan = one.plan();
    Scan many =
        new Scan(
            one.findings(),
            one.judgements(),
            one.origins(),
            new Plan(
                Collections.nCopies(8, plan.actions().getFirst()),
                plan.remaining(),
                plan.predicted(),
                plan.undecided()),
            one.creation(),
            one.assessment(),
            one.endOfLife(),
            one.observations(),
            one.repaired());
    ByteArrayOutputStream scan = new ByteArrayOutputStream();
    ScanTable.write(many, new ScanTable.Options(false, false, false, false), scan);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ScanTable.writePlan(many, false, all);

    assertThat(scan.toString(StandardCharsets.UTF_8))
        .contains("\n 5. Upgrade openssl")
        .contains(
            "\n     and 3 smaller actions remove 2 (2 to attend to); drydock plan shows them\n")
        .doesNotContain("\n 6. ");
    assertThat(all.toString(StandardCharsets.UTF_8))
        .contains("\n 8. Upgrade openssl")
        .doesNotContain("smaller actions");
    assertThat(scan(many, false)).contains("\n 8. Upgrade openssl");
  }

  @ParameterizedTest
  @MethodSource("reports")
  void noLineIsLongerThanATerminalIsWide(Scan report) throws IOException {
    assertThat(scan(report, true).lines()).allSatisfy(TableTest::fits);
  }

  @ParameterizedTest
  @MethodSource("boms")
  void noLineOfAComponentListIsEither(Bom bom) throws IOException {
    assertThat(list(bom).lines()).allSatisfy(TableTest::fits);
  }

  private static void fits(String line) {
    assertThat(line.codePointCount(0, line.length())).as(line).isLessThanOrEqualTo(80);
  }

  @Test
  void noControlCharacterOfAnImageReachesTheTerminal() throws IOException {
    String table = scan(SampleReports.hostile(), true);

    assertThat(table.chars().filter(c -> c != '\n' && (c < 0x20 || c >= 0x7f && c < 0xa0)))
        .isEmpty();
    assertThat(table).doesNotContain("\u202e").contains("CVE-1\ufffd[2J\ufffdxxx");
  }

  @Test
  void everyFindingSaysWhyWhenAsked() throws IOException {
    assertThat(scan(SampleReports.debian(), true))
        .contains(
            """
                 CVE-2024-5535 in libssl1.1 1.1.1w-0+deb11u1
                   DSA-1-1 for Debian:11 openssl: because it is so (deb order)
            """)
        .contains("       https://example.org/GHSA-jfh8-c2jp-5v3q\n");
  }

  @Test
  void sayingThatNothingWasFoundSaysWhatThatMeans() throws IOException {
    assertThat(scan(SampleReports.clean(), false))
        .contains("No known vulnerabilities. None of the components is named by an advisory");
    assertThat(scan(SampleReports.empty(), false))
        .contains("Nothing was recognised in this image, so nothing could be looked up.")
        .doesNotContain("No known vulnerabilities");
  }

  @Test
  void unreadableFilesAreNamed() throws IOException {
    assertThat(scan(SampleReports.hostile(), false))
        .endsWith(
            """
            Warning: 1 file could not be read; what they hold is missing:
              var/lib/rpm/Packages: page 7 is cut off
            """);
  }

  @Test
  void coloursAreThereOnlyWhereWanted() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ScanTable.write(SampleReports.debian(), false, true, out);
    String coloured = out.toString(StandardCharsets.UTF_8);

    assertThat(coloured).contains("\u001b[1;31m     critical   \u001b[0mCVE-2024-5535");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(scan(SampleReports.debian(), false));
  }

  @Test
  void listsComponentsWithoutCuttingAnythingOff() throws IOException {
    String name = "github.com/a-long-organisation/a-long-repository/v2";
    String version = "v2.0.0-20240102030405-0123456789ab+incompatible";
    Bom bom =
        new Bom(
            SampleBoms.subject("dir:.", List.of("odd")),
            SampleBoms.distribution(),
            List.of(
                SampleBoms.debian("openssl", "MIT"),
                SampleBoms.application(
                    name, version, "golang", null, name, List.of(), "usr/bin/tool")),
            List.of(),
            List.of());

    assertThat(list(bom))
        .isEqualTo(
            """
            dir:.
            Debian GNU/Linux 11 (bullseye), linux/amd64, 2 components

            NAME                                  VERSION                       TYPE
            openssl                               1.1.1w-0+deb11u1              deb
            github.com/a-long-organisation/a-long-repository/v2
                                                                                golang
                v2.0.0-20240102030405-0123456789ab+incompatible

            Warning: odd
            """);
  }

  private static String list(Bom bom) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BomTable.write(bom, false, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String scan(Scan report, boolean explain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ScanTable.write(report, explain, false, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
