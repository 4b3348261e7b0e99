package dev.drydock.server.monitor;

import dev.drydock.match.Finding.Severity;
import dev.drydock.server.component.FindingForm;
import dev.drydock.server.component.FindingPeriods.Beginning;
import dev.drydock.server.component.FindingPeriods.End;
import dev.drydock.server.component.FindingWords;
import dev.drydock.server.component.SetTable;
import dev.drydock.server.monitor.OpenPeriods.Key;
import dev.drydock.server.monitor.OpenPeriods.Open;
import dev.drydock.triage.Priority;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a generation changes for some components: what was open held against what matches now.
///
/// Periods of one finding follow each other and never overlap, whatever the clocks of replicas do:
/// one that follows begins later than the one before, be it by a microsecond.
final class FindingChanges {
  private final Instant at;
  private final List<End> ends = new ArrayList<>();
  private final List<Beginning> beginnings = new ArrayList<>();
  private final Map<Key, ChangeKind> kinds = new HashMap<>();
  private final Map<Integer, int[]> numbers = new HashMap<>();

  private FindingChanges(Instant at) {
    this.at = at;
  }

  /// @param at from when on the generation counts
  /// @param open what is known so far
  /// @param matched what is true now, of the same components
  /// @param ended when the last period ended, of what is matched and not open
  static FindingChanges of(
      Instant at, Map<Key, Open> open, Map<Key, FindingForm> matched, Map<Key, Instant> ended) {
    FindingChanges changes = new FindingChanges(at);
    matched.forEach(
        (key, form) -> {
          Open before = open.get(key);
          if (before == null) {
            changes.appear(key, form, ended.get(key));
          } else if (!before.form().equals(form)) {
            changes.change(key, before, form);
          }
        });
    open.forEach(
        (key, before) -> {
          if (!matched.containsKey(key)) {
            changes.go(key, before);
          }
        });
    return changes;
  }

  /// What is matched and not open, of which it matters whether it was there before.
  static Set<Key> appearing(Map<Key, Open> open, Map<Key, FindingForm> matched) {
    Set<Key> appearing = new HashSet<>(matched.keySet());
    appearing.removeAll(open.keySet());
    return appearing;
  }

  private void appear(Key key, FindingForm form, @Nullable Instant endedAt) {
    Instant since = endedAt == null ? at : later(endedAt.plus(1, ChronoUnit.MICROS));
    beginnings.add(new Beginning(key.component(), key.vulnerability(), since, since, form));
    kinds.put(key, endedAt == null ? ChangeKind.APPEARED : ChangeKind.CAME_BACK);
    count(key, form, 1);
  }

  private void change(Key key, Open before, FindingForm form) {
    Instant when = later(before.since().plus(1, ChronoUnit.MICROS));
    ends.add(new End(key.component(), key.vulnerability(), when));
    beginnings.add(
        new Beginning(key.component(), key.vulnerability(), when, before.appearedAt(), form));
    ChangeKind.between(before.form(), form).ifPresent(kind -> kinds.put(key, kind));
    count(key, before.form(), -1);
    count(key, form, 1);
  }

  private void go(Key key, Open before) {
    ends.add(new End(key.component(), key.vulnerability(), later(before.since())));
    kinds.put(key, ChangeKind.GONE);
    count(key, before.form(), -1);
  }

  private Instant later(Instant earliest) {
    return earliest.isAfter(at) ? earliest : at;
  }

  private void count(Key key, FindingForm form, int by) {
    int[] counts = numbers.computeIfAbsent(key.component(), _ -> new int[6]);
    counts[FindingWords.number(form.priority())] += by;
    if (form.severity() == Severity.CRITICAL) {
      counts[3] += by;
    } else if (form.severity() == Severity.HIGH) {
      counts[4] += by;
    }
    if (form.fixable()) {
      counts[5] += by;
    }
  }

  List<End> ends() {
    return ends;
  }

  List<Beginning> beginnings() {
    return beginnings;
  }

  Map<Key, ChangeKind> kinds() {
    return kinds;
  }

  /// For each component that has more or less open findings of some kind.
  List<SetTable.Change> numbers() {
    List<SetTable.Change> changes = new ArrayList<>(numbers.size());
    numbers.forEach(
        (component, counts) ->
            changes.add(
                new SetTable.Change(
                    component,
                    counts[FindingWords.number(Priority.ACT)],
                    counts[FindingWords.number(Priority.ATTEND)],
                    counts[FindingWords.number(Priority.TRACK)],
                    counts[3],
                    counts[4],
                    counts[5])));
    return changes;
  }

  boolean isEmpty() {
    return ends.isEmpty() && beginnings.isEmpty();
  }
}
