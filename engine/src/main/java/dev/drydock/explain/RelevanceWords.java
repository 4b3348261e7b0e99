package dev.drydock.explain;

import dev.drydock.advisory.Affected;
import dev.drydock.bom.Component;
import dev.drydock.explain.Line.Detail;
import dev.drydock.explain.Line.Item;
import dev.drydock.explain.Line.Sentence;
import dev.drydock.explain.Relevance.Cleared;
import dev.drydock.explain.Relevance.Place;
import dev.drydock.explain.Relevance.Present;
import dev.drydock.explain.Relevance.Removal;
import dev.drydock.fix.Plan;
import dev.drydock.match.Finding;
import dev.drydock.origin.Origin;
import dev.drydock.triage.Judgement;
import dev.drydock.vex.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a vulnerability means for one image, in words.
final class RelevanceWords {
  private static final int MOST_COMPONENTS = 5;
  private static final int MOST_PLACES = 3;
  private static final int MOST_IDS = 6;
  private static final int LONGEST_INSTRUCTION = 120;

  private final Relevance relevance;
  private final List<Line> lines = new ArrayList<>();

  private RelevanceWords(Relevance relevance) {
    this.relevance = relevance;
  }

  static List<Line> of(Relevance relevance) {
    RelevanceWords words = new RelevanceWords(relevance);
    words.verdict();
    words.caution();
    return words.lines;
  }

  private void verdict() {
    String image = relevance.image();
    switch (relevance.verdict()) {
      case AFFECTED -> {
        lines.add(new Sentence("Yes, " + image + " is affected. " + urgency(relevance)));
        present();
        removals();
      }
      case UNDETERMINED -> {
        lines.add(
            new Sentence(
                "Nobody can tell: "
                    + image
                    + " has the package, but its version cannot be compared. Find out which version"
                    + " it really is."));
        present();
        removals();
      }
      case SILENCED -> {
        lines.add(
            new Sentence("No, says a VEX statement. Without it, " + image + " would be affected."));
        present();
      }
      case NOT_AFFECTED -> {
        lines.add(new Sentence("No. " + image + " has the package, " + notAffected() + "."));
        cleared();
      }
      case NOT_NAMED -> {
        lines.add(
            new Sentence(
                "Not as far as is known: "
                    + image
                    + " has a package of that name, and the advisories of its distribution do not"
                    + " name this vulnerability for it."));
        namesakes();
      }
      case NOT_PRESENT ->
          lines.add(
              new Sentence(
                  "No. None of the packages that the advisories name for it is among the "
                      + relevance.components()
                      + " of "
                      + image
                      + "."));
      case UNKNOWN -> {
        lines.add(
            new Sentence(
                "Nobody can tell: "
                    + image
                    + " has a package of that name, and there are no advisories here for its"
                    + " distribution."));
        namesakes();
      }
    }
  }

  /// How soon, by the most urgent of what is there.
  static String urgency(Relevance relevance) {
    Judgement first = null;
    for (Present one : relevance.present()) {
      Judgement judgement = one.judgement();
      if (judgement != null
          && (first == null || judgement.priority().compareTo(first.priority()) < 0)) {
        first = judgement;
      }
    }
    return first == null ? "" : urgency(first);
  }

  static String urgency(Judgement judgement) {
    String when =
        switch (judgement.priority()) {
          case ACT -> "Act on it now";
          case ATTEND -> "Attend to it soon, out of turn";
          case TRACK -> "It can wait for the next regular update";
        };
    return when + ": " + String.join("; ", judgement.reasons()) + ".";
  }

  private void present() {
    List<Present> all = relevance.present();
    for (Present one : all.subList(0, Math.min(MOST_COMPONENTS, all.size()))) {
      lines.add(new Item(name(one.finding().component()) + origin(one.origin())));
      places(one.places());
      Finding.Match match = one.finding().matches().getFirst();
      lines.add(
          new Detail(
              "It counts because "
                  + match.reason()
                  + ", says the record "
                  + match.advisory()
                  + " for "
                  + match.packageName()
                  + " ("
                  + PackageWords.title(match.ecosystem())
                  + ")."));
      statement(one.statement());
    }
    if (all.size() > MOST_COMPONENTS) {
      lines.add(
          new Item(
              "And "
                  + (all.size() - MOST_COMPONENTS)
                  + " more packages; --format json lists them."));
    }
  }

  private static String name(Component component) {
    Component.OsPackage os = component.os();
    return component.name()
        + (component.version().isEmpty() ? "" : " " + component.version())
        + (os == null || os.source().name().equals(component.name())
            ? ""
            : ", built from " + os.source().name());
  }

  private static String origin(@Nullable Origin origin) {
    return switch (origin) {
      case null -> "";
      case BASE -> ", from the base image";
      case APPLICATION -> ", added on top of the base image";
    };
  }

  private void places(List<Place> places) {
    for (Place place : places.subList(0, Math.min(MOST_PLACES, places.size()))) {
      String instruction = place.instruction();
      lines.add(
          new Detail(
              "Found in "
                  + place.path()
                  + (place.layerId() == null
                      ? ""
                      : ", layer "
                          + place.layer()
                          + (instruction == null || instruction.isBlank()
                              ? ""
                              : ", which " + shortened(instruction.strip()) + " made"))));
    }
    if (places.size() > MOST_PLACES) {
      lines.add(new Detail("and in " + (places.size() - MOST_PLACES) + " more files"));
    }
  }

