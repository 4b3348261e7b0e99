package dev.drydock.report;

import dev.drydock.bom.SampleBoms;
import dev.drydock.explain.Explained;
import dev.drydock.explain.Explanation;
import dev.drydock.match.AdvisoryFixture;
import dev.drydock.match.BomFixture;
import java.util.List;

/// Explanations for tests of what is written of them.
public final class SampleExplanations {
  private SampleExplanations() {}

  /// One of each kind that is written differently.
  public static List<ExplanationReport> all() {
    return List.of(alone(), affected(), cleared(), unfixed(), namesake(), bulletin(), hostile());
  }

  public static ExplanationReport alone() {
    return report(Explained.of("log4shell", Explained.advisories()));
  }

  public static ExplanationReport affected() {
    return report(Explained.of("CVE-2021-44228", Explained.advisories(), Explained.application()));
  }

  static ExplanationReport cleared() {
    return report(
        Explained.of(
            "CVE-2021-44228",
            Explained.advisories(),
            BomFixture.withoutDistribution()
                .language("maven", "org.apache.logging.log4j:log4j-core", "2.17.1")));
  }

  static ExplanationReport unfixed() {
    return report(
        Explained.of(
            "CVE-2024-7",
            AdvisoryFixture.of(
                AdvisoryFixture.record("CVE-2024-7")
                    .vector("CVSS_V2", "AV:N/AC:L/Au:N/C:P/I:P/A:P")
                    .affects("npm", "x")
                    .introduced("1")
                    .lastAffected("3")
                    .status("unfixed")),
            BomFixture.withoutDistribution().language("npm", "x", "2")));
  }

  static ExplanationReport namesake() {
    return report(
        Explained.of(
            "CVE-2024-0001",
            Explained.advisories(),
            BomFixture.on("ubuntu", "22.04").deb("curl", "7.81.0")));
  }

  static ExplanationReport bulletin() {
    return report(Explained.of("DSA-1-1", Explained.advisories()));
  }

  /// Names and texts that nobody should write, and somebody does.
  public static ExplanationReport hostile() {
    String evil = "\u001b[2J<script>\u202e*x* [a](b)`\n# no heading";
    return report(
        Explained.of(
            "CVE-2024-7",
            AdvisoryFixture.of(
                AdvisoryFixture.record("CVE-2024-7")
                    .summary(evil)
                    .affects("npm", evil)
                    .fixedIn("9" + evil)
                    .affects("npm", "y".repeat(300))
                    .fixedIn("2")),
            BomFixture.withoutDistribution()
                .language("npm", evil, "1")
                .language("npm", "y".repeat(300), "1")));
  }

  private static ExplanationReport report(Explanation explanation) {
    return new ExplanationReport(
        explanation, SampleReports.clean().findings().advisories(), SampleBoms.CREATION);
  }
}
