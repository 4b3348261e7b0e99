package dev.drydock.triage;

import dev.drydock.advisory.Exploitation;
import dev.drydock.match.Finding;
import dev.drydock.match.Finding.Rating;
import dev.drydock.match.Finding.Severity;
import dev.drydock.match.Finding.Status;
import dev.drydock.match.Findings;
import dev.drydock.match.cvss.Cvss;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The decision table of `docs/priority.md`: from the top, the first row that fits decides.
///
/// | | known attacks (KEV) | likely attack (EPSS) | severity, way in and fix | priority |
/// | --- | --- | --- | --- | --- |
/// | 1 | yes | | | act |
/// | 2 | | at least 10 % | | attend |
/// | 3 | | | high or critical, over the network, a fix exists | attend |
/// | 4 | | | all else | track |
///
/// Where nobody can tell whether the component is affected, row 1 says attend and row 3 is left
/// out: first find out.
public final class Prioritisation {
  /// The probability of an attack within 30 days from which a finding is more than routine; about
  /// one CVE in twenty has it.
  public static final double LIKELY = 0.1;

  private static final String EXPOSURE = "present";

  /// One judgement for each finding, in the same order.
  public List<Judgement> of(Findings findings) {
    List<Judgement> judgements = new ArrayList<>(findings.findings().size());
    for (Finding finding : findings.findings()) {
      judgements.add(of(finding));
    }
    return judgements;
  }

  public Judgement of(Finding finding) {
    if (finding.status() == Status.FIXED || finding.status() == Status.NOT_AFFECTED) {
      return track("nothing to do: " + word(finding.status()));
    }
    return of(
        finding.severity(),
        finding.ratings(),
        finding.exploitation(),
        !finding.fixedIn().isEmpty(),
        finding.status() == Status.UNDETERMINED);
  }

  /// That of a vulnerability by itself, for whoever has it.
  ///
  /// @param fixable whether there is a fix
  public Judgement of(
      Severity severity,
      List<Rating> ratings,
      @Nullable Exploitation exploitation,
      boolean fixable) {
    return of(severity, ratings, exploitation, fixable, false);
  }

  private static Judgement of(
      Severity severity,
      List<Rating> ratings,
      @Nullable Exploitation exploitation,
      boolean fixable,
      boolean doubtful) {
    if (exploitation != null && exploitation.kev() != null) {
      return attacked(exploitation, exploitation.kev(), doubtful);
    }
    Double epss = exploitation == null ? null : exploitation.epss();
    if (epss != null && epss >= LIKELY) {
      return judgement(
          Priority.ATTEND, percent(epss) + " chance of an attack within 30 days (EPSS)", doubtful);
    }
    return bySeverity(severity, ratings, fixable, doubtful);
  }

  private static Judgement attacked(Exploitation exploitation, String since, boolean doubtful) {
    String by = exploitation.ransomware() ? ", by ransomware too" : "";
    return judgement(
        doubtful ? Priority.ATTEND : Priority.ACT,
        "attacks are known" + by + " (CISA KEV, " + since + ")",
        doubtful);
  }

  private static Judgement bySeverity(
      Severity severity, List<Rating> ratings, boolean fixable, boolean doubtful) {
    if (severity != Severity.CRITICAL && severity != Severity.HIGH) {
      return track(
          severity == Severity.UNKNOWN
              ? "no known attacks, severity unknown"
              : "no known attacks, severity " + severity.word());
    }
    if (doubtful) {
      return track("find out first whether it is affected: the version cannot be compared");
    }
    Boolean network = network(ratings);
    if (network != null && !network) {
      return track(severity.word() + ", but not attackable over the network");
    }
    if (!fixable) {
      return track(severity.word() + ", but no fix is available yet");
    }
    String way = network == null ? "perhaps over the network" : "over the network";
    return judgement(Priority.ATTEND, severity.word() + ", " + way + ", and a fix is there", false);
  }

  /// What the first vector says; `null` where there is none.
  private static @Nullable Boolean network(List<Rating> ratings) {
    for (Rating rating : ratings) {
      if (rating.vector() != null) {
        return Cvss.of(rating.vector()).map(Cvss::network).orElse(null);
      }
    }
    return null;
  }

  private static Judgement track(String reason) {
    return new Judgement(Priority.TRACK, List.of(reason), EXPOSURE);
  }

  private static Judgement judgement(Priority priority, String reason, boolean doubtful) {
    return new Judgement(
        priority,
        doubtful
            ? List.of(reason, "whether it is affected is unknown: the version cannot be compared")
            : List.of(reason),
        EXPOSURE);
  }

  private static String percent(double probability) {
    return Math.round(probability * 100) + " %";
  }

  private static String word(Status status) {
    return status == Status.FIXED ? "fixed" : "not affected";
  }
}
