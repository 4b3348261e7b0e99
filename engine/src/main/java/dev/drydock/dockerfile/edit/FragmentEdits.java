package dev.drydock.dockerfile.edit;

import dev.drydock.dockerfile.resolution.Fragment;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Edits of fragments that together come to a text, for it to come to another one.
final class FragmentEdits {
  private final String aim;
  private final Map<Integer, TextEdit> edits = new TreeMap<>();

  /// @param aim what the edits are for, to follow the reason why they cannot be made
  FragmentEdits(String aim) {
    this.aim = aim;
  }

  /// In the order of the file.
  List<TextEdit> all() {
    return List.copyOf(edits.values());
  }

  /// Changes as few fragments as possible.
  ///
  /// @param separator at which both old and new text part into words that may stand in different
  ///   places of the file
  /// @return whether each fragment's part in the new text could be told
  boolean replace(List<Fragment> run, String text, char separator) throws RefusalException {
    if (run.isEmpty()) {
      // nothing stands where something is to stand: `node:` for instance
      return false;
    }
    int first = 0;
    int last = run.size() - 1;
    int from = 0;
    int to = text.length();
    // of a name the beginning is likelier to stay: the registry
    while (separator == '/' && first < last && startsWith(text, from, to, run.get(first).text())) {
      from += run.get(first++).text().length();
    }
    while (last > first && endsWith(text, from, to, run.get(last).text())) {
      to -= run.get(last--).text().length();
    }
    while (first < last && startsWith(text, from, to, run.get(first).text())) {
      from += run.get(first++).text().length();
    }
    List<Fragment> changing = run.subList(first, last + 1);
    String into = text.substring(from, to);
    for (Fragment fragment : changing) {
      refuseFixed(fragment);
    }
    return changing.size() == 1
        ? edit(changing.getFirst(), into)
        : replaceByWords(changing, into, separator) || replaceTogether(changing, into);
  }

  private static boolean startsWith(String text, int from, int to, String start) {
    return to - from >= start.length() && text.startsWith(start, from);
  }

  private static boolean endsWith(String text, int from, int to, String end) {
    return to - from >= end.length() && text.startsWith(end, to - end.length());
  }

  private void refuseFixed(Fragment fragment) throws RefusalException {
    if (fragment.obstacle() != null) {
      throw new RefusalException(fragment.obstacle() + "; " + aim);
    }
  }

  /// Where old and new have as many words, and fragments end where words do, each fragment takes
  /// its words.
  private boolean replaceByWords(List<Fragment> changing, String text, char separator) {
    String old = Fragment.join(changing);
    if (count(old, separator) != count(text, separator)) {
      return false;
    }
    List<Integer> cuts = new ArrayList<>(List.of(0));
    int end = 0;
    for (Fragment fragment : changing.subList(0, changing.size() - 1)) {
      end += fragment.text().length();
      boolean before = old.charAt(end - 1) == separator;
      boolean behind = old.charAt(end) == separator;
      if (before == behind) {
        return false;
      }
      int words = count(old.substring(0, end), separator);
      cuts.add(before ? placeOf(text, separator, words) + 1 : placeOf(text, separator, words + 1));
    }
    cuts.add(text.length());
    boolean made = true;
    for (int i = 0; i < changing.size(); i++) {
      made &= edit(changing.get(i), text.substring(cuts.get(i), cuts.get(i + 1)));
    }
    return made;
  }

  private static int count(String text, char sign) {
    return (int) text.chars().filter(c -> c == sign).count();
  }

  /// Where the `number`th separator is, counted from 1.
  private static int placeOf(String text, char separator, int number) {
    int at = -1;
    for (int i = 0; i < number; i++) {
      at = text.indexOf(separator, at + 1);
    }
    return at;
  }

  /// The last of fragments of one instruction takes all: where they stand on lines of their own,
  /// the last line must not become empty, as the instruction would go on behind it.
  private boolean replaceTogether(List<Fragment> changing, String text) {
    int host = changing.getFirst().host();
    if (changing.stream().anyMatch(fragment -> fragment.host() != host)) {
      return false;
    }
    boolean made = true;
    for (int i = 0; i < changing.size(); i++) {
      made &= edit(changing.get(i), i == changing.size() - 1 ? text : "");
    }
    return made;
  }

  /// @return false where something else was to be made of the same characters
  private boolean edit(Fragment fragment, String text) {
    if (fragment.text().equals(text)) {
      return true;
    }
    TextEdit edit = new TextEdit(fragment.start(), fragment.end(), text);
    TextEdit other = edits.putIfAbsent(edit.start(), edit);
    return other == null || other.equals(edit);
  }

  /// Behind a fragment, which may be about to change as well.
  void append(Fragment fragment, String text) throws RefusalException {
    refuseFixed(fragment);
    for (Map.Entry<Integer, TextEdit> made : edits.entrySet()) {
      TextEdit edit = made.getValue();
      if (edit.end() == fragment.end()) {
        made.setValue(new TextEdit(edit.start(), edit.end(), edit.replacement() + text));
        return;
      }
    }
    insert(fragment.end(), text);
  }

  void insert(int offset, String text) {
    TextEdit other = edits.get(offset);
    edits.put(
        offset,
        other == null
            ? TextEdit.insertion(offset, text)
            : new TextEdit(offset, other.end(), text + other.replacement()));
  }
}
