package dev.drydock.report;

import dev.drydock.approval.standing.Standing;
import dev.drydock.policy.Excused;
import dev.drydock.policy.Level;
import dev.drydock.policy.Subject;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.Violation;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Results for tests of what is written of them.
public final class SampleResults {
  private static final String POLICY = "drydock.yaml";

  public static final String NAME =
      "=cmd|' /C calc'!A0 <script>alert(1)</script> ]]> \u202e\u001b[2J";

  public static final Standing APPROVED =
      new Standing(
          Standing.Status.APPROVED,
          base(),
          null,
          "registry.example.org/bases/debian:12-20260504-0123456789ab, approved by alice and bob",
          false,
          List.of());

  public static final Standing REVOKED =
      new Standing(
          Standing.Status.REVOKED,
          base(),
          NAME,
          "its base is revoked by carol: " + NAME,
          false,
          List.of("build upon " + NAME));

  private SampleResults() {}

  private static Standing.Base base() {
    return new Standing.Base(
        "registry.example.org/bases/debian:12-20260504-0123456789ab",
        "sha256:" + "01".repeat(32),
        "debian",
        "12",
        1,
        List.of("alice", "bob"),
        null,
        null,
        null,
        null);
  }

  /// Every kind of result that a format may meet.
  public static List<Result> all() {
    return List.of(
        new Result(SampleReports.debian()),
        new Result(SampleReports.assessed()),
        new Result(SampleReports.repaired()),
        new Result(SampleReports.hostile()),
        new Result(SampleReports.hostileRepaired()),
        new Result(SampleReports.clean()),
        new Result(SampleReports.uncovered()),
        new Result(SampleReports.empty()),
        upon(APPROVED),
        upon(REVOKED),
        upon(Standing.unreachable(NAME)),
        stopped(),
        passed(),
        hostile());
  }

  /// Findings stopped, told, noted and excused; a component and the image objected to.
  public static Result stopped() {
    return new Result(
        SampleReports.debian(),
        new Verdict(
            List.of(
                violation("known-exploited", Level.DENY, new Subject.OfFinding(2), null, null, 0),
                violation("old-image", Level.DENY, new Subject.OfImage(), null, null),
                violation(
                    "fixable",
                    Level.WARN,
                    new Subject.OfFinding(0),
                    "until 2026-12-01",
                    LocalDate.of(2026, 12, 1),
                    0),
                violation("licences", Level.INFO, new Subject.OfComponent(2), null, null)),
            List.of(
                new Excused(
                    violation("fixable", Level.DENY, new Subject.OfFinding(3), null, null),
                    "EX-1",
                    "alice@example.org",
                    "not reachable",
                    LocalDate.of(2027, 1, 31))),
            List.of("EX-2 expired on 2026-06-30")),
        POLICY);
  }

  /// An image upon a base.
  public static Result upon(Standing standing) {
    return new Result(SampleReports.debian().standing(standing));
  }

  /// Nothing to object to.
  public static Result passed() {
    return new Result(SampleReports.clean(), new Verdict(List.of(), List.of(), List.of()), POLICY);
  }

  /// Objections to a secret and to what VEX has confirmed.
  public static Result observed() {
    return new Result(
        SampleReports.assessed(),
        new Verdict(
            List.of(violation("secrets", Level.DENY, new Subject.OfObservation(0), null, null)),
            List.of(),
            List.of()),
        POLICY);
  }

  /// A policy whose words nobody should write, about an image whose words nobody should write.
  public static Result hostile() {
    return new Result(
        SampleReports.hostileRepaired(),
        new Verdict(
            List.of(
                new Violation(
                    NAME, Level.DENY, new Subject.OfFinding(0), NAME, NAME, null, List.of(0)),
                new Violation(
                    NAME, Level.WARN, new Subject.OfComponent(1), NAME, null, null, List.of()),
                new Violation(
                    NAME, Level.INFO, new Subject.OfImage(), NAME, null, null, List.of())),
            List.of(
                new Excused(
                    new Violation(
                        NAME, Level.DENY, new Subject.OfFinding(0), NAME, null, null, List.of()),
                    NAME,
                    NAME,
                    NAME,
                    null)),
            List.of(NAME)),
        NAME);
  }

  private static Violation violation(
      String rule,
      Level level,
      Subject subject,
      @Nullable String lessened,
      @Nullable LocalDate due,
      Integer... actions) {
    return new Violation(
        rule, level, subject, "because of " + rule, lessened, due, List.of(actions));
  }
}
