package dev.drydock.repair;

import dev.drydock.fix.Action;
import dev.drydock.repair.Repair.Place;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One action on its way into a project: all of its edits or none.
final class Step {
  private final Action action;
  private Project project;
  private final Map<String, OriginalLines> lines;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Set<String> next = new LinkedHashSet<>();
  private final Set<String> notes = new LinkedHashSet<>();

  /// @param project after the actions before this one
  /// @param lines of the files that those have edited, by path
  Step(Action action, Project project, Map<String, OriginalLines> lines) {
    this.action = action;
    this.project = project;
    this.lines = new HashMap<>(lines);
  }

  Action action() {
    return action;
  }

  /// As it is with what was edited so far.
  Project project() {
    return project;
  }

  /// Of the files that were edited so far, by path.
  Map<String, OriginalLines> lines() {
    return lines;
  }

  /// @param line the first line that changes, from 1, in the text as it is now
  void edit(String path, List<TextEdit> edits, int line) {
    String text = project.text(path);
    OriginalLines here = lines.computeIfAbsent(path, _ -> OriginalLines.of(text));
    places.merge(
        path,
        new Place(path, here.of(line)),
        (one, other) -> one.line() <= other.line() ? one : other);
    lines.put(path, here.after(text, edits));
    project = project.with(Map.of(path, TextEdit.apply(text, edits)));
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
