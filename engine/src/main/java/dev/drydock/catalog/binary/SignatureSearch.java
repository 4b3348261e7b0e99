package dev.drydock.catalog.binary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Looks for all signatures that the name of a file allows, in one pass over its bytes, whatever
/// pieces they come in.
///
/// The search is Horspool's for several texts at once: a window as long as the shortest anchor goes
/// over the bytes, and the last byte in it tells how far it may jump.
final class SignatureSearch {
  /// Bytes that a signature may span to either side of its anchor.
  private static final int MARGIN = 192;

  private static final int WINDOW = 64 << 10;
  private static final int MOST_VERSIONS = 8;

  private final List<Wanted> wanted = new ArrayList<>();
  private final int[] jumps = new int[256];
  private final byte[] window = new byte[WINDOW];
  private int shortest;
  private int filled;
  private int next;

  /// A signature that may be there, and the versions that it was found with.
  private static final class Wanted {
    private final Program program;
    private final Signature signature;
    private final byte[] anchor;
    private final TreeSet<String> versions = new TreeSet<>();

    Wanted(Program program, Signature signature) {
      this.program = program;
      this.signature = signature;
      this.anchor = signature.anchor();
    }
  }

  /// @param file the name of the file
  /// @param programs that it may be
  SignatureSearch(String file, List<Program> programs) {
    for (Program program : programs) {
      String number = program.number(file);
      for (String text : program.signatures()) {
        Signature signature = number == null ? null : Signature.of(text, number);
        if (signature != null) {
          wanted.add(new Wanted(program, signature));
        }
      }
    }
    shortest = MARGIN;
    for (Wanted one : wanted) {
      shortest = Math.min(shortest, one.anchor.length);
    }
    Arrays.fill(jumps, shortest);
    for (Wanted one : wanted) {
      for (int i = 0; i < shortest; i++) {
        int to = one.anchor[i] & 0xff;
        jumps[to] = Math.min(jumps[to], shortest - 1 - i);
      }
    }
  }

  /// The next bytes of the file, from 0 to before `length`.
  void bytes(byte[] bytes, int length) {
    int from = 0;
    while (from < length && !wanted.isEmpty()) {
      int n = Math.min(length - from, WINDOW - filled);
      System.arraycopy(bytes, from, window, filled, n);
      filled += n;
      from += n;
      if (filled == WINDOW) {
        search(filled - MARGIN);
        slide();
      }
    }
  }

  /// The version of a program, once all bytes were seen; `null` where none was found, or several.
  @Nullable String version(Program program) {
    search(filled);
    for (Wanted one : wanted) {
      if (one.program.equals(program) && !one.versions.isEmpty()) {
        return one.versions.size() == 1 ? one.versions.first() : null;
      }
    }
    return null;
  }

  /// Makes room, but for what a signature may begin with.
  private void slide() {
    int keep = Math.max(0, next - MARGIN);
    System.arraycopy(window, keep, window, 0, filled - keep);
    filled -= keep;
    next -= keep;
  }

  /// Looks at all places where an anchor may begin before `limit`.
  private void search(int limit) {
    int last = shortest - 1;
    int end = Math.min(limit, filled - last);
    int at = next;
    byte[] bytes = window;
    int[] jump = jumps;
    while (at < end) {
      int far = jump[bytes[at + last] & 0xff];
      if (far == 0) {
        examine(at);
        at++;
      } else {
        at += far;
      }
    }
    next = Math.max(next, at);
  }

  private void examine(int at) {
    for (Wanted one : wanted) {
      byte[] anchor = one.anchor;
      if (filled - at >= anchor.length
          && window[at] == anchor[0]
          && Arrays.equals(window, at, at + anchor.length, anchor, 0, anchor.length)
          && one.versions.size() < MOST_VERSIONS) {
        String version = one.signature.version(window, at, filled);
        if (version != null) {
          one.versions.add(version);
        }
      }
    }
  }
}
