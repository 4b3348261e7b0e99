package dev.drydock.report;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Distribution;
import dev.drydock.match.Finding;
import dev.drydock.scan.Scan;
import dev.drydock.triage.Judgement;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// What a scan comes to, in the words of every report for people.
public final class ScanWords {
  private ScanWords() {}

  /// `Debian GNU/Linux 11 (bullseye), linux/amd64, 133 components`.
  public static String subject(Bom bom) {
    Distribution distribution = bom.distribution();
    return (distribution == null ? "no distribution recognised" : distribution.name())
        + ", "
        + bom.subject().platform()
        + ", "
        + counted(bom.components().size(), "component");
  }

  /// `72 known vulnerabilities: 2 critical, 9 high, …`.
  public static String known(Vulnerabilities all) {
    return counted(all.size(), "known vulnerability", "known vulnerabilities")
        + ": "
        + all.counts();
  }

  /// What it means that a distribution has reached its end.
  public static final String UNATTENDED =
      "New vulnerabilities are not fixed, and many are not reported.";

  /// `71 have a fix`.
  public static String fixable(Vulnerabilities all) {
    int fixable = all.fixable();
    return (fixable == all.size() ? "all have" : fixable + (fixable == 1 ? " has" : " have"))
        + " a fix";
  }

  /// How much of it is more than routine.
  public static String urgency(Scan scan) {
    Set<String> now = new HashSet<>();
    Set<String> soon = new HashSet<>();
    List<Finding> findings = scan.findings().findings();
    for (int i : scan.open()) {
      Judgement judgement = scan.judgements().get(i);
      switch (judgement.priority()) {
        case ACT -> now.add(findings.get(i).id());
        case ATTEND -> soon.add(findings.get(i).id());
        case TRACK -> {
          // routine
        }
      }
    }
    soon.removeAll(now);
    return now.isEmpty() && soon.isEmpty()
        ? "none is urgent: they can wait for the next regular update"
        : "act now on "
            + now.size()
            + ", attend soon to "
            + soon.size()
            + "; the rest can wait for the next regular update";
  }

  /// Why nothing was found, and what that is worth.
  ///
  /// @param title to stand out; may be empty
  /// @param good whether it is good news
  public record Nothing(String title, String words, boolean good) {}

  /// Of a scan that found nothing wrong.
  public static Nothing nothing(Scan scan) {
    if (scan.findings().bom().components().isEmpty()) {
      return new Nothing(
          "",
          "Nothing was recognised in this image, so nothing could be looked up. That is no proof"
              + " that it is safe: software that was copied in without a package manager leaves no"
              + " trace that could be read.",
          false);
    }
    if (!scan.lookedUp()) {
      return new Nothing(
          "Nothing found, but not everything could be looked up.",
          "There are no advisories for some of what is in this image (see the warnings below), so"
              + " this is no proof that it is safe.",
          false);
    }
    return new Nothing(
        "No known vulnerabilities.",
        "None of the components is named by an advisory for its version. New ones are found"
            + " every day: scan again when the advisories are newer.",
        scan.endOfLife() == null);
  }

  /// `Advisories: 3 days old.`
  public static String advisories(Scan scan) {
    OptionalLong age = AdvisoryAge.days(scan.findings().advisories(), scan.creation().at());
    return age.isEmpty()
        ? "Advisories: of unknown age."
        : "Advisories: " + AdvisoryAge.inWords(age.getAsLong()) + " old.";
  }

  /// `1 action`, `2 actions`.
  public static String counted(int count, String noun) {
    return counted(count, noun, noun + "s");
  }

  public static String counted(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
