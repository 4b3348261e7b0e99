package dev.drydock.policy.reading;

import dev.drydock.document.YamlNode;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.document.YamlNode.Mark;
import dev.drydock.policy.Level;
import dev.drydock.policy.expression.Expressions;
import dev.drydock.policy.expression.InvalidExpressionException;
import dev.drydock.policy.reading.PolicyFile.Adjustment;
import dev.drydock.policy.reading.PolicyFile.LevelOrOff;
import dev.drydock.policy.reading.PolicyFile.Said;
import dev.drydock.policy.rule.About;
import dev.drydock.policy.rule.Condition;
import dev.drydock.policy.rule.Expression;
import dev.drydock.policy.rule.Glob;
import dev.drydock.policy.rule.Relaxation;
import dev.drydock.policy.rule.Rule;
import dev.drydock.policy.rule.Rule.AlreadyThere;
import dev.drydock.policy.rule.Scope;
import dev.drydock.policy.rule.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Reads the rules of one file: new ones, which say what they object to, and adjustments of
/// inherited ones, which do not.
final class RuleReader {
  private static final List<String> LEVELS = List.of("deny", "warn", "info");
  private static final List<String> OF_RULES =
      List.of(
          "deny",
          "warn",
          "info",
          "when",
          "unless",
          "expression",
          "because",
          "grace",
          "relax",
          "scope",
          "already-there",
          "level");
  private static final List<String> OF_ADJUSTMENTS =
      List.of("level", "because", "grace", "relax", "already-there");
  private static final List<String> OF_SCOPES =
      List.of("images", "teams", "branches", "environments");
  private static final List<String> ABOUT = Arrays.stream(About.values()).map(About::word).toList();

  private final Reading reading;
  private final Relaxation relax;
  private final AlreadyThere alreadyThere;
  private final List<Rule> rules = new ArrayList<>();
  private final List<Adjustment> adjustments = new ArrayList<>();

  /// Made where a rule has an expression: it costs more than all the rest of reading a policy.
  private @Nullable Expressions expressions;

  /// @param relax of rules that do not say
  /// @param alreadyThere of rules that do not say
  RuleReader(Reading reading, Relaxation relax, AlreadyThere alreadyThere) {
    this.reading = reading;
    this.relax = relax;
    this.alreadyThere = alreadyThere;
  }

  List<Rule> rules() {
    return rules;
  }

  List<Adjustment> adjustments() {
    return adjustments;
  }

