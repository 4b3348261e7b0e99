package dev.drydock.policy.gate;

import dev.drydock.policy.Excused;
import dev.drydock.policy.Violation;
import dev.drydock.policy.facts.ImageFacts;
import dev.drydock.policy.facts.Item;
import dev.drydock.policy.rule.Excuse;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The exceptions of a policy during one judgement, and what became of each.
final class Excuses {
  private final boolean observed;
  private final LocalDate today;
  private final @Nullable LocalDate latest;
  private final List<Excuse> excuses = new ArrayList<>();
  private final Set<Excuse> used = new LinkedHashSet<>();
  private final Set<String> notes = new LinkedHashSet<>();

  /// @param image what is judged
  Excuses(Policy policy, ImageFacts image, LocalDate today) {
    this.observed = image.observed();
    this.today = today;
    this.latest = policy.longest() == null ? null : today.plusDays(policy.longest().days());
    for (Excuse excuse : policy.excuses()) {
      if (excuse.holdsFor(image.reference())) {
        excuses.add(excuse);
      }
    }
  }

  /// What excuses a violation; `null` where nothing does.
  @Nullable Excused excuse(Rule rule, Item item, Violation violation) {
    for (Excuse excuse : excuses) {
      if (excuse.speaksOf(rule) && excuse.covers(item)) {
        used.add(excuse);
        String refused = refused(excuse, rule);
        if (refused == null) {
          return new Excused(
              violation, excuse.words(), excuse.owner(), excuse.reason(), excuse.until());
        }
        notes.add("the exception for " + excuse.words() + " (" + excuse.source() + ") " + refused);
      }
    }
    return null;
  }

  /// Why an exception does not count; `null` where it does.
  private @Nullable String refused(Excuse excuse, Rule rule) {
    if (excuse.barred().contains(rule.id())) {
      return "does not count for " + rule.id() + ", which allows none (" + rule.source() + ")";
    }
    LocalDate until = excuse.until();
    if (until == null) {
      return null;
    }
    if (excuse.expired(today)) {
      return "ended on " + until + ", and what it excused counts again; ask " + excuse.owner();
    }
    return latest != null && until.isAfter(latest)
        ? "lasts until " + until + ", longer than the policy allows today (" + latest + ")"
        : null;
  }

  /// What whoever reads the verdict should know of them.
  List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    for (Excuse excuse : excuses) {
      if (!used.contains(excuse) && (observed || !excuse.mayCoverObservations())) {
        all.add(
            "the exception for "
                + excuse.words()
                + " ("
                + excuse.source()
                + ") excuses nothing any more; remove it");
      }
    }
    return all;
  }
}
