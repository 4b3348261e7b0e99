package dev.drydock.policy.reading;

import dev.drydock.document.InvalidYamlException;
import dev.drydock.document.YamlNode;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.document.YamlNode.Mark;
import dev.drydock.document.YamlNode.Scalar;
import dev.drydock.document.YamlReader;
import dev.drydock.limits.Limits;
import dev.drydock.policy.reading.PolicyFile.Parent;
import dev.drydock.policy.reading.PolicyFile.Said;
import dev.drydock.policy.reading.PolicyFile.Settings;
import dev.drydock.policy.rule.Approval.Approver;
import dev.drydock.policy.rule.Policy.Unreachable;
import dev.drydock.policy.rule.Relaxation;
import dev.drydock.policy.rule.Rule.AlreadyThere;
import dev.drydock.policy.rule.Source;
import dev.drydock.policy.rule.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one policy document, `docs/schema/policy-1.json`:
///
/// ```yaml
/// policy: 1
/// extends: ../organisation/drydock.yaml
/// rules:
///   old-image: { warn: image, when: { age: "> 90d" } }
/// exceptions:
///   - id: CVE-2024-5535
///     owner: shop@example.org
///     reason: we call nothing of it
///     until: 2026-12-31
/// ```
final class PolicyFileReader {
  private static final List<String> KEYS =
      List.of(
          "policy",
          "extends",
          "policy-keys",
          "rules",
          "relax",
          "new-only",
          "exceptions",
          "exception-rules",
          "on-unreachable",
          "bases",
          "downstream");
  private static final List<String> OF_EXCEPTION_RULES =
      List.of("until", "longest", "approve", "four-eyes");

  private final Reading reading;
  private final boolean inherits;

  private PolicyFileReader(Reading reading, boolean inherits) {
    this.reading = reading;
    this.inherits = inherits;
  }

  /// @param inherits whether it inherits from another one without naming it
  /// @param problems where mistakes are told
  static PolicyFile read(
      byte[] document, String name, boolean inherits, Limits limits, List<Problem> problems)
      throws IOException {
    Reading reading = new Reading(name, problems);
    YamlNode root;
    try {
      root = new YamlReader(limits).readPlaced(document, name);
    } catch (InvalidYamlException e) {
      problems.add(
          new Problem(
              new Source(name, Math.max(1, e.line()), Math.max(1, e.column())),
              "this is no YAML: " + e.problem()));
      root = new Scalar(new Mark(1, 1, 0), new Mark(1, 1, 0), "", true);
      return new PolicyFileReader(new Reading(name, new ArrayList<>()), inherits).file(root, name);
    }
    return new PolicyFileReader(reading, inherits).file(root, name);
  }

  private PolicyFile file(YamlNode root, String name) {
    Map<String, Entry> keys = reading.mapping(root, "a policy", KEYS);
    version(root, keys.get("policy"));
    if (!inherits && !keys.containsKey("rules") && !keys.containsKey("extends")) {
      reading.problem(root.start(), "a policy needs rules, or extends one that has some");
    }
    Entry relaxEntry = keys.get("relax");
    Relaxation relax =
        relaxEntry == null
            ? Relaxation.NOTHING
            : new RuleReader(reading, Relaxation.NOTHING, AlreadyThere.WARN)
                .relax(relaxEntry, true);
    RuleReader rules = new RuleReader(reading, relax, alreadyThere(keys.get("new-only")));
    if (keys.containsKey("rules")) {
      rules.read(keys.get("rules").value());
    }
    return new PolicyFile(
        name,
        parents(keys.get("extends")),
        parents(keys.get("policy-keys")),
        rules.rules(),
        rules.adjustments(),
        keys.containsKey("exceptions")
            ? new ExcuseReader(reading).read(keys.get("exceptions").value())
            : List.of(),
        keys.containsKey("downstream")
            ? new DownstreamReader(reading).read(keys.get("downstream").value())
            : List.of(),
        settings(keys, relaxEntry, relax));
  }

