package dev.drydock.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.advisory.FeedDirectory;
import dev.drydock.advisory.Progress;
import dev.drydock.advisory.index.AdvisoryIndex;
import dev.drydock.advisory.index.IndexBuilder;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Feeds in distributions' own form, from a mirror through the index to findings; beside OSV's word
/// on the same.
class OwnWordMatchingTest {
  private static final String RED_HAT =
      """
      {"document": {"category": "csaf_vex", "csaf_version": "2.0",
         "tracking": {"id": "CVE-2024-1", "current_release_date": "2024-06-01T00:00:00Z"}},
       "product_tree": {"branches": [
         {"product": {"product_id": "A", "name": "A", "product_identification_helper":
           {"cpe": "cpe:/a:redhat:enterprise_linux:9::appstream"}}},
         {"product": {"product_id": "E", "name": "E", "product_identification_helper":
           {"cpe": "cpe:/a:redhat:rhel_eus:9.0::appstream"}}},
         {"product": {"product_id": "c3", "name": "curl-0:7.76.1-26.el9_3.2.x86_64"}},
         {"product": {"product_id": "c2", "name": "curl-0:7.76.1-23.el9_2.4.x86_64"}},
         {"product": {"product_id": "c0", "name": "curl-0:7.76.1-14.el9_0.9.x86_64"}},
         {"product": {"product_id": "v", "name": "vim"}},
         {"product": {"product_id": "w", "name": "wget"}},
         {"product": {"product_id": "nodejs:18/nodejs", "name": "nodejs:18/nodejs"}},
         {"product": {"product_id": "n20", "name":
           "nodejs-1:20.8.1-1.module+el9.3.0+20473+c4e3d824.x86_64::nodejs:20"}}],
        "relationships": [%s]},
       "vulnerabilities": [{"cve": "CVE-2024-1", "product_status": {
           "fixed": ["A:c3", "A:c2", "E:c0", "A:n20"], "known_affected": ["A:v", "A:nodejs:18/nodejs"],
           "known_not_affected": ["A:w"]},
         "remediations": [{"category": "no_fix_planned", "details": "Out of support scope",
           "product_ids": ["A:v"]}]}]}
      """
          .formatted(
              String.join(
                  ",",
                  part("A", "c3"),
                  part("A", "c2"),
                  part("E", "c0"),
                  part("A", "v"),
                  part("A", "w"),
                  part("A", "nodejs:18/nodejs"),
                  part("A", "n20")));

  @TempDir private Path directory;

  private static String part(String platform, String component) {
    return """
    {"product_reference": "%2$s", "relates_to_product_reference": "%1$s",
     "full_product_name": {"product_id": "%1$s:%2$s", "name": "x"}}
    """
        .formatted(platform, component);
  }

  private AdvisoryIndex index(FeedDirectory feeds) throws IOException {
    Path file = directory.resolve("advisories.idx");
    new IndexBuilder(Limits.defaults(), Instant.parse("2026-01-01T00:00:00Z"), Progress.silent())
        .build(feeds.root(), file);
    return AdvisoryIndex.open(file);
  }

