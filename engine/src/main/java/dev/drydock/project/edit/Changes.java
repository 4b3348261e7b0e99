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
    } else if (share(before, edit)) {
      replacements.remove(before.start());
      edit(both(before, edit));
    } else if (!before.equals(edit)) {
      refuse("line " + source.line(edit.start()) + " would have to say two things at once");
    }
  }

  private TextEdit both(TextEdit one, TextEdit other) {
    int start = Math.min(one.start(), other.start());
    int end = Math.max(one.end(), other.end());
    boolean toTheEnd = end == source.text().length() && start > 0;
    return new TextEdit(toTheEnd ? source.lineEnd(start - 1) : start, end, "");
  }

  /// Whether two lines go that have nothing but the line break between them in common.
  private boolean share(TextEdit one, TextEdit other) {
    int from = Math.max(one.start(), other.start());
    int to = Math.min(one.end(), other.end());
    return one.replacement().isEmpty()
        && other.replacement().isEmpty()
        && !one.equals(other)
        && source.text().substring(from, to).chars().allMatch(c -> c == '\n' || c == '\r');
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
    return new ManifestEdit.Changed(edits, firstLine(edits.getFirst()), joined(open));
  }

  /// A line that is added, or goes, after the end of another one changes nothing in that.
  private int firstLine(TextEdit edit) {
    int line = source.line(edit.start());
    boolean after =
        edit.start() == source.lineEnd(edit.start())
            && (edit.replacement().isEmpty() || "\r\n".indexOf(edit.replacement().charAt(0)) >= 0);
    return after ? line + 1 : line;
  }

  private static String joined(Set<String> sentences) {
    int more = sentences.size() - MOST_SENTENCES;
    return sentences.stream().limit(MOST_SENTENCES).collect(Collectors.joining("; "))
        + (more > 0 ? "; and so in " + more + " more places" : "");
  }
}