  void read(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping && mapping.entries().isEmpty()) {
      reading.problem(node.start(), "rules are empty, so that everything would pass; add one");
    }
    for (Entry entry : reading.mapping(node, "rules").values()) {
      if (!isId(entry.key())) {
        reading.problem(
            entry.start(),
            Reading.shown(entry.key())
                + " cannot name a rule; take letters, digits and dashes, as in known-exploited");
      }
      rule(entry);
    }
  }

  private static boolean isId(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-')) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 64;
  }

  private void rule(Entry entry) {
    Map<String, Entry> keys = reading.mapping(entry.value(), "a rule", OF_RULES);
    List<Entry> levels = new ArrayList<>();
    for (String level : LEVELS) {
      if (keys.containsKey(level)) {
        levels.add(keys.get(level));
      }
    }
    if (levels.size() > 1) {
      reading.problem(
          levels.get(1).start(),
          "a rule either denies, warns or informs; leave " + levels.get(1).key() + " out");
    }
    if (!levels.isEmpty()) {
      own(entry, keys, levels.getFirst());
    } else if (entry.value() instanceof YamlNode.Mapping && OF_RULES.containsAll(keys.keySet())) {
      // else it is told already, and nobody knows what it was meant to be
      adjustment(entry, keys);
    }
  }

  private void own(Entry entry, Map<String, Entry> keys, Entry level) {
    if (keys.containsKey("level")) {
      reading.problem(
          keys.get("level").start(),
          "level changes an inherited rule; here `" + level.key() + "` says it already");
    }
    About what = reading.choice(level.value(), level.key(), List.of(About.values()), About::word);
    if (what == null) {
      return;
    }
    Entry when = keys.get("when");
    Entry unless = keys.get("unless");
    Entry because = keys.get("because");
    Entry grace = keys.get("grace");
    if (grace != null && what != About.FINDINGS) {
      reading.problem(
          grace.start(),
          "grace counts from the day of a fix, so only findings have it; leave it out");
    }
    if (when == null && !keys.containsKey("expression")) {
      reading.problem(
          entry.start(),
          "a rule needs `when` or `expression`: without them it objects to all there is");
    }
    rules.add(
        new Rule(
            entry.key(),
            level(level.key()),
            what,
            when == null ? List.of() : conditions(when, what),
            unless == null ? List.of() : conditions(unless, what),
            expression(keys.get("expression"), what),
            because == null ? null : reading.text(because.value(), "because"),
            grace == null ? null : grace(grace.value(), "grace"),
            keys.containsKey("relax") ? relax(keys.get("relax"), false) : relax,
            keys.containsKey("scope") ? scope(keys.get("scope")) : Scope.EVERYWHERE,
            keys.containsKey("already-there")
                ? alreadyThere(keys.get("already-there"))
                : alreadyThere,
            reading.source(entry.start()),
            List.of()));
  }

  private List<Condition> conditions(Entry entry, About about) {
    return new ConditionReader(reading).read(entry.value(), entry.key(), about);
  }

  private @Nullable Expression expression(@Nullable Entry entry, About about) {
    String text = entry == null ? null : reading.text(entry.value(), "expression");
    if (entry == null || text == null) {
      return null;
    }
    if (expressions == null) {
      expressions = new Expressions();
    }
    try {
      return expressions.compile(text, about);
    } catch (InvalidExpressionException e) {
      reading.problem(place(entry.value(), e), "the expression is wrong: " + e.getMessage());
      return null;
    }
  }

  /// Where in the file the place within an expression is: exact for what is written on one line
  /// without escapes, else its beginning.
  private static Mark place(YamlNode node, InvalidExpressionException e) {
    Mark start = node.start();
    if (node instanceof YamlNode.Scalar scalar && start.line() == node.end().line()) {
      int quote = scalar.plain() ? 0 : 1;
      int written = node.end().offset() - start.offset() - 2 * quote;
      if (written == scalar.value().codePointCount(0, scalar.value().length())) {
        return new Mark(start.line(), start.column() + quote + e.column() - 1, start.offset());
      }
    }
    return start;
  }

  private void adjustment(Entry entry, Map<String, Entry> keys) {
    boolean whole = true;
    for (Entry key : keys.values()) {
      if (!OF_ADJUSTMENTS.contains(key.key())) {
        reading.problem(
            key.start(),
            key.key()
                + " is for a rule that says what it does: add `deny`, `warn` or `info` with one of "
                + Nearest.listed(ABOUT));
        whole = false;
      }
    }
    if (keys.isEmpty()) {
      reading.problem(
          entry.start(),
          "a rule says what it does: add `deny`, `warn` or `info` with one of "
              + Nearest.listed(ABOUT));
      whole = false;
    }
    if (whole) {
      adjustments.add(
          new Adjustment(
              entry.key(),
              reading.source(entry.start()),
              said(keys.get("level"), this::level),
              said(keys.get("because"), reading::text),
              said(keys.get("grace"), this::grace),
              keys.containsKey("relax")
                  ? new Said<>(
                      relax(keys.get("relax"), false), reading.source(keys.get("relax").start()))
                  : null,
              keys.containsKey("already-there")
                  ? new Said<>(
                      alreadyThere(keys.get("already-there")),
                      reading.source(keys.get("already-there").start()))
                  : null));
    }
  }

  private <T> @Nullable Said<T> said(
      @Nullable Entry entry, BiFunction<YamlNode, String, @Nullable T> read) {
    if (entry == null) {
      return null;
    }
    T value = read.apply(entry.value(), entry.key());
    return value == null ? null : new Said<>(value, reading.source(entry.start()));
  }

  private @Nullable LevelOrOff level(YamlNode node, String what) {
    List<String> known = new ArrayList<>(LEVELS);
    known.add("off");
    String word = reading.word(node, what, known);
    if (word == null) {
      return null;
    }
    return new LevelOrOff(word.equals("off") ? null : level(word));
  }

  private static Level level(String word) {
    for (Level level : Level.values()) {
      if (level.word().equals(word)) {
        return level;
      }
    }
    throw new IllegalArgumentException(word);
  }

  private @Nullable Span grace(YamlNode node, String what) {
    String text = reading.text(node, what);
    if (text == null) {
      return null;
    }
    Span span = Span.parse(text).orElse(null);
    if (span == null || span.length().toHours() % 24 != 0) {
      reading.problem(
          node.start(),
          what + " is a number of days, as in 3d or 2w, here is " + Reading.shown(text));
      return null;
    }
    return span;
  }

  /// @param ofFile whether it stands beside the rules, and may speak of what stands there
  Relaxation relax(Entry entry, boolean ofFile) {
    boolean exceptions = false;
    boolean level = false;
    boolean settings = false;
    Span grace = null;
    for (YamlNode item :
        reading.<YamlNode>oneOrMore(entry.value(), entry.key(), false, (node, _) -> node)) {
      String word = reading.text(item, entry.key());
      if (word == null) {
        continue;
      }
      if (word.startsWith("grace ")) {
        grace =
            grace(
                new YamlNode.Scalar(item.start(), item.end(), word.substring(6).strip(), true),
                "grace");
      } else if (word.equals("exceptions")) {
        exceptions = true;
      } else if (word.equals("level")) {
        level = true;
      } else if (word.equals("settings") && ofFile) {
        settings = true;
      } else if (!word.equals("nothing")) {
        List<String> known =
            new ArrayList<>(List.of("nothing", "exceptions", "level", "grace 14d"));
        if (ofFile) {
          known.add("settings");
        }
        reading.problem(
            item.start(),
            entry.key() + " cannot be " + Reading.shown(word) + Nearest.of(word, known));
      }
    }
    return new Relaxation(exceptions, level, grace, settings);
  }

  /// [AlreadyThere#FULL] where it is wrong and told of.
  AlreadyThere alreadyThere(Entry entry) {
    AlreadyThere value =
        reading.choice(
            entry.value(), entry.key(), List.of(AlreadyThere.values()), AlreadyThere::word);
    return value == null ? AlreadyThere.FULL : value;
  }

  private Scope scope(Entry entry) {
    Map<String, Entry> keys = reading.mapping(entry.value(), entry.key(), OF_SCOPES);
    if (keys.isEmpty() && entry.value() instanceof YamlNode.Mapping) {
      reading.problem(
          entry.value().start(), "scope is empty; name images, teams, branches or environments");
    }
    return new Scope(
        globs(keys.get("images"), reading),
        globs(keys.get("teams"), reading),
        globs(keys.get("branches"), reading),
        globs(keys.get("environments"), reading));
  }

  static List<Glob> globs(@Nullable Entry entry, Reading reading) {
    List<Glob> globs = new ArrayList<>();
    if (entry != null) {
      for (String text : reading.texts(entry.value(), entry.key())) {
        globs.add(new Glob(text));
      }
    }
    return globs;
  }
}
