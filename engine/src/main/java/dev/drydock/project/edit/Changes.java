package dev.drydock.project.edit;

import dev.drydock.project.ManifestEdit;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The edits that one change of a project file needs, gathered from all its declarations. Not
/// thread-safe.
public final class Changes {
  /// More are not read by anyone.
  private static final int MOST_SENTENCES = 6;

  private final SourceText source;

  /// By where they start.
  private final TreeMap<Integer, TextEdit> replacements = new TreeMap<>();

  private final Set<TextEdit> insertions = new LinkedHashSet<>();
  private final Set<String> next = new LinkedHashSet<>();
  private final Set<String> refused = new LinkedHashSet<>();

  public Changes(SourceText source) {
    this.source = source;
  }

  /// Adds an edit, once: several declarations may share what it changes. Where another edit changes
  /// the same stretch differently, this one is refused.
  public void edit(TextEdit edit) {
    if (source.text().substring(edit.start(), edit.end()).equals(edit.replacement())) {
      return;
    }
    TextEdit before = overlapping(edit);
    if (before == null) {
      if (edit.start() == edit.end()) {
        insertions.add(edit);
      } else {
        replacements.put(edit.start(), edit);
      }
    } else if (!before.equals(edit)) {
      refuse("line " + source.line(edit.start()) + " would have to say two things at once");
    }
  }

  private @Nullable TextEdit overlapping(TextEdit edit) {
    Map.Entry<Integer, TextEdit> last = replacements.lowerEntry(Math.max(edit.end(), edit.start()));
    if (last != null && last.getValue().end() > edit.start()) {
      return last.getValue();
    }
    return edit.start() == edit.end() ? null : replacements.get(edit.start());
  }

  /// Adds what has to be done after the edits.
  public void next(String next) {
    this.next.add(next);
  }

  /// Adds why one declaration cannot be edited.
  public void refuse(String reason) {
    refused.add(reason);
  }

  public boolean isEmpty() {
    return replacements.isEmpty() && insertions.isEmpty();
  }

  /// What it comes to. Where some declarations could be edited and others not, `next` says so.
  public ManifestEdit result() {
    if (isEmpty()) {
      return refused.isEmpty()
          ? new ManifestEdit.Satisfied()
          : new ManifestEdit.Refused(joined(refused));
    }
    List<TextEdit> edits = new ArrayList<>();
    for (TextEdit insertion : insertions) {
      if (overlapping(insertion) == null) {
        edits.add(insertion);
      } else {
        refuse("line " + source.line(insertion.start()) + " is taken out and added to at once");
      }
    }
    edits.addAll(replacements.values());
    edits.sort(Comparator.comparingInt(TextEdit::start).thenComparingInt(TextEdit::end));
    Set<String> open = new LinkedHashSet<>(next);
    refused.forEach(reason -> open.add("one place is left: " + reason));
    return new ManifestEdit.Changed(edits, source.line(edits.getFirst().start()), joined(open));
  }

  private static String joined(Set<String> sentences) {
    int more = sentences.size() - MOST_SENTENCES;
    return sentences.stream().limit(MOST_SENTENCES).collect(Collectors.joining("; "))
        + (more > 0 ? "; and so in " + more + " more places" : "");
  }
}
