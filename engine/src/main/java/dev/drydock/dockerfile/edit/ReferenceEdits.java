package dev.drydock.dockerfile.edit;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.Word;
import dev.drydock.dockerfile.resolution.Fragment;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Works out which characters of a Dockerfile must change for a stage's reference to become
/// another: in `FROM` where it is written there, in the default of the `ARG` where that holds it.
final class ReferenceEdits {
  private final Instruction from;
  private final Word written;
  private final List<Fragment> fragments;
  private final ImageName before;
  private final ImageName after;
  private final FragmentEdits edits;
  private @Nullable TextEdit wholeReference;

  /// @param fragments of which the reference is made
  private ReferenceEdits(Stage stage, List<Fragment> fragments, ImageName after) {
    this.from = stage.from();
    this.written = stage.reference();
    this.fragments = fragments;
    this.before = ImageName.of(Fragment.join(fragments));
    this.after = after;
    this.edits = new FragmentEdits("the base should become " + after);
  }

  static List<TextEdit> of(Stage stage, List<Fragment> fragments, ImageName after)
      throws RefusalException {
    ReferenceEdits work = new ReferenceEdits(stage, fragments, after);
    work.run();
    return work.wholeReference == null ? work.edits.all() : List.of(work.wholeReference);
  }

  private void run() throws RefusalException {
    int tag = before.repository().length() + 1;
    int digest = tag + (before.tag() == null ? -1 : before.tag().length()) + 1;
    String oldTag = before.tag();
    String oldDigest = before.digest();
    if (!before.repository().equals(after.repository())) {
      replace(cut(0, before.repository().length()), after.repository(), '/');
    }
    change(oldTag, tag, after.tag(), ':');
    change(oldDigest, digest, after.digest(), '@');
    insertMissing(tag - 1, digest - 1);
  }

  /// A part that there was before: replaced, or taken out with the sign before it.
  private void change(@Nullable String old, int start, @Nullable String replacement, char sign)
      throws RefusalException {
    if (old == null || old.equals(replacement)) {
      return;
    }
    if (replacement == null) {
      replace(cut(start - 1, start + old.length()), "", sign);
    } else {
      replace(cut(start, start + old.length()), replacement, sign == ':' ? '-' : ':');
    }
  }

  /// Parts that there were not before: both may come at one place.
  private void insertMissing(int behindRepository, int behindTag) throws RefusalException {
    String newTag = before.tag() == null && after.tag() != null ? ":" + after.tag() : "";
    String newDigest =
        before.digest() == null && after.digest() != null ? "@" + after.digest() : "";
    if (newTag.isEmpty() && newDigest.isEmpty()) {
      return;
    }
    if (before.tag() == null) {
      insert(behindRepository, newTag + newDigest);
    } else {
      insert(behindTag, newDigest);
    }
  }

  /// The fragments between two places of the resolved reference.
  private List<Fragment> cut(int from, int to) {
    List<Fragment> cut = new ArrayList<>();
    int at = 0;
    for (Fragment fragment : fragments) {
      int begin = Math.max(from - at, 0);
      int end = Math.min(to - at, fragment.text().length());
      if (begin < end) {
        cut.add(fragment.cut(begin, end));
      }
      at += fragment.text().length();
    }
    return cut;
  }

  private void replace(List<Fragment> run, String text, char separator) throws RefusalException {
    if (!edits.replace(run, text, separator)) {
      wholeReference = new TextEdit(written.start(), written.end(), after.toString());
    }
  }

  /// Behind the variable's default where one `ARG` holds all of the reference, else in `FROM`.
  private void insert(int place, String text) throws RefusalException {
    int host = fragments.getFirst().host();
    boolean oneArgument =
        host != from.firstLine() && fragments.stream().allMatch(f -> f.host() == host);
    Fragment inside = fragmentAt(place);
    boolean atEnd = place == Fragment.join(fragments).length();
    if (oneArgument || inside.host() == from.firstLine() || !atEnd) {
      edits.append(inside, text);
    } else {
      int end = written.end() - (endsWithQuote() ? 1 : 0);
      edits.insert(end, text);
    }
  }

  private boolean endsWithQuote() {
    String word = written.text();
    char last = word.charAt(word.length() - 1);
    return (last == '"' || last == '\'') && word.charAt(0) == last;
  }

  private Fragment fragmentAt(int place) {
    int at = 0;
    for (Fragment fragment : fragments) {
      if (place <= at + fragment.text().length()) {
        return fragment.cut(0, place - at);
      }
      at += fragment.text().length();
    }
    throw new IllegalArgumentException("no such place in the reference: " + place);
  }
}