  private static List<String> findings(BomFixture bom, AdvisoryIndex index) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : new Matcher().match(bom.bom(), index).findings()) {
      lines.add(
          finding.id()
              + " "
              + finding.component().name()
              + " "
              + finding.status()
              + " "
              + finding.severity()
              + " -> "
              + String.join(", ", finding.fixedIn()));
    }
    return lines;
  }

  private FeedDirectory mirror() {
    return new FeedDirectory(directory.resolve("mirror"));
  }

  private static BomFixture redHat() {
    return BomFixture.on("rhel", "9.3");
  }

  @ParameterizedTest
  @CsvSource({
    "7.76.1-14.el9_0.1, 7.76.1-23.el9_2.4",
    "7.76.1-14.el9_0.9, ",
    "7.76.1-19.el9_1.1, 7.76.1-23.el9_2.4",
    "7.76.1-23.el9_2.3, 7.76.1-23.el9_2.4",
    "7.76.1-23.el9_2.4, ",
    "7.76.1-26.el9_3.1, 7.76.1-26.el9_3.2",
    "7.76.1-26.el9_3.2, ",
    "7.76.1-29.el9_4, "
  })
  void everyMinorReleaseHasALineOfItsOwn(String installed, String fix) throws IOException {
    AdvisoryIndex index = index(mirror().file("redhat-csaf-vex/2024/cve-2024-1.json", RED_HAT));

    assertThat(findings(redHat().rpmOfModule("", "curl", installed), index))
        .isEqualTo(fix == null ? List.of() : List.of("CVE-2024-1 curl AFFECTED UNKNOWN -> " + fix));
  }

  @Test
  void whatWillNotBeFixedIsSaidAndWhatIsNotAffectedIsSilent() throws IOException {
    AdvisoryIndex index = index(mirror().file("redhat-csaf-vex/cve-2024-1.json", RED_HAT));

    assertThat(
            findings(
                redHat().rpmOfModule("", "vim", "9-1.el9").rpmOfModule("", "wget", "1-1.el9"),
                index))
        .containsExactly("CVE-2024-1 vim WILL_NOT_FIX UNKNOWN -> ");
  }

  @ParameterizedTest
  @CsvSource({
    "nodejs:18:9030020231019:rhel9, 1:18.18.2-2.module+el9.3.0+1+a, affected without a fix",
    "nodejs:20:9030020231019:rhel9, 1:20.8.0-1.module+el9.3.0+1+a, fixed",
    "nodejs:20:9030020231019:rhel9, 1:20.8.1-1.module+el9.3.0+20473+c4e3d824, none",
    "nodejs:22:9030020231019:rhel9, 1:18.0.0-1.module+el9.3.0+1+a, none",
    "'', 1:16.0.0-1.el9, none"
  })
  void packagesOfAModuleAreThoseOfTheirStream(String label, String version, String expected)
      throws IOException {
    AdvisoryIndex index = index(mirror().file("redhat-csaf-vex/cve-2024-1.json", RED_HAT));

    assertThat(findings(redHat().rpmOfModule(label, "nodejs", version), index))
        .isEqualTo(
            switch (expected) {
              case "fixed" ->
                  List.of(
                      "CVE-2024-1 nodejs AFFECTED UNKNOWN -> "
                          + "1:20.8.1-1.module+el9.3.0+20473+c4e3d824");
              case "none" -> List.of();
              default -> List.of("CVE-2024-1 nodejs AFFECTED UNKNOWN -> ");
            });
  }

  @Test
  void theDistributionsOwnWordWinsOverOsvAndNothingIsDoubled() throws IOException {
    AdvisoryIndex index =
        index(
            mirror()
                .file("redhat-csaf-vex/cve-2024-1.json", RED_HAT)
                .osv(
                    "Red Hat",
                    osv(
                        "RHSA-2024:1",
                        "Red Hat:enterprise_linux:9::appstream",
                        "wget",
                        "CVE-2024-1"),
                    osv(
                        "RHSA-2024:2",
                        "Red Hat:enterprise_linux:9::appstream",
                        "curl",
                        "CVE-2024-1"),
                    osv(
                        "RHSA-2024:3",
                        "Red Hat:enterprise_linux:9::appstream",
                        "tar",
                        "CVE-2024-3")));

    Findings found =
        new Matcher()
            .match(
                redHat()
                    .rpmOfModule("", "wget", "1-1.el9")
                    .rpmOfModule("", "curl", "7.76.1-26.el9_3.1")
                    .rpmOfModule("", "tar", "1-1.el9")
                    .bom(),
                index);

    assertThat(found.findings())
        .extracting(
            finding -> finding.id() + " " + finding.component().name(),
            finding -> finding.matches().stream().map(Finding.Match::advisory).toList().toString())
        .containsExactlyInAnyOrder(
            tuple("CVE-2024-1 curl", "[REDHAT-CVE-2024-1]"),
            tuple("CVE-2024-3 tar", "[RHSA-2024:3]"));
  }

  private static String osv(String id, String ecosystem, String name, String cve) {
    return """
    {"id": "%s", "modified": "2026-01-02T03:04:05Z", "upstream": ["%s"],
     "affected": [{"package": {"ecosystem": "%s", "name": "%s"},
       "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99-1"}]}]}]}
    """
        .formatted(id, cve, ecosystem, name);
  }

  @Test
  void theTrackersWordsBecomeStatusAndSeverity() throws IOException {
    AdvisoryIndex index =
        index(
            mirror()
                .file(
                    "debian-tracker/tracker.json",
                    """
                    {"a": {
                      "CVE-2024-1": {"releases": {"bookworm": {"status": "open",
                        "urgency": "unimportant"}}},
                      "CVE-2024-2": {"releases": {"bookworm": {"status": "open",
                        "urgency": "end-of-life"}}},
                      "CVE-2024-3": {"releases": {"bookworm": {"status": "open", "urgency": "low",
                        "nodsa": "Minor", "nodsa_reason": ""}}},
                      "CVE-2024-4": {"releases": {"bookworm": {"status": "open",
                        "nodsa": "Minor", "nodsa_reason": "ignored"}}},
                      "CVE-2024-5": {"releases": {"bookworm": {"status": "undetermined"}}},
                      "CVE-2024-6": {"releases": {"bookworm": {"status": "resolved",
                        "fixed_version": "0"}}},
                      "CVE-2024-7": {"releases": {"bookworm": {"status": "resolved",
                        "fixed_version": "2-1"}}}}}
                    """)
                .osv(
                    "Debian",
                    osv("DSA-1-1", "Debian:12", "a", "CVE-2024-6"),
                    osv("DSA-2-1", "Debian:11", "a", "CVE-2024-6")));

    assertThat(findings(BomFixture.on("debian", "12").deb("a", "1-1"), index))
        .containsExactlyInAnyOrder(
            "CVE-2024-1 a AFFECTED NEGLIGIBLE -> ",
            "CVE-2024-2 a WILL_NOT_FIX UNKNOWN -> ",
            "CVE-2024-3 a AFFECTED LOW -> ",
            "CVE-2024-4 a WILL_NOT_FIX UNKNOWN -> ",
            "CVE-2024-5 a UNDER_INVESTIGATION UNKNOWN -> ",
            "CVE-2024-7 a AFFECTED UNKNOWN -> 2-1");
    assertThat(findings(BomFixture.on("debian", "11").deb("a", "1-1"), index))
        .as("of another release OSV's word stands")
        .containsExactly("CVE-2024-6 a AFFECTED UNKNOWN -> 99-1");
  }

  @Test
  void alpinesZeroMeansNeverAffected() throws IOException {
    AdvisoryIndex index =
        index(
            mirror()
                .file(
                    "alpine-secdb/v3.19/main.json",
                    """
                    {"distroversion": "v3.19", "packages": [{"pkg": {"name": "openssl",
                      "secfixes": {"0": ["CVE-2024-1"], "3-r1": ["CVE-2024-2"]}}}]}
                    """)
                .osv("Alpine", osv("ALPINE-CVE-2024-1", "Alpine:v3.19", "openssl", "CVE-2024-1")));

    assertThat(findings(BomFixture.on("alpine", "3.19.1").apk("libssl3", "3-r0", "openssl"), index))
        .containsExactly("CVE-2024-2 libssl3 AFFECTED UNKNOWN -> 3-r1");
  }

  @Test
  void amazonLinuxIsMatchedByItsOwnAdvisories() throws IOException {
    AdvisoryIndex index =
        index(
            mirror()
                .file(
                    "amazon/2023/updateinfo.xml",
                    """
                    <updates><update type="security"><id>ALAS2023-2024-1</id>
                      <severity>medium</severity>
                      <references><reference id="CVE-2024-1" type="cve"/></references>
                      <pkglist><collection><package name="curl" epoch="0" version="8.5.0"
                        release="1.amzn2023" arch="noarch"/></collection></pkglist></update></updates>
                    """));

    assertThat(findings(BomFixture.on("amzn", "2023").rpm("curl", "8.4.0-1.amzn2023"), index))
        .containsExactly("CVE-2024-1 curl AFFECTED MEDIUM -> 8.5.0-1.amzn2023");
    assertThat(findings(BomFixture.on("amzn", "2").rpm("curl", "8.4.0-1.amzn2"), index)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1.1.1k-6.el8, true",
    "1.1.1k-9.el8, false",
    "1.1.1k-6.ksplice1.el8, false",
    "10:1.1.1k-6_fips, false"
  })
  void oraclesFlavoursAreComparedWithTheirOwnKindAlone(String installed, boolean affected)
      throws IOException {
    AdvisoryIndex index = index(mirror().file("oracle-oval/elsa.xml", oracle("1.1.1k-9.el8")));

    assertThat(findings(BomFixture.on("ol", "8.9").rpmOfModule("", "openssl", installed), index))
        .hasSize(affected ? 1 : 0);
  }

  @Test
  void anAdvisoryForAFlavourIsNotOneForRegularPackages() throws IOException {
    AdvisoryIndex index =
        index(mirror().file("oracle-oval/elsa.xml", oracle("2:1.1.1k-9.ksplice1.el8")));

    assertThat(findings(BomFixture.on("ol", "8.9").rpm("openssl", "1:1.1.1k-12.el8"), index))
        .isEmpty();
    assertThat(
            findings(BomFixture.on("ol", "8.9").rpm("openssl", "2:1.1.1k-8.ksplice1.el8"), index))
        .hasSize(1);
  }

  @Test
  void anEmptyModuleLabelOfOracleSaysNothing() throws IOException {
    String fixed = "1:18.18.2-2.module+el8.9.0+90081+1";
    AdvisoryIndex index = index(mirror().file("oracle-oval/elsa.xml", oracle(fixed)));

    assertThat(
            findings(
                BomFixture.on("ol", "8.9")
                    .rpmOfModule("", "openssl", "1:18.17.0-1.module+el8.9.0+1+1"),
                index))
        .hasSize(1);
  }

  private static String oracle(String fixed) {
    return """
    <oval_definitions><definitions><definition class="patch"><metadata>
      <title>ELSA-2024-1: openssl security update (MODERATE)</title>
      <advisory><severity>MODERATE</severity><cve>CVE-2024-1</cve></advisory></metadata>
      <criteria><criterion comment="Oracle Linux 8 is installed"/>
        <criterion comment="openssl is earlier than %s"/></criteria>
    </definition></definitions></oval_definitions>
    """
        .formatted(fixed);
  }

  @Test
  void azureLinuxIsMatchedBySourceName() throws IOException {
    AdvisoryIndex index =
        index(
            mirror()
                .file(
                    "azure-oval/azurelinux-3.0-oval.xml",
                    """
                    <oval_definitions><definitions><definition class="vulnerability" id="x:def:1">
                      <metadata><reference source="CVE" ref_id="CVE-2024-1"/><severity>High</severity>
                      </metadata><criteria><criterion test_ref="t"/></criteria></definition></definitions>
                      <tests><rpminfo_test id="t"><object object_ref="o"/><state state_ref="s"/>
                      </rpminfo_test></tests>
                      <objects><rpminfo_object id="o"><name>curl</name></rpminfo_object></objects>
                      <states><rpminfo_state id="s"><evr operation="less than">0:8.8.0-3.azl3</evr>
                      </rpminfo_state></states></oval_definitions>
                    """));

    assertThat(
            findings(
                BomFixture.on("azurelinux", "3.0")
                    .rpm("curl-libs", "8.8.0-2.azl3", "curl", "8.8.0-2.azl3"),
                index))
        .containsExactly("CVE-2024-1 curl-libs AFFECTED HIGH -> 8.8.0-3.azl3");
    assertThat(
            findings(
                BomFixture.on("azurelinux", "3.0")
                    .rpm("curl-libs", "8.8.0-3.azl3", "curl", "8.8.0-3.azl3"),
                index))
        .isEmpty();
  }

  /// The server's word and that of a module's repository are about the same packages.
  @ParameterizedTest
  @CsvSource({
    "15.6, openssl-3, 3.1.4-150600.5.7.1, CVE-2024-1 lib AFFECTED MEDIUM -> 3.1.4-150600.5.15.1",
    "15.6, openssl-3, 3.1.4-150600.5.15.1, ",
    "15.6, nodejs20, 20.1-150600.1.1, 'CVE-2024-1 lib AFFECTED MEDIUM -> '",
    "15.6, vim, 9.1-150600.1.1, ",
    "15.5, openssl-3, 3.1.4-150500.1.1, CVE-2024-1 lib AFFECTED UNKNOWN -> 3.1.4-150500.2.1",
  })
  void suseSpeaksOfSourcesByProduct(
      String release, String source, String version, @Nullable String expected) throws IOException {
    AdvisoryIndex index =
        index(
            mirror()
                .file("suse-csaf-vex/cve-2024-1.json", SUSE)
                .osv(
                    "SUSE",
                    suseRecord("15 SP6", "vim", "9.2-150600.1.1"),
                    suseRecord("15 SP5", "openssl-3", "3.1.4-150500.2.1")));

    assertThat(findings(BomFixture.on("sles", release).rpm("lib", version, source, version), index))
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  private static final String SUSE =
      """
      {"document": {"category": "csaf_vex", "csaf_version": "2.0", "tracking": {"id": "CVE-2024-1"}},
       "product_tree": {"branches": [
         {"product": {"product_id": "SUSE Linux Enterprise Server 15 SP6", "name": ""}},
         {"product": {"product_id": "SUSE Linux Enterprise Module for Basesystem 15 SP6", "name": ""}},
         {"product": {"product_id": "fix", "name": "fix", "product_identification_helper": {"purl":
           "pkg:rpm/suse/libopenssl3@3?upstream=openssl-3-3.1.4-150600.5.15.1.src.rpm"}}},
         {"product": {"product_id": "any", "name": "any", "product_identification_helper": {"purl":
           "pkg:rpm/suse/libopenssl3@?upstream=openssl-3.src.rpm"}}},
         {"product": {"product_id": "node", "name": "node", "product_identification_helper": {"purl":
           "pkg:rpm/suse/nodejs20@?upstream=nodejs20.src.rpm"}}},
         {"product": {"product_id": "vim", "name": "vim", "product_identification_helper": {"purl":
           "pkg:rpm/suse/vim@?upstream=vim.src.rpm"}}}]},
       "vulnerabilities": [{"cve": "CVE-2024-1", "threats": [{"category": "impact", "details": "moderate"}],
         "product_status": {
           "recommended": ["SUSE Linux Enterprise Module for Basesystem 15 SP6:fix"],
           "known_affected": ["SUSE Linux Enterprise Server 15 SP6:any",
             "SUSE Linux Enterprise Server 15 SP6:node"],
           "known_not_affected": ["SUSE Linux Enterprise Server 15 SP6:vim"]}}]}
      """;

  private static String suseRecord(String release, String name, String fixed) {
    return FeedDirectory.record(
            "SUSE-SU-2024:" + name, "SUSE:Linux Enterprise Server " + release, name, fixed)
        .replace("\"aliases\":[\"CVE-2026-1000\"]", "\"upstream\":[\"CVE-2024-1\"]");
  }

  /// From the files beside the feeds to the finding.
  @Test
  void tablesOfCvssRateFindingsWithoutAnyOtherSeverity() throws IOException {
    AdvisoryIndex index =
        index(
            mirror()
                .osv(
                    "Debian",
                    FeedDirectory.record("DSA-1", "Debian:12", "a", "2")
                        .replace("CVE-2026-1000", "CVE-2026-2001"),
                    FeedDirectory.record("DSA-2", "Debian:12", "b", "2")
                        .replace("CVE-2026-1000", "CVE-2026-2002"),
                    FeedDirectory.record("DSA-3", "Debian:12", "c", "2")
                        .replace("CVE-2026-1000", "CVE-2026-2003"))
                .file(
                    "nvd/cvss-vectors.csv.gz", // plain here: its first bytes tell
                    """
                    cve,type,vector,base_score,base_severity,source
                    CVE-2026-2001,CVSS_V3,CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H,9.8,CRITICAL,nvd@nist.gov
                    """)
                .file("nvd/cvss-scores.csv", "cve,score,severity\nCVE-2026-2002,5.3,MEDIUM\n"));

    assertThat(
            findings(
                BomFixture.on("debian", "12").deb("a", "1").deb("b", "1").deb("c", "1"), index))
        .containsExactly(
            "CVE-2026-2001 a AFFECTED CRITICAL -> 2",
            "CVE-2026-2002 b AFFECTED MEDIUM -> 2",
            "CVE-2026-2003 c AFFECTED UNKNOWN -> 2");
  }

  @Test
  void photonIsMatchedBySourceName() throws IOException {
    AdvisoryIndex index =
        index(
            mirror()
                .file(
                    "photon/cve_data_photon5.0.json",
                    "[{\"cve_id\": \"CVE-2024-1\", \"pkg\": \"curl\", \"cve_score\": 9.8,"
                        + " \"res_ver\": \"8.1.2-2.ph5\"}]"));

    assertThat(
            findings(
                BomFixture.on("photon", "5.0")
                    .rpm("curl-libs", "8.1.2-1.ph5", "curl", "8.1.2-1.ph5"),
                index))
        .containsExactly("CVE-2024-1 curl-libs AFFECTED CRITICAL -> 8.1.2-2.ph5");
  }
}
