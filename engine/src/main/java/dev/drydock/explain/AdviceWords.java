package dev.drydock.explain;

import dev.drydock.explain.Attack.Reach;
import dev.drydock.explain.Line.Command;
import dev.drydock.explain.Line.Item;
import dev.drydock.explain.Line.Sentence;
import dev.drydock.explain.Relevance.Verdict;
import dev.drydock.triage.Judgement;
import dev.drydock.triage.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What to do, in the order in which it is done.
final class AdviceWords {
  /// What a shell leaves as it is.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/:@+-]+");

  private final Dossier dossier;
  private final @Nullable Attack attack;
  private final List<PackageKind> kinds;
  private final List<AffectedPackage> packages;
  private final @Nullable Relevance relevance;
  private final List<Line> lines = new ArrayList<>();

  AdviceWords(
      Dossier dossier,
      @Nullable Attack attack,
      List<PackageKind> kinds,
      List<AffectedPackage> packages,
      @Nullable Relevance relevance) {
    this.dossier = dossier;
    this.attack = attack;
    this.kinds = kinds;
    this.packages = packages;
    this.relevance = relevance;
  }

  /// @param judgement of the vulnerability by itself
  List<Line> of(Judgement judgement) {
    if (relevance != null) {
      here(relevance);
    } else {
      anywhere(judgement);
    }
    return lines;
  }

  private void anywhere(Judgement judgement) {
    lines.add(
        new Sentence(
            dossier.isBulletin() && judgement.priority() == Priority.TRACK
                ? "How soon depends on the vulnerabilities in it: ask for them one by one."
                : "Where it is present: " + RelevanceWords.urgency(judgement)));
    lines.add(new Item("Find out whether an image has it, and what removes it there:"));
    lines.add(new Command("drydock explain " + dossier.id() + " IMAGE"));
    steps();
    if (packages.stream().allMatch(one -> one.fixedIn().isEmpty())) {
      unfixed();
    }
    if (judgement.priority() == Priority.ACT) {
      meanwhile();
    }
  }

  private void here(Relevance there) {
    switch (there.verdict()) {
      case NOT_AFFECTED, NOT_PRESENT, SILENCED ->
          lines.add(new Sentence("Nothing, for this image."));
      case NOT_NAMED ->
          lines.add(
              new Sentence(
                  "Nothing for now. Ask again when the advisories are newer (drydock db update)."));
      case UNKNOWN -> {
        lines.add(
            new Item(
                "Get advisories for the distribution of the image, where there are some, and ask"
                    + " again:"));
        lines.add(new Command("drydock db update"));
        lines.add(
            new Item("Or ask the page of the distribution about " + dossier.id() + " yourself."));
      }
      case AFFECTED, UNDETERMINED -> affected(there);
    }
  }

  private void affected(Relevance there) {
    boolean removable = there.present().stream().anyMatch(one -> one.removal() != null);
    boolean staying = there.present().stream().anyMatch(one -> one.removal() == null);
    if (removable) {
      there.present().stream()
          .map(Relevance.Present::removal)
          .filter(removal -> removal != null)
          .distinct()
          .forEach(removal -> lines.add(new Item(RelevanceWords.title(removal) + ".")));
    }
    if (removable || there.verdict() == Verdict.UNDETERMINED) {
      steps();
    }
    if (staying) {
      unfixed();
    }
    boolean urgent =
        there.present().stream()
            .anyMatch(one -> one.judgement() != null && one.judgement().priority() == Priority.ACT);
    if (urgent) {
      meanwhile();
    }
    if (removable) {
      lines.add(new Item("Ask again about the image that you built, to see it gone:"));
      lines.add(new Command("drydock explain " + dossier.id() + " " + quoted(there.image())));
    }
  }

  private void steps() {
    kinds.stream()
        .limit(ContainerWords.MOST_KINDS)
        .map(ContainerWords::step)
        .distinct()
        .forEach(step -> lines.add(new Item(step)));
  }

  private void unfixed() {
    lines.add(
        new Item(
            "There is no fixed version to take. Leave the package out if nothing needs it, or take"
                + " another one that is looked after; else note the decision to wait, and ask again"
                + " when the advisories are newer."));
    lines.add(new Item("Until there is: " + lessHarm(attack)));
  }

  private void meanwhile() {
    lines.add(new Item("Until that is done: " + lessHarm(attack)));
    lines.add(
        new Item(
            "Attacks are known, so look whether somebody has been there before: in logs, and for"
                + " what the container could reach."));
  }

  private static String lessHarm(@Nullable Attack attack) {
    boolean inside =
        attack != null && (attack.reach() == Reach.LOCAL || attack.reach() == Reach.PHYSICAL);
    return inside
        ? "run the container as an ordinary user and without more rights than it needs, since the"
            + " attack begins inside."
        : "let only those reach the container who need it, and run it as an ordinary user.";
  }

  static String quoted(String argument) {
    return PLAIN.matcher(argument).matches()
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