  private void version(YamlNode root, @Nullable Entry entry) {
    if (entry == null) {
      reading.problem(
          root.start(), "a policy begins with `policy: 1`, the version of its language");
      return;
    }
    String version = reading.text(entry.value(), "policy");
    if (version != null && !version.equals("1")) {
      reading.problem(
          entry.value().start(),
          "policy is "
              + Reading.shown(version)
              + ", and this Drydock knows 1; take a newer one, or write `policy: 1`");
    }
  }

  private AlreadyThere alreadyThere(@Nullable Entry entry) {
    if (entry == null) {
      return AlreadyThere.WARN;
    }
    Map<String, Entry> keys = reading.mapping(entry.value(), entry.key(), List.of("already-there"));
    reading.require(entry.start(), entry.key(), keys, List.of("already-there"));
    Entry there = keys.get("already-there");
    return there == null
        ? AlreadyThere.FULL
        : new RuleReader(reading, Relaxation.NOTHING, AlreadyThere.WARN).alreadyThere(there);
  }

  private List<Parent> parents(@Nullable Entry entry) {
    List<Parent> parents = new ArrayList<>();
    if (entry == null) {
      return parents;
    }
    for (YamlNode node :
        reading.<YamlNode>oneOrMore(entry.value(), entry.key(), false, (item, _) -> item)) {
      String name = reading.text(node, entry.key());
      if (name != null) {
        parents.add(new Parent(name, reading.source(node.start())));
      }
    }
    return parents;
  }

  private Settings settings(Map<String, Entry> keys, @Nullable Entry relaxEntry, Relaxation relax) {
    Entry unreachable = keys.get("on-unreachable");
    Entry exceptionRules = keys.get("exception-rules");
    Map<String, Entry> limits =
        exceptionRules == null
            ? Map.of()
            : reading.mapping(exceptionRules.value(), exceptionRules.key(), OF_EXCEPTION_RULES);
    Entry approver = limits.get("approve");
    Entry fourEyes = limits.get("four-eyes");
    return new Settings(
        unreachable == null ? null : unreachable(unreachable),
        limits.containsKey("until") ? endless(limits.get("until")) : null,
        limits.containsKey("longest") ? longest(limits.get("longest")) : null,
        approver == null ? null : approver(approver),
        fourEyes == null ? null : fourEyes(fourEyes),
        relaxEntry == null
            ? null
            : new Said<>(relax.settings(), reading.source(relaxEntry.start())),
        keys.containsKey("bases")
            ? new ApprovedBasesReader(reading).read(keys.get("bases"))
            : null);
  }

  private @Nullable Said<Unreachable> unreachable(Entry entry) {
    Unreachable value =
        reading.choice(
            entry.value(), entry.key(), List.of(Unreachable.values()), Unreachable::word);
    return value == null ? null : new Said<>(value, reading.source(entry.start()));
  }

  private @Nullable Said<Boolean> endless(Entry entry) {
    String word = reading.word(entry.value(), entry.key(), List.of("required", "optional"));
    return word == null ? null : new Said<>(word.equals("optional"), reading.source(entry.start()));
  }

  private @Nullable Said<Approver> approver(Entry entry) {
    Approver value =
        reading.choice(entry.value(), entry.key(), List.of(Approver.values()), Approver::word);
    return value == null ? null : new Said<>(value, reading.source(entry.start()));
  }

  private @Nullable Said<Boolean> fourEyes(Entry entry) {
    Boolean value = reading.truth(entry.value(), entry.key());
    return value == null ? null : new Said<>(value, reading.source(entry.start()));
  }

  private @Nullable Said<Span> longest(Entry entry) {
    String text = reading.text(entry.value(), entry.key());
    if (text == null) {
      return null;
    }
    Span span = Span.parse(text).orElse(null);
    if (span == null || span.length().toHours() % 24 != 0) {
      reading.problem(
          entry.value().start(),
          "longest is a number of days, as in 90d or 1y, here is " + Reading.shown(text));
      return null;
    }
    return new Said<>(span, reading.source(entry.start()));
  }
}
