package dev.drydock.repair;

import dev.drydock.fix.Action;
import dev.drydock.repair.Repair.Place;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One action on its way into a project: all of its edits or none.
final class Step {
  private final Action action;
  private Project project;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Set<String> next = new LinkedHashSet<>();
  private final Set<String> notes = new LinkedHashSet<>();

  Step(Action action, Project project) {
    this.action = action;
    this.project = project;
  }

  Action action() {
    return action;
  }

  /// As it is with what was edited so far.
  Project project() {
    return project;
  }

  /// @param line the first line that changes, from 1
  void edit(String path, List<TextEdit> edits, int line) {
    project = project.with(Map.of(path, TextEdit.apply(project.text(path), edits)));
    places.merge(
        path, new Place(path, line), (one, other) -> one.line() <= other.line() ? one : other);
  }

  /// @param what nothing where it is empty
  void next(String what) {
    if (!what.isEmpty()) {
      next.add(what);
    }
  }

  void note(String note) {
    notes.add(note);
  }

  Repair.Done done() {
    return new Repair.Done(
        action, new ArrayList<>(places.values()), new ArrayList<>(next), new ArrayList<>(notes));
  }
}
