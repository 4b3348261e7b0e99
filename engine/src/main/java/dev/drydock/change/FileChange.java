package dev.drydock.change;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One file that is edited or made. Bytes and not text, so that a file in any encoding and with any
/// line ends stays what it was outside of the edit.
///
/// @param path from the root of the work tree, with `/` between its segments
/// @param before the whole file as it was read; `null` where it is made
/// @param after the whole file as it is to be
public record FileChange(String path, byte @Nullable [] before, byte[] after) {
  private static final int MAX_PATH = 4096;

  /// @throws IllegalArgumentException where the path leads out of the root or into Git's own
  ///   directory, or nothing changes
  public FileChange {
    String problem = problem(path);
    if (problem != null) {
      throw new IllegalArgumentException("the path of a changed file " + problem + ": " + path);
    }
    if (before != null && Arrays.equals(before, after)) {
      throw new IllegalArgumentException(path + " does not change");
    }
  }

  /// A file of UTF-8 that is there already.
  public static FileChange edited(String path, String before, String after) {
    return new FileChange(path, utf8(before), utf8(after));
  }

  /// A file of UTF-8 that is not there yet.
  public static FileChange made(String path, String after) {
    return new FileChange(path, null, utf8(after));
  }

  /// The same change of a file that is seen from further up.
  ///
  /// @param directory in which this path begins, with a `/` at its end; empty for none
  public FileChange in(String directory) {
    return new FileChange(directory + path, before, after);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// What is wrong with a path; `null` where nothing is.
  private static @Nullable String problem(String path) {
    if (path.isEmpty() || path.length() > MAX_PATH) {
      return "is empty or too long";
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == 0 || c == '\\' || Character.isSurrogate(c) && !isPair(path, i)) {
        return "has characters that no path here has";
      }
    }
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return "is not a plain path below the root";
      }
      if (isGits(segment)) {
        return "leads into Git's own directory";
      }
    }
    return null;
  }

  private static boolean isPair(String path, int i) {
    return Character.isHighSurrogate(path.charAt(i))
        ? i + 1 < path.length() && Character.isLowSurrogate(path.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(path.charAt(i - 1));
  }

  /// Whether some file system takes the segment for `.git`: letters of any case, Windows' short
  /// name, what Windows drops at the end or takes for a stream of the file.
  private static boolean isGits(String segment) {
    int colon = segment.indexOf(':');
    String name = colon < 0 ? segment : segment.substring(0, colon);
    int end = name.length();
    while (end > 0 && (name.charAt(end - 1) == '.' || name.charAt(end - 1) == ' ')) {
      end--;
    }
    String plain = name.substring(0, end).toLowerCase(Locale.ROOT);
    return plain.equals(".git") || plain.equals("git~1");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileChange change
        && path.equals(change.path)
        && Arrays.equals(before, change.before)
        && Arrays.equals(after, change.after);
  }

  @Override
  public int hashCode() {
    return 31 * path.hashCode() + Arrays.hashCode(after);
  }

  @Override
  public String toString() {
    return (before == null ? "made " : "edited ") + path;
  }
}
