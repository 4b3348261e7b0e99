package dev.drydock.policy.reading;

import dev.drydock.document.YamlNode;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.document.YamlNode.Mark;
import dev.drydock.policy.reading.PolicyFile.WrittenExcuse;
import dev.drydock.policy.rule.Excuse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the exceptions of one file.
final class ExcuseReader {
  /// OpenVEX' machine-readable justifications of `not_affected` (OpenVEX specification 0.2.0).
  static final List<String> JUSTIFICATIONS =
      List.of(
          "component_not_present",
          "vulnerable_code_not_present",
          "vulnerable_code_not_in_execute_path",
          "vulnerable_code_cannot_be_controlled_by_adversary",
          "inline_mitigations_already_exist");

  private static final List<String> KEYS =
      List.of(
          "id",
          "package",
          "path",
          "observation",
          "image",
          "rules",
          "owner",
          "reason",
          "status",
          "justification",
          "until");
  private static final List<String> SPEAKING =
      List.of("id", "package", "path", "observation", "rules");

  private final Reading reading;

  ExcuseReader(Reading reading) {
    this.reading = reading;
  }

  List<WrittenExcuse> read(YamlNode node) {
    List<WrittenExcuse> excuses = new ArrayList<>();
    if (!(node instanceof YamlNode.Sequence(Mark _, Mark _, List<YamlNode> items))) {
      reading.problem(node.start(), "exceptions are a list, each begins with a dash");
      return excuses;
    }
    for (YamlNode item : items) {
      WrittenExcuse excuse = excuse(item);
      if (excuse != null) {
        excuses.add(excuse);
      }
    }
    return excuses;
  }

  private @Nullable WrittenExcuse excuse(YamlNode node) {
    Map<String, Entry> keys = reading.mapping(node, "an exception", KEYS);
    if (!(node instanceof YamlNode.Mapping)) {
      return null;
    }
    reading.require(node.start(), "an exception", keys, List.of("owner", "reason"));
    if (SPEAKING.stream().noneMatch(keys::containsKey)) {
      reading.problem(
          node.start(),
          "an exception without "
              + Nearest.listed(SPEAKING)
              + " would excuse everything; say what it is about");
    }
    if (keys.containsKey("observation")
        && (keys.containsKey("id") || keys.containsKey("package"))) {
      reading.problem(
          keys.get("observation").start(),
          "observations have no id or package; make an exception of its own for the observation");
    }
    Excuse.Status status = status(keys.get("status"));
    String justification = justification(keys.get("justification"), keys.get("status"), status);
    Entry owner = keys.get("owner");
    Entry reason = keys.get("reason");
    Entry rules = keys.get("rules");
    Entry until = keys.get("until");
    return new WrittenExcuse(
        new Excuse(
            texts(keys.get("id")),
            RuleReader.globs(keys.get("package"), reading),
            RuleReader.globs(keys.get("path"), reading),
            RuleReader.globs(keys.get("observation"), reading),
            RuleReader.globs(keys.get("image"), reading),
            texts(rules),
            text(owner),
            text(reason),
            status,
            justification,
            until == null ? null : day(until),
            reading.source(node.start()),
            Set.of()),
        marks(rules),
        until == null ? null : until.start());
  }

  private List<String> texts(@Nullable Entry entry) {
    return entry == null ? List.of() : reading.texts(entry.value(), entry.key());
  }

  private String text(@Nullable Entry entry) {
    String text = entry == null ? null : reading.text(entry.value(), entry.key());
    return text == null ? "" : text.strip();
  }

  private static List<Mark> marks(@Nullable Entry entry) {
    List<Mark> marks = new ArrayList<>();
    if (entry != null && entry.value() instanceof YamlNode.Sequence sequence) {
      for (YamlNode item : sequence.items()) {
        marks.add(item.start());
      }
    } else if (entry != null) {
      marks.add(entry.value().start());
    }
    return marks;
  }

  /// `affected` where nothing is said: somebody accepts the risk for a time.
  private Excuse.Status status(@Nullable Entry entry) {
    Excuse.Status status =
        entry == null
            ? null
            : reading.choice(
                entry.value(), entry.key(), List.of(Excuse.Status.values()), Excuse.Status::word);
    return status == null ? Excuse.Status.AFFECTED : status;
  }

  private @Nullable String justification(
      @Nullable Entry entry, @Nullable Entry statusEntry, Excuse.Status status) {
    if (entry == null) {
      if (statusEntry != null && status == Excuse.Status.NOT_AFFECTED) {
        reading.problem(
            statusEntry.start(),
            "not_affected needs a justification: " + Nearest.listed(JUSTIFICATIONS));
      }
      return null;
    }
    if (status != Excuse.Status.NOT_AFFECTED) {
      reading.problem(
          entry.start(),
          "a justification says why something is not affected; add `status: not_affected`, or leave"
              + " it out");
    }
    return reading.word(entry.value(), entry.key(), JUSTIFICATIONS);
  }

  private @Nullable LocalDate day(Entry entry) {
    String text = reading.text(entry.value(), entry.key());
    if (text == null) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      reading.problem(
          entry.value().start(),
          "until is the last day, as in 2026-12-31, here is " + Reading.shown(text));
      return null;
    }
  }
}
