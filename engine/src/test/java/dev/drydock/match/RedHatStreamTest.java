package dev.drydock.match;

import static dev.drydock.match.AdvisoryFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which of Red Hat's streams count, by the content sets of an image.
class RedHatStreamTest {
  private static final String MAIN = "rhel-8-for-x86_64-baseos-rpms";
  private static final String EUS = "rhel-8-for-x86_64-baseos-eus-rpms";
  private static final String OLD = "1.1.1g-12.el8_3";
  private static final String FIXED_IN_EUS = "1.1.1g-15.el8_4.2";

  /// One vulnerability that both streams repaired, one that only the main one did.
  private static final AdvisoryFixture ADVISORIES =
      AdvisoryFixture.of(
          record("RHSA-1")
              .upstream("CVE-1", "CVE-2")
              .affects("Red Hat:enterprise_linux:8::baseos", "openssl")
              .fixedIn("1.1.1k-5.el8_5"),
          record("RHSA-2")
              .upstream("CVE-1")
              .affects("Red Hat:rhel_eus:8.4::baseos", "openssl")
              .fixedIn(FIXED_IN_EUS),
          record("RHSA-3")
              .upstream("CVE-1")
              .affects("Red Hat:rhel_eus:8.6::baseos", "openssl")
              .fixedIn("9-1.el8_6"));

  private static List<String> findings(String release, String version, String... contentSets) {
    return BomFixture.on("rhel", release)
        .rpm("openssl", version)
        .contentSets(contentSets)
        .findings(ADVISORIES);
  }

  @Test
  void anImageOfAStreamWithExtendedSupportIsComparedWithItsOwnFixes() {
    assertThat(findings("8.4", OLD, EUS, "rhel-8-for-x86_64-appstream-eus-rpms"))
        .containsExactlyInAnyOrder(
            "CVE-1 openssl@" + OLD + " AFFECTED -> " + FIXED_IN_EUS,
            "CVE-2 openssl@" + OLD + " AFFECTED -> 1.1.1k-5.el8_5");
    assertThat(findings("8.4", FIXED_IN_EUS, EUS))
        .containsExactly("CVE-2 openssl@" + FIXED_IN_EUS + " AFFECTED -> 1.1.1k-5.el8_5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        MAIN,
        MAIN + " " + EUS,
        "rhel-8-for-x86_64-baseos-eus-rpms rhel-8-for-x86_64-appstream-e4s-rpms",
        "rhel-8-for-x86_64-baseos-aus-rpms",
        "rhel-8-for-x86_64-baseos-eus-source-rpms",
        "rhel-9-for-x86_64-baseos-eus-rpms",
        "openshift-4.8-for-rhel-8-x86_64-eus-rpms",
        "eus",
      })
  void inAllOtherImagesNoFixOfExtendedSupportCounts(String contentSets) {
    assertThat(findings("8.4", FIXED_IN_EUS, contentSets.split(" ", -1)))
        .containsExactlyInAnyOrder(
            "CVE-1 openssl@" + FIXED_IN_EUS + " AFFECTED -> 1.1.1k-5.el8_5",
            "CVE-2 openssl@" + FIXED_IN_EUS + " AFFECTED -> 1.1.1k-5.el8_5");
  }

  @Test
  void aStreamStaysAtItsMinorRelease() {
    assertThat(findings("8.2", OLD, EUS)).hasSize(2).allMatch(line -> line.endsWith("k-5.el8_5"));
    assertThat(findings("8", OLD, EUS)).hasSize(2).allMatch(line -> line.endsWith("k-5.el8_5"));
    // a build of a later release is not the stream's
    assertThat(findings("8.4", "1.1.1k-4.el8_5", EUS))
        .containsExactlyInAnyOrder(
            "CVE-1 openssl@1.1.1k-4.el8_5 AFFECTED -> 1.1.1k-5.el8_5",
            "CVE-2 openssl@1.1.1k-4.el8_5 AFFECTED -> 1.1.1k-5.el8_5");
  }

  @Test
  void otherDistributionsHaveNoSuchStreams() {
    assertThat(
            BomFixture.on("centos", "8.4", "CentOS Linux 8", null)
                .rpm("openssl", FIXED_IN_EUS)
                .contentSets(EUS)
                .findings(ADVISORIES))
        .hasSize(2);
  }
}
