package dev.drydock.policy.rule;

import dev.drydock.policy.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A policy in plain words, for people who have to live with it.
public final class PolicyWords {
  private PolicyWords() {}

  /// Rule by rule, then exceptions and settings: paragraphs, the first line of each a heading.
  public static List<List<String>> of(Policy policy) {
    List<List<String>> paragraphs = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      paragraphs.add(rule(rule));
    }
    paragraphs.add(exceptions(policy));
    ApprovedBases bases = policy.bases();
    if (bases != null) {
      List<String> lines = new ArrayList<>(List.of("Approved bases"));
      lines.addAll(bases.words());
      lines.add(
          switch (policy.unreachable()) {
            case DENY -> "Where nobody can tell what a base is, rules that ask for it object.";
            case PASS ->
                "Where their registry cannot be reached, rules that ask for them do not count.";
          });
      paragraphs.add(lines);
    }
    for (Downstream way : policy.downstreams().ways()) {
      List<String> lines = new ArrayList<>(List.of("Promotion (drydock promote)"));
      lines.addAll(way.words());
      paragraphs.add(lines);
    }
    paragraphs.add(
        List.of(
            "Where the image cannot be reached",
            switch (policy.unreachable()) {
              case DENY -> "the gate stays closed (exit code 3).";
              case PASS -> "the gate lets it pass without a look, and says so.";
            }));
    return paragraphs;
  }

  private static List<String> rule(Rule rule) {
    List<String> lines = new ArrayList<>();
    lines.add(rule.id() + " — " + level(rule.level()));
    lines.add(what(rule) + ".");
    if (rule.because() != null) {
      lines.add("Because " + rule.because() + ".");
    }
    Span grace = rule.grace();
    if (grace != null) {
      lines.add(
          "For "
              + grace.words()
              + " after its fix was published it counts one level less; without a fix, after it was"
              + " published itself.");
    }
    String scope = rule.scope().words();
    if (!scope.isEmpty()) {
      lines.add("Counts " + scope + ".");
    }
    if (rule.about() != About.IMAGE && rule.about() != About.PLAN) {
      lines.add(
          switch (rule.alreadyThere()) {
            case FULL -> "What a baseline has too counts as much as what is new.";
            case WARN -> "What a baseline has too is a warning at most.";
            case INFO -> "What a baseline has too is only noted.";
          });
    }
    lines.add("Inheriting policies may relax: " + rule.relax().words() + ".");
    lines.add("From " + from(rule) + ".");
    return lines;
  }

  private static String from(Rule rule) {
    StringBuilder from = new StringBuilder(rule.source().toString());
    for (Source source : rule.adjusted()) {
      from.append(", changed by ").append(source);
    }
    return from.toString();
  }

  private static String level(@Nullable Level level) {
    if (level == null) {
      return "switched off";
    }
    return switch (level) {
      case DENY -> "stops the image";
      case WARN -> "warns";
      case INFO -> "is noted";
    };
  }

  private static String what(Rule rule) {
    List<String> when = new ArrayList<>();
    for (Condition condition : rule.when()) {
      when.add(condition.words());
    }
    Expression expression = rule.expression();
    if (expression != null) {
      when.add("the expression `" + expression.text().strip() + "` is true");
    }
    List<String> unless = new ArrayList<>();
    for (Condition condition : rule.unless()) {
      unless.add(condition.words());
    }
    return subject(rule.about())
        + " where "
        + String.join(", and ", when)
        + (unless.isEmpty() ? "" : "; unless " + String.join(", and ", unless));
  }

  private static String subject(About about) {
    return switch (about) {
      case FINDINGS -> "Every finding";
      case COMPONENTS -> "Every component";
      case OBSERVATIONS -> "Every observation";
      case IMAGE -> "The image";
      case PLAN -> "The plan";
    };
  }

  private static List<String> exceptions(Policy policy) {
    List<String> lines = new ArrayList<>();
    lines.add("Exceptions");
    lines.add(
        (policy.endless() ? "They need no end" : "Each needs an end")
            + (policy.longest() == null
                ? "."
                : ", at most " + policy.longest().words() + " ahead."));
    if (!policy.approval().equals(Approval.DEFAULT)) {
      lines.add(policy.approval().words());
    }
    for (Excuse excuse : policy.excuses()) {
      lines.add(
          excuse.words()
              + ": "
              + excuse.reason()
              + " ("
              + excuse.owner()
              + (excuse.until() == null ? "" : ", until " + excuse.until())
              + "; "
              + excuse.source()
              + ")");
    }
    return lines;
  }
}
