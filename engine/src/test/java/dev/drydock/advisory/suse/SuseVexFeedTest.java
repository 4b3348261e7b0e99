package dev.drydock.advisory.suse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.drydock.advisory.FeedRun;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuseVexFeedTest {
  private static final String SERVER = "SUSE Linux Enterprise Server 15 SP6";
  private static final String MODULE = "SUSE Linux Enterprise Module for Basesystem 15 SP6";
  private static final String DOCUMENT =
      """
      {"document": {"category": "csaf_vex", "csaf_version": "2.0", "aggregate_severity": {"text": "low"},
         "publisher": {"name": "SUSE Product Security Team"},
         "tracking": {"id": "CVE-2024-1", "current_release_date": "2024-06-01T00:00:00Z"}},
       "product_tree": {"branches": [{"category": "vendor", "name": "SUSE", "branches": [
         {"category": "product_family", "name": "SUSE Linux Enterprise", "branches": [
           %1$s, %2$s, %3$s, %4$s, %5$s]},
         %6$s, %7$s, %8$s, %9$s, %10$s]}],
        "relationships": [
          {"category": "default_component_of", "product_reference": "libopenssl3-3.1.4-150600.5.15.1",
           "relates_to_product_reference": "SUSE Linux Enterprise Module for Basesystem 15 SP6",
           "full_product_name": {"product_id": "RELATED", "name": "x"}}]},
       "vulnerabilities": [{"cve": "CVE-2024-1", "release_date": "2024-05-01T00:00:00Z",
         "scores": [{"cvss_v3": {"vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}}],
         "threats": [{"category": "impact", "details": "moderate"}],
         "product_status": {
           "recommended": ["RELATED",
             "SUSE Linux Enterprise Server 15 SP6:libopenssl3-3.1.4-150600.5.15.1",
             "SUSE Linux Enterprise Server 15 SP6:openssl-3-3.1.4-150600.5.15.1",
             "openSUSE Tumbleweed:openssl-3-3.1.4-13.1",
             "SUSE Liberty Linux 9:openssl-3-3.1.4-13.1"],
           "known_affected": ["SUSE Linux Enterprise Server 15 SP6:nodejs20"],
           "known_not_affected": ["SUSE Linux Enterprise Server 15 SP6:vim", "openSUSE Leap 15.6:vim"],
           "under_investigation": ["openSUSE Leap 15.6:nodejs20"]}}]}
      """
          .formatted(
              product(SERVER, null),
              product(MODULE, null),
              product("openSUSE Tumbleweed", null),
              product("openSUSE Leap 15.6", null),
              product("SUSE Liberty Linux 9", null),
              product(
                  "libopenssl3-3.1.4-150600.5.15.1",
                  "pkg:rpm/suse/libopenssl3@3.1.4-150600.5.15.1?upstream=openssl-3-3.1.4-150600.5.15.1.src.rpm"),
              product(
                  "openssl-3-3.1.4-150600.5.15.1",
                  "pkg:rpm/suse/openssl-3@3.1.4-150600.5.15.1?upstream=openssl-3-3.1.4-150600.5.15.1.src.rpm"),
              product(
                  "openssl-3-3.1.4-13.1",
                  "pkg:rpm/suse/openssl-3@3.1.4-13.1?upstream=openssl-3-3.1.4-13.1.src.rpm"),
              product("nodejs20", "pkg:rpm/suse/npm20@?upstream=nodejs20.src.rpm"),
              product("vim", "pkg:rpm/suse/vim@?upstream=vim.src.rpm"));

  @TempDir private Path directory;

  private static String product(String name, @Nullable String purl) {
    return """
    {"category": "product_name", "name": "%1$s", "product": {"product_id": "%1$s", "name": "%1$s",
      "product_identification_helper": {%2$s}}}
    """
        .formatted(name, purl == null ? "" : "\"purl\": \"" + purl + "\"");
  }

  @Test
  void everySourceOfEveryProductHasAnEntry() throws IOException {
    Files.writeString(directory.resolve("cve-2024-1.json"), DOCUMENT);

    FeedRun run = FeedRun.of(new SuseVexFeed(Limits.defaults()), directory);

    assertThat(run.lines())
        .containsExactly(
            "SUSE-CVE-2024-1: SUSE:Linux Enterprise Module for Basesystem 15 SP6 openssl-3"
                + " [0,3.1.4-150600.5.15.1)",
            "SUSE-CVE-2024-1: SUSE:Linux Enterprise Server 15 SP6 nodejs20 [0 status=affected",
            "SUSE-CVE-2024-1: SUSE:Linux Enterprise Server 15 SP6 openssl-3"
                + " [0,3.1.4-150600.5.15.1)",
            "SUSE-CVE-2024-1: openSUSE:Leap 15.6 nodejs20 [0 status=under-investigation",
            "SUSE-CVE-2024-1: openSUSE:Tumbleweed openssl-3 [0,3.1.4-13.1)");
    assertThat(run.spokenOf())
        .containsExactly(
            "SUSE:Linux Enterprise Module for Basesystem 15 SP6 CVE-2024-1",
            "SUSE:Linux Enterprise Server 15 SP6 CVE-2024-1",
            "openSUSE:Leap 15.6 CVE-2024-1",
            "openSUSE:Tumbleweed CVE-2024-1");
    assertThat(run.records().getFirst().advisory())
        .satisfies(
            advisory -> {
              assertThat(advisory.upstream()).containsExactly("CVE-2024-1");
              assertThat(advisory.severityWord()).isEqualTo("moderate");
              assertThat(advisory.severities()).hasSize(1);
              assertThat(advisory.modified()).isEqualTo("2024-06-01T00:00:00Z");
              assertThat(advisory.url())
                  .isEqualTo("https://www.suse.com/security/cve/CVE-2024-1.html");
            });
    assertThat(run.damaged()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "pkg:rpm/suse/a@1-2?upstream=b-c-3-4.src.rpm, b-c, 3-4",
        "pkg:rpm/suse/a@1-2?arch=x86_64&upstream=b%2Bc-3-4.nosrc.rpm&x=y, b+c, 3-4",
        "pkg:rpm/suse/a@?upstream=b-3.src.rpm, b-3, ''",
        "pkg:rpm/suse/a?upstream=b-3.src.rpm, b-3, ''",
        "pkg:rpm/suse/a@1-2?upstream=b.src.rpm, -, -",
        "pkg:rpm/suse/a@1-2?upstream=b-1-2, -, -",
        "pkg:rpm/suse/a@1-2, -, -",
        "pkg:oci/a@1?upstream=b-3-4.src.rpm, -, -"
      })
  void aPurlTellsTheSource(String purl, @Nullable String name, @Nullable String version) {
    SourcePackage source = SourcePackage.of(List.of(purl));
    assertThat(source == null ? null : source.name()).isEqualTo(name);
    assertThat(source == null ? null : source.version()).isEqualTo(version);
  }

  @Test
  void damagedDocumentsAreReadOrToldOf() {
    assertThatCode(
            () -> {
              for (byte[] bytes :
                  Mutations.of(DOCUMENT.getBytes(StandardCharsets.UTF_8), 7, 1_000).toList()) {
                Files.write(directory.resolve("a.json"), bytes);
                FeedRun.of(new SuseVexFeed(Limits.defaults()), directory).lines();
              }
            })
        .doesNotThrowAnyException();
  }
}
