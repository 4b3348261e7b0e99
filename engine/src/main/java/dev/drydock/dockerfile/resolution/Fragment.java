package dev.drydock.dockerfile.resolution;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stretch of an expanded word that stands in one piece somewhere in the Dockerfile, or nowhere.
///
/// @param start where it is in the Dockerfile, character by character; -1 where it is nowhere
/// @param host which word of the file it stands in: the instruction's first line; 0 for none
/// @param obstacle why it cannot be changed in the file; `null` where it can
public record Fragment(String text, int start, int host, @Nullable String obstacle) {

  public int end() {
    return start + text.length();
  }

  public Fragment cut(int from, int to) {
    return new Fragment(text.substring(from, to), start < 0 ? -1 : start + from, host, obstacle);
  }

  static Fragment fixed(String text, String obstacle) {
    return new Fragment(text, -1, 0, obstacle);
  }

  public static String join(List<Fragment> fragments) {
    StringBuilder all = new StringBuilder();
    for (Fragment fragment : fragments) {
      all.append(fragment.text());
    }
    return all.toString();
  }
}
