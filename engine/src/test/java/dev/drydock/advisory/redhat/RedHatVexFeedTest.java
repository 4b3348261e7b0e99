package dev.drydock.advisory.redhat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.advisory.Affected;
import dev.drydock.advisory.FeedRun;
import dev.drydock.advisory.osv.OsvRecord;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import dev.drydock.testkit.SharedCorpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedHatVexFeedTest {
  /// Every way in which a package and its product are written.
  private static final String DOCUMENT =
      """
      {"document": {"category": "csaf_vex", "csaf_version": "2.0",
         "aggregate_severity": {"text": "Important"},
         "publisher": {"name": "Red Hat Product Security"},
         "tracking": {"id": "CVE-2024-1", "current_release_date": "2024-06-01T00:00:00+00:00"}},
       "product_tree": {"branches": [{"category": "vendor", "name": "Red Hat", "branches": [
         {"product": {"product_id": "B92", "name": "BaseOS", "product_identification_helper":
           {"cpe": "cpe:/o:redhat:enterprise_linux:9::baseos"}}},
         {"product": {"product_id": "A93", "name": "AppStream", "product_identification_helper":
           {"cpe": "cpe:/a:redhat:enterprise_linux:9::appstream"}}},
         {"product": {"product_id": "E90", "name": "EUS", "product_identification_helper":
           {"cpe": "cpe:/o:redhat:rhel_eus:9.0::baseos"}}},
         {"product": {"product_id": "R8", "name": "RHEL 8", "product_identification_helper":
           {"cpe": "cpe:/o:redhat:enterprise_linux:8"}}},
         {"product": {"product_id": "L9", "name": "Layered", "product_identification_helper":
           {"cpe": "cpe:/a:redhat:openshift:4.15::el9"}}},
         {"product": {"product_id": "c3", "name": "curl-0:7.76.1-26.el9_3.2.x86_64"}},
         {"product": {"product_id": "c2", "name": "curl-0:7.76.1-23.el9_2.4.x86_64"}},
         {"product": {"product_id": "c0", "name": "curl-0:7.76.1-14.el9_0.9.x86_64"}},
         {"product": {"product_id": "cs", "name": "curl-0:7.76.1-26.el9_3.2.src"}},
         {"product": {"product_id": "cd", "name": "curl-debuginfo-0:7.76.1-26.el9_3.2.x86_64"}},
         {"product": {"product_id": "b1", "name": "bind-32:9.16.23-14.el9_3.4.x86_64"}},
         {"product": {"product_id": "plain", "name": "wget"}},
         {"product": {"product_id": "ok", "name": "zlib"}},
         {"product": {"product_id": "look", "name": "vim"}},
         {"product": {"product_id": "nodejs:16/nodejs", "name": "nodejs:16/nodejs"}},
         {"product": {"product_id": "mod", "name": "nodejs:18:8090020231019152822:a75119d5",
           "product_identification_helper": {"purl":
             "pkg:rpmmod/redhat/nodejs@18:8090020231019152822:a75119d5"}}},
         {"product": {"product_id": "n18", "name":
           "nodejs-1:18.18.2-2.module+el8.9.0+20407+4d5e8e7a.x86_64"}},
         {"product": {"product_id": "n20", "name":
           "nodejs-1:20.8.1-1.module+el8.9.0+20473+c4e3d824.x86_64::nodejs:20"}},
         {"product": {"product_id": "image", "name": "ubi9", "product_identification_helper":
           {"purl": "pkg:oci/ubi9@sha256:00"}}}]}],
        "relationships": [%s]},
       "vulnerabilities": [{"cve": "CVE-2024-1", "title": "curl: a flaw", "cwe": {"id": "CWE-122"},
         "release_date": "2024-01-01T00:00:00+00:00",
         "product_status": {
           "fixed": ["A93:c3", "A93:cs", "A93:cd", "B92:c2", "E90:c0", "B92:b1", "R8:mod:n18",
             "R8:n20", "L9:c2", "B92:image"],
           "known_affected": ["R8:plain", "R8:nodejs:16/nodejs", "L9:plain"],
           "known_not_affected": ["R8:ok"], "under_investigation": ["R8:look"]},
         "remediations": [{"category": "no_fix_planned", "details": "Will not fix",
           "product_ids": ["R8:plain"]},
           {"category": "none_available", "details": "Affected",
           "product_ids": ["R8:nodejs:16/nodejs"]}],
         "threats": [{"category": "impact", "details": "Low", "product_ids": ["R8:plain"]}],
         "scores": [{"cvss_v3": {"vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"},
           "products": ["A93:c3"]}]}]}
      """
          .formatted(
              String.join(
                  ",",
                  part("A93", "c3"),
                  part("A93", "cs"),
                  part("A93", "cd"),
                  part("B92", "c2"),
                  part("E90", "c0"),
                  part("B92", "b1"),
                  part("R8", "mod"),
                  part("R8:mod", "n18"),
                  part("R8", "n20"),
                  part("L9", "c2"),
                  part("B92", "image"),
                  part("R8", "plain"),
                  part("R8", "nodejs:16/nodejs"),
                  part("L9", "plain"),
                  part("R8", "ok"),
                  part("R8", "look")));

  @TempDir private Path directory;

  private static String part(String platform, String component) {
    return "{\"category\": \"default_component_of\", \"product_reference\": \"%s\", "
            .formatted(component)
        + "\"relates_to_product_reference\": \"%s\", \"full_product_name\": ".formatted(platform)
        + "{\"product_id\": \"%s:%s\", \"name\": \"x\"}}".formatted(platform, component);
  }

  private FeedRun run(byte[] document) throws IOException {
    Path file = directory.resolve("2024/cve-2024-1.json");
    Files.createDirectories(file.getParent());
    Files.write(file, document);
    return FeedRun.of(new RedHatVexFeed(Limits.defaults()), directory);
  }

  @Test
  void everyPackageOfEnterpriseLinuxHasAnEntryAndNoOtherProduct() throws IOException {
    FeedRun run = run(DOCUMENT.getBytes(StandardCharsets.UTF_8));

    String id = "REDHAT-CVE-2024-1: Red Hat:enterprise_linux:";
    assertThat(run.lines())
        .containsExactly(
            id + "8 nodejs:16/nodejs [0 status=Affected",
            id + "8 nodejs:18/nodejs [0,1:18.18.2-2.module+el8.9.0+20407+4d5e8e7a)",
            id + "8 nodejs:20/nodejs [0,1:20.8.1-1.module+el8.9.0+20473+c4e3d824)",
            id + "8 vim [0 status=under-investigation",
            id + "8 wget [0 status=Will not fix word=Low",
            id + "9 bind [0,32:9.16.23-14.el9_3.4)",
            id
                + "9 curl [0,7.76.1-14.el9_0.9~][7.76.1-15,7.76.1-23.el9_2.4)"
                + "[7.76.1-24,7.76.1-26.el9_3.2)");
    assertThat(run.spokenOf()).containsExactly("Red Hat CVE-2024-1");
    assertThat(run.damaged()).isEmpty();
  }

  @Test
  void theRecordSaysWhatTheDocumentSaysOfTheVulnerability() throws IOException {
    OsvRecord record = run(DOCUMENT.getBytes(StandardCharsets.UTF_8)).records().getFirst();

    assertThat(record.advisory().upstream()).containsExactly("CVE-2024-1");
    assertThat(record.advisory().summary()).isEqualTo("curl: a flaw");
    assertThat(record.advisory().severityWord()).isEqualTo("Important");
    assertThat(record.advisory().severities()).hasSize(1);
    assertThat(record.advisory().cwes()).containsExactly("CWE-122");
    assertThat(record.advisory().modified()).isEqualTo("2024-06-01T00:00:00+00:00");
    assertThat(record.advisory().url())
        .isEqualTo("https://access.redhat.com/security/cve/CVE-2024-1");
  }

  @ParameterizedTest
  @CsvSource({
    "7.76.1-23.el9_2.4, 7.76.1-24",
    "5.14.0-284.30.1.el9_2, 5.14.0-285",
    "1:18.18.2-2.module+el8.9.0+20407+4d5e8e7a, 1:18.18.2-3",
    "1.2-3.el9, ",
    "1.2-3, ",
    "1.2-alpha.el9_2, ",
    "1.2, "
  })
  void theLineOfAMinorReleaseEndsWhereTheNextOneBegins(String version, String next) {
    assertThat(Streams.nextLine(version)).isEqualTo(next);
  }

  @Test
  void buildsForOneLineDoNotReopenTheNext() {
    Streams streams = new Streams();
    streams.add("115.3-1.el9_3", false);
    streams.add("115.3-1.el9_2", false);

    assertThat(streams.events())
        .extracting(Affected.Event::version)
        .containsExactly("0", "115.3-1.el9_3");
  }

  @Test
  void erratumDocumentsArePassedOverAndOtherFilesToldOf() throws IOException {
    Files.writeString(directory.resolve("other.json"), "{}");

    FeedRun run =
        run(
            DOCUMENT
                .replace("csaf_vex", "csaf_security_advisory")
                .getBytes(StandardCharsets.UTF_8));

    assertThat(run.records()).isEmpty();
    assertThat(run.spokenOf()).isEmpty();
    assertThat(run.damaged()).singleElement().asString().contains("is no CSAF document");
  }

  @Test
  void damagedDocumentsAreReadOrToldOf() {
    assertThatCode(
            () -> {
              for (byte[] bytes :
                  Mutations.of(DOCUMENT.getBytes(StandardCharsets.UTF_8), 3, 2_000).toList()) {
                run(bytes).lines();
              }
            })
        .doesNotThrowAnyException();
  }

  @Test
  void realDocumentsAreRead() throws IOException {
    Optional<Path> feeds = SharedCorpus.find("feeds");
    assumeTrue(feeds.isPresent(), "needs the shared feeds");

    FeedRun run =
        FeedRun.of(
            new RedHatVexFeed(Limits.defaults()), feeds.orElseThrow().resolve("redhat-csaf-vex"));

    assertThat(run.damaged()).isEmpty();
    assertThat(run.spokenOf())
        .containsExactly(
            "Red Hat CVE-2022-38752",
            "Red Hat CVE-2023-38545",
            "Red Hat CVE-2023-4154",
            "Red Hat CVE-2023-42670");
    assertThat(run.lines())
        .filteredOn(line -> line.contains("CVE-2023-38545"))
        .contains(
            "REDHAT-CVE-2023-38545: Red Hat:enterprise_linux:9 libcurl"
                + " [0,7.76.1-14.el9_0.9~][7.76.1-15,7.76.1-23.el9_2.4)"
                + "[7.76.1-24,7.76.1-26.el9_3.2) word=Important")
        .noneMatch(line -> line.contains("enterprise_linux:8"))
        .hasSize(5);
  }
}
