package dev.drydock.policy.reading;

import dev.drydock.document.YamlNode.Mark;
import dev.drydock.policy.Level;
import dev.drydock.policy.rule.Approval.Approver;
import dev.drydock.policy.rule.Downstream;
import dev.drydock.policy.rule.Excuse;
import dev.drydock.policy.rule.Policy.Unreachable;
import dev.drydock.policy.rule.Relaxation;
import dev.drydock.policy.rule.Rule;
import dev.drydock.policy.rule.Rule.AlreadyThere;
import dev.drydock.policy.rule.Source;
import dev.drydock.policy.rule.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One document as it was written, before it is joined with those that it inherits from.
///
/// @param parents what it extends
/// @param keys that are trusted to sign what it extends
/// @param rules of its own
/// @param adjustments of inherited rules
/// @param excuses with the places where they name rules
/// @param downstreams with the names of their keys, which are not read yet
record PolicyFile(
    String name,
    List<Parent> parents,
    List<Parent> keys,
    List<Rule> rules,
    List<Adjustment> adjustments,
    List<WrittenExcuse> excuses,
    List<WrittenDownstream> downstreams,
    Settings settings) {

  /// A policy to inherit from, or a key for those.
  record Parent(String name, Source source) {}

  /// A change of an inherited rule. What is `null` stays as it is.
  record Adjustment(
      String rule,
      Source source,
      @Nullable Said<LevelOrOff> level,
      @Nullable Said<String> because,
      @Nullable Said<Span> grace,
      @Nullable Said<Relaxation> relax,
      @Nullable Said<AlreadyThere> alreadyThere) {}

  /// A level, or none.
  record LevelOrOff(@Nullable Level level) {}

  /// Something, and where it is said.
  record Said<T>(T value, Source source) {}

  /// @param rules the places of the rules that it names, in their order
  record WrittenExcuse(Excuse excuse, List<Mark> rules, @Nullable Mark until) {}

  /// @param way without the keys that verify
  record WrittenDownstream(Downstream way, List<Parent> keys) {}

  /// What stands beside the rules. What is `null` is not said.
  ///
  /// @param endless whether exceptions need no end
  /// @param longest how far in the future the end of an exception may lie
  /// @param approver who decides on exceptions that are asked for on a server
  /// @param fourEyes whether two different people have to
  record Settings(
      @Nullable Said<Unreachable> unreachable,
      @Nullable Said<Boolean> endless,
      @Nullable Said<Span> longest,
      @Nullable Said<Approver> approver,
      @Nullable Said<Boolean> fourEyes,
      @Nullable Said<Boolean> loosening,
      @Nullable Said<WrittenBases> bases) {}

  /// Approved bases, before the keys were read.
  record WrittenBases(
      String registry,
      List<String> repositories,
      List<WrittenApprover> approvers,
      int required,
      @Nullable Span expires) {}

  /// @param keys files, or PEM itself
  record WrittenApprover(String name, List<Parent> keys, Source source) {}
}
