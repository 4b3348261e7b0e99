package dev.drydock.catalog.rust;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Looks for the places where Cargo keeps the sources of crates.io's crates, in the bytes of a
/// program that was built from them, in one pass, whatever pieces they come in:
///
///     …/registry/src/index.crates.io-1949cf8c6b5b557f/openssl-0.10.79/src/ssl/mod.rs
///
/// The search is Horspool's: a window as long as the shorter of two texts goes over the bytes, and
/// the last byte in it tells how far it may jump.
final class CratePathSearch {
  /// The index by HTTP, whose number changes with Cargo's versions, and the one that was in Git.
  private static final byte[][] REGISTRIES = {
    bytes("registry/src/index.crates.io-"), bytes("registry/src/github.com-1ecc6299db9ec823/"),
  };

  private static final int[] JUMPS = jumps();

  /// Behind the beginning of a path: the number of the registry, a name, a version.
  private static final int MARGIN = 256;

  private static final int WINDOW = 64 << 10;

  /// More than any real program has.
  private static final int MOST = 5_000;

  private final SortedSet<Crate> crates = new TreeSet<>();
  private final byte[] window = new byte[WINDOW];
  private int filled;

  /// @param version as Cargo has it
  record Crate(String name, String version) implements Comparable<Crate> {
    private static final int LONGEST_NAME = 64;

    /// Reads `NAME-VERSION`; `null` where it is no such thing. A name may have hyphens and numbers,
    /// and so may what follows the three numbers of a version.
    static @Nullable Crate parse(String folder) {
      for (int at = folder.indexOf('-'); at > 0; at = folder.indexOf('-', at + 1)) {
        String name = folder.substring(0, at);
        String version = folder.substring(at + 1);
        if (version(version)) {
          return name.length() <= LONGEST_NAME && word(name, "-_")
              ? new Crate(name, version)
              : null;
        }
      }
      return null;
    }

    /// Three numbers, and behind a hyphen or a plus maybe more (Semantic Versioning 2.0.0).
    private static boolean version(String text) {
      int at = 0;
      for (int number = 0; number < 3; number++) {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
          at++;
        }
        boolean dot = at < text.length() && text.charAt(at) == '.';
        if (at == from || number < 2 && !dot) {
          return false;
        }
        at += number < 2 ? 1 : 0;
      }
      return at == text.length()
          || (text.charAt(at) == '-' || text.charAt(at) == '+')
              && at + 1 < text.length()
              && word(text.substring(at + 1), "-.+");
    }

    private static boolean word(String text, String more) {
      return text.chars()
          .allMatch(
              c ->
                  c >= 'a' && c <= 'z'
                      || c >= 'A' && c <= 'Z'
                      || c >= '0' && c <= '9'
                      || more.indexOf(c) >= 0);
    }

    @Override
    public int compareTo(Crate other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : version.compareTo(other.version);
    }
  }

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  private static int[] jumps() {
    int shortest = shortest();
    int[] jumps = new int[256];
    Arrays.fill(jumps, shortest);
    for (byte[] registry : REGISTRIES) {
      for (int i = 0; i < shortest; i++) {
        jumps[registry[i]] = Math.min(jumps[registry[i]], shortest - 1 - i);
      }
    }
    return jumps;
  }

  private static int shortest() {
    return Math.min(REGISTRIES[0].length, REGISTRIES[1].length);
  }

  /// The next bytes of the file, from 0 to before `length`.
  void bytes(byte[] bytes, int length) {
    int from = 0;
    while (from < length) {
      int n = Math.min(length - from, WINDOW - filled);
      System.arraycopy(bytes, from, window, filled, n);
      filled += n;
      from += n;
      if (filled == WINDOW) {
        int searched = search(filled - MARGIN);
        System.arraycopy(window, searched, window, 0, filled - searched);
        filled -= searched;
      }
    }
  }

  /// The crates of all bytes that were seen, by name and version.
  SortedSet<Crate> crates() {
    search(filled);
    return Collections.unmodifiableSortedSet(crates);
  }

  /// Looks at all places where a path may begin before `limit`.
  ///
  /// @return where to go on
  private int search(int limit) {
    int last = shortest() - 1;
    int end = Math.min(limit, filled - last);
    byte[] bytes = window;
    int[] jumps = JUMPS;
    int at = 0;
    while (at < end) {
      int far = jumps[bytes[at + last] & 0xff];
      if (far == 0) {
        examine(at);
        at++;
      } else {
        at += far;
      }
    }
    return Math.min(at, filled);
  }

  private void examine(int at) {
    for (byte[] registry : REGISTRIES) {
      int behind = at + registry.length;
      if (behind <= filled
          && Arrays.equals(window, at, behind, registry, 0, registry.length)
          && crates.size() < MOST) {
        int from = registry[registry.length - 1] == '/' ? behind : slash(behind) + 1;
        int to = from == 0 ? -1 : slash(from);
        Crate crate =
            to < 0
                ? null
                : Crate.parse(new String(window, from, to - from, StandardCharsets.ISO_8859_1));
        if (crate != null) {
          crates.add(crate);
        }
      }
    }
  }

  /// The next slash that belongs to a path; -1 where there is none near.
  private int slash(int from) {
    int end = Math.min(filled, from + MARGIN / 3);
    for (int at = from; at < end; at++) {
      if (window[at] == '/') {
        return at;
      }
    }
    return -1;
  }
}
