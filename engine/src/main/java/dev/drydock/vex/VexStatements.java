package dev.drydock.vex;

import dev.drydock.match.Finding;
import dev.drydock.match.Findings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All statements that a user brings along, to be applied to findings.
///
/// Of several statements about a finding the latest counts, of those of the same time the one that
/// was read last; one without a time is older than all others.
public final class VexStatements {
  private final List<VexDocument> documents;
  private final List<String> warnings;
  private final Map<String, List<Statement>> byId = new HashMap<>();

  /// @param documents in the order in which they were given
  public VexStatements(List<VexDocument> documents, List<String> warnings) {
    this.documents = List.copyOf(documents);
    List<String> all = new ArrayList<>(warnings);
    for (VexDocument document : documents) {
      for (Statement statement : document.statements()) {
        for (String id : statement.vulnerabilities()) {
          byId.computeIfAbsent(key(id), _ -> new ArrayList<>()).add(statement);
        }
      }
      if (document.statements().isEmpty() && document.passedOver().isEmpty()) {
        all.add(document.document().source() + " has no VEX statements");
      }
      if (!document.passedOver().isEmpty()) {
        int more = document.passedOver().size() - 1;
        all.add(
            document.document().source()
                + ": "
                + document.passedOver().getFirst()
                + (more == 0 ? "" : ", and " + more + " more of that kind"));
      }
    }
    this.warnings = List.copyOf(all);
  }

  public static VexStatements none() {
    return new VexStatements(List.of(), List.of());
  }

  public List<VexDocument> documents() {
    return documents;
  }

  /// What could not be used, one line each.
  public List<String> warnings() {
    return warnings;
  }

  private static String key(String id) {
    return id.toUpperCase(Locale.ROOT);
  }

  /// The findings after what the statements say: silenced ones are taken out and listed apart,
  /// others get the status that the maker gives them.
  public Assessed apply(Findings findings) {
    if (byId.isEmpty()) {
      return new Assessed(findings, Assessment.none());
    }
    Speaking speaking = new Speaking(findings.bom());
    List<Finding> open = new ArrayList<>();
    List<Assessment.Silenced> silenced = new ArrayList<>();
    Map<Integer, Statement> said = new TreeMap<>();
    for (Finding finding : findings.findings()) {
      Statement statement = deciding(finding, speaking);
      if (statement == null) {
        open.add(finding);
      } else if (statement.status().silences()) {
        silenced.add(new Assessment.Silenced(with(finding, statement), statement));
      } else {
        said.put(open.size(), statement);
        open.add(with(finding, statement));
      }
    }
    return new Assessed(
        new Findings(findings.bom(), open, findings.coverage(), findings.advisories()),
        new Assessment(silenced, said));
  }

  private @Nullable Statement deciding(Finding finding, Speaking speaking) {
    Set<Statement> candidates =
        new LinkedHashSet<>(byId.getOrDefault(key(finding.id()), List.of()));
    for (String alias : finding.aliases()) {
      candidates.addAll(byId.getOrDefault(key(alias), List.of()));
    }
    Statement latest = null;
    for (Statement statement : candidates) {
      if ((latest == null || !time(statement).isBefore(time(latest)))
          && speaking.of(statement, finding.component())) {
        latest = statement;
      }
    }
    return latest;
  }

  private static Instant time(Statement statement) {
    Instant time = statement.time();
    return time == null ? Instant.MIN : time;
  }

  private static Finding with(Finding finding, Statement statement) {
    Finding.Status status =
        switch (statement.status()) {
          case NOT_AFFECTED -> Finding.Status.NOT_AFFECTED;
          case FIXED -> Finding.Status.FIXED;
          case UNDER_INVESTIGATION -> Finding.Status.UNDER_INVESTIGATION;
          case AFFECTED ->
              statement.willNotFix() && finding.fixedIn().isEmpty()
                  ? Finding.Status.WILL_NOT_FIX
                  : Finding.Status.AFFECTED;
        };
    return new Finding(
        finding.id(),
        finding.aliases(),
        finding.component(),
        finding.summary(),
        finding.severity(),
        finding.ratings(),
        finding.exploitation(),
        status,
        finding.fixedIn(),
        finding.matches(),
        finding.published(),
        finding.fixPublished());
  }
}