  private static String shortened(String instruction) {
    return "\""
        + (instruction.length() <= LONGEST_INSTRUCTION
            ? instruction
            : instruction.substring(0, LONGEST_INSTRUCTION) + "...")
        + "\"";
  }

  private void statement(@Nullable Statement statement) {
    if (statement == null) {
      return;
    }
    String author = statement.document().author();
    String justification = statement.justification();
    lines.add(
        new Detail(
            (author.isEmpty() ? "The VEX statement" : author)
                + " says "
                + statement.status().word().replace('_', ' ')
                + (justification == null ? "" : ": " + justification.replace('_', ' '))
                + " ("
                + statement.document().source()
                + ")."));
    if (statement.impact() != null) {
      lines.add(new Detail("In their words: " + statement.impact()));
    }
    if (statement.action() != null) {
      lines.add(new Detail("They advise: " + statement.action()));
    }
  }

  private void removals() {
    Set<Removal> removals = new LinkedHashSet<>();
    Set<Plan.Reason> reasons = new LinkedHashSet<>();
    for (Present one : relevance.present()) {
      if (one.removal() != null) {
        removals.add(one.removal());
      } else if (one.stays() != null) {
        reasons.add(one.stays());
      }
    }
    for (Removal removal : removals) {
      lines.add(
          new Sentence(
              "Action "
                  + removal.number()
                  + " of the plan removes it: "
                  + title(removal)
                  + " ("
                  + removal.effort().word()
                  + " effort)."
                  + also(removal.alsoRemoves())));
    }
    for (Plan.Reason reason : reasons) {
      lines.add(
          new Sentence(
              (removals.isEmpty() ? "No action of the plan removes it: " : "Some of it stays: ")
                  + reason.words()
                  + "."));
    }
  }

  static String title(Removal removal) {
    return removal.title() + (removal.upgrade() == null ? "" : ", among them " + removal.upgrade());
  }

  private static String also(List<String> ids) {
    if (ids.isEmpty()) {
      return "";
    }
    List<String> first = ids.subList(0, Math.min(MOST_IDS, ids.size()));
    return (ids.size() == 1 ? " With it goes " : " With it go ")
        + String.join(", ", first)
        + (ids.size() > MOST_IDS ? " and " + (ids.size() - MOST_IDS) + " more" : "")
        + ".";
  }

  private void cleared() {
    List<Cleared> all = relevance.cleared();
    for (Cleared one : all.subList(0, Math.min(MOST_COMPONENTS, all.size()))) {
      lines.add(new Item(name(one.component())));
      lines.add(new Detail(one.notLinked().isEmpty() ? version(one) : notLinked(one)));
      lines.add(new Detail("Found in " + one.component().locations().getFirst().path()));
    }
    if (all.size() > MOST_COMPONENTS) {
      lines.add(new Item("And " + (all.size() - MOST_COMPONENTS) + " more packages."));
    }
  }

  private String notAffected() {
    boolean version = relevance.cleared().stream().anyMatch(one -> one.notLinked().isEmpty());
    boolean linked = relevance.cleared().stream().allMatch(one -> one.notLinked().isEmpty());
    return linked
        ? "in a version that is not affected"
        : version
            ? "in a version that is not affected, or without the part that is vulnerable"
            : "without the part that is vulnerable";
  }

  private static String version(Cleared cleared) {
    return cleared.compared()
        + " is no version that "
        + String.join(", ", first(cleared.advisories()))
        + (cleared.advisories().size() == 1 ? " calls" : " call")
        + " affected"
        + (cleared.fixedIn().isEmpty()
            ? "."
            : "; fixed in " + String.join(", ", first(cleared.fixedIn())) + ".");
  }

  private static String notLinked(Cleared cleared) {
    return String.join(", ", first(cleared.advisories()))
        + (cleared.advisories().size() == 1 ? " is about " : " are about ")
        + String.join(", ", first(cleared.notLinked())).replace(Affected.ON_SYSTEM, " on ")
        + (cleared.notLinked().size() > MOST_IDS ? " and more" : "")
        + (cleared.notLinked().size() == 1 ? ", which was not" : ", none of which was")
        + " linked into the program.";
  }

  private static List<String> first(List<String> all) {
    return all.subList(0, Math.min(MOST_IDS, all.size()));
  }

  private void namesakes() {
    List<Component> all = relevance.namesakes();
    for (Component one : all.subList(0, Math.min(MOST_COMPONENTS, all.size()))) {
      lines.add(new Item(name(one)));
    }
  }

  private void caution() {
    if (relevance.unreadable() > 0 && relevance.present().isEmpty()) {
      lines.add(
          new Sentence(
              relevance.unreadable()
                  + (relevance.unreadable() == 1 ? " file" : " files")
                  + " of the image could not be read and might tell of more; drydock scan lists"
                  + " them."));
    }
  }
}
