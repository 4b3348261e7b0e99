package dev.drydock.base.testing;

import dev.drydock.base.view.FileNode;
import dev.drydock.image.LayerEntry.Type;

/// Type and rights of a file as Go's `os.FileMode` writes them: `-rw-r--r--`, `drwxr-xr-x`, with
/// `u` for setuid, `g` for setgid and `t` for sticky.
final class GoFileMode {
  private static final String RIGHTS = "rwxrwxrwx";
  private static final String TYPES = "dalTLDpSugct?";

  private GoFileMode() {}

  static String of(FileNode file) {
    StringBuilder text = new StringBuilder();
    mark(text, file.isDirectory(), 'd');
    mark(text, file.isLink(), 'L');
    mark(text, file.type() == Type.OTHER, '?');
    mark(text, (file.mode() & 04000) != 0, 'u');
    mark(text, (file.mode() & 02000) != 0, 'g');
    mark(text, (file.mode() & 01000) != 0, 't');
    if (text.isEmpty()) {
      text.append('-');
    }
    for (int i = 0; i < RIGHTS.length(); i++) {
      boolean set = (file.mode() & 1 << (RIGHTS.length() - 1 - i)) != 0;
      text.append(set ? RIGHTS.charAt(i) : '-');
    }
    return text.toString();
  }

  private static void mark(StringBuilder text, boolean set, char letter) {
    if (set) {
      text.append(letter);
    }
  }

  /// Whether a text can be what [#of] writes.
  static boolean isOne(String text) {
    int from = text.length() - RIGHTS.length();
    boolean fits = from >= 1;
    for (int i = 0; i < text.length() && fits; i++) {
      char c = text.charAt(i);
      fits =
          i >= from
              ? c == '-' || c == RIGHTS.charAt(i - from)
              : TYPES.indexOf(c) >= 0 || c == '-' && from == 1;
    }
    return fits;
  }
}
