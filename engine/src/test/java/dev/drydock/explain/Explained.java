package dev.drydock.explain;

import dev.drydock.advisory.Advisories;
import dev.drydock.bom.Bom;
import dev.drydock.fix.Planner;
import dev.drydock.fix.Replacements;
import dev.drydock.match.AdvisoryFixture;
import dev.drydock.match.BomFixture;
import dev.drydock.match.Findings;
import dev.drydock.match.Matcher;
import dev.drydock.origin.BaseRecognition;
import dev.drydock.origin.Origins;
import dev.drydock.triage.Judgement;
import dev.drydock.triage.Prioritisation;
import dev.drydock.vex.Assessed;
import dev.drydock.vex.VexStatements;
import java.util.List;

/// Explanations for tests, made by all stages that a scan has.
public final class Explained {
  private Explained() {}

  /// A flaw of a library and of a distribution's package of it, attacked and graded.
  public static AdvisoryFixture advisories() {
    return AdvisoryFixture.of(
            AdvisoryFixture.record("GHSA-jfh8-c2jp-5v3q")
                .aliases("CVE-2021-44228")
                .summary("Remote code injection in Log4j")
                .word("CRITICAL")
                .vector("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H")
                .affects("Maven", "org.apache.logging.log4j:log4j-core")
                .introduced("2.13.0")
                .fixed("2.15.0")
                .anotherRange(),
            AdvisoryFixture.record("DSA-5020-1")
                .upstream("CVE-2021-44228")
                .summary("apache-log4j2 - security update")
                .affects("Debian:11", "apache-log4j2")
                .fixedIn("2.15.0-1~deb11u1"),
            AdvisoryFixture.record("GHSA-other")
                .aliases("CVE-2021-45046")
                .affects("Maven", "org.apache.logging.log4j:log4j-core")
                .fixedIn("2.16.0"),
            AdvisoryFixture.record("DSA-1-1")
                .upstream("CVE-2024-0001", "CVE-2024-0002")
                .summary("curl - security update")
                .affects("Debian:11", "curl")
                .fixedIn("7.74.0-1.3+deb11u10"))
        .exploited("CVE-2021-44228", "2021-12-10", 0.9735)
        .knowing("npm");
  }

  /// An application with a vulnerable library on Debian 11.
  public static BomFixture application() {
    return BomFixture.on("debian", "11")
        .deb("libcurl4", "7.74.0-1.3+deb11u9", "curl", "7.74.0-1.3+deb11u9")
        .language("maven", "org.apache.logging.log4j:log4j-core", "2.14.1");
  }

  public static Explanation of(String asked, Advisories advisories) {
    return new Explainer(advisories).explain(asked).orElseThrow();
  }

  public static Explanation of(String asked, Advisories advisories, BomFixture bom) {
    return of(asked, advisories, bom.bom(), VexStatements.none());
  }

  public static Explanation of(String asked, Advisories advisories, Bom bom, VexStatements vex) {
    Assessed assessed = vex.apply(new Matcher().match(bom, advisories));
    Findings findings = assessed.findings();
    List<Judgement> judgements = new Prioritisation().of(findings);
    Origins origins = new BaseRecognition(List.of(), null).of(bom.subject());
    ScannedImage image =
        new ScannedImage(
            findings,
            judgements,
            origins,
            new Planner(
                    advisories, after -> vex.apply(after).findings(), new Replacements(List.of()))
                .plan(findings, judgements, origins),
            assessed.assessment(),
            action -> "Upgrade " + action.upgrades().getFirst().name());
    return new Explainer(advisories).explain(asked, image).orElseThrow();
  }

  /// The words of one answer, one line each.
  public static List<String> words(Explanation explanation, Section.Kind kind) {
    return explanation.sections().stream()
        .filter(section -> section.kind() == kind)
        .flatMap(section -> section.lines().stream())
        .map(Line::text)
        .toList();
  }
}
