package dev.drydock.catalog.apk;

import dev.drydock.catalog.ClaimablePaths;
import dev.drydock.catalog.InstallLayer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads apk's [installed
/// database](https://wiki.alpinelinux.org/wiki/Apk_spec#Installed_Database_V2): a letter and a
/// colon before each value, an empty line after each package.
///
/// ```
/// P:musl
/// V:1.2.5-r0
/// A:x86_64
/// L:MIT
/// o:musl
/// F:lib
/// R:ld-musl-x86_64.so.1
///
/// P:…
/// ```
///
/// `F` is a directory, the `R` after it are the files in it. Values may be megabytes long: those
/// that are not of interest are never copied.
final class InstalledDatabase {
  /// Linux has no longer paths.
  private static final int MAX_PATH = 4096;

  /// Names in one value: more than any real package has.
  private static final int MAX_WORDS = 10_000;

  private final byte[] bytes;
  private final ClaimablePaths collector = new ClaimablePaths();
  private int at;
  private int unusable;

  private String name = "";
  private String version = "";
  private String architecture = "";
  private String origin = "";
  private String licence = "";
  private @Nullable String maintainer;
  private List<String> needs = List.of();
  private List<String> provided = List.of();
  private List<String> conditions = List.of();
  private List<String> claimable = new ArrayList<>();
  private List<String> samples = new ArrayList<>();
  private int directoryFrom;
  private int directoryTo;
  private final byte[] path = new byte[MAX_PATH];

  InstalledDatabase(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Entries so far that lacked a name or a version.
  int unusable() {
    return unusable;
  }

  /// The next package with a name and a version; `null` at the end.
  @Nullable Installed next() {
    boolean any = false;
    while (at < bytes.length || any) {
      int from = at;
      int to = lineEnd(from);
      at = to + 1;
      if (to > from && bytes[to - 1] == '\r') {
        to--;
      }
      if (to > from) {
        any = true;
        line(from, to);
      } else if (any) {
        Installed installed = finish();
        if (installed != null) {
          return installed;
        }
        any = false;
      }
    }
    return null;
  }

  private int lineEnd(int from) {
    int to = Math.min(from, bytes.length);
    while (to < bytes.length && bytes[to] != '\n') {
      to++;
    }
    return to;
  }

  private void line(int from, int to) {
    if (to - from < 2 || bytes[from + 1] != ':') {
      return;
    }
    int value = from + 2;
    switch (bytes[from]) {
      case 'P' -> name = text(value, to);
      case 'V' -> version = text(value, to);
      case 'A' -> architecture = text(value, to);
      case 'o' -> origin = text(value, to);
      case 'L' -> licence = text(value, to);
      case 'm' -> maintainer = text(value, to);
      case 'D' -> needs = words(value, to);
      case 'p' -> provided = words(value, to);
      case 'i' -> conditions = words(value, to);
      case 'F' -> {
        directoryFrom = value;
        directoryTo = to;
      }
      case 'R' -> file(value, to);
      default -> {
        // sizes, checksums, times
      }
    }
  }

  private void file(int from, int to) {
    int length = 0;
    int needed = directoryTo - directoryFrom + 1 + to - from;
    if (needed > path.length || collector.exhausted()) {
      return;
    }
    if (directoryTo > directoryFrom) {
      length = directoryTo - directoryFrom;
      System.arraycopy(bytes, directoryFrom, path, 0, length);
      path[length++] = '/';
    }
    System.arraycopy(bytes, from, path, length, to - from);
    length += to - from;
    collector.collect(path, 0, length, claimable);
    if (samples.size() < InstallLayer.SAMPLES && !configuration()) {
      samples.add(new String(path, 0, length, StandardCharsets.UTF_8));
    }
  }

  /// Whether the current directory is of those whose files users change.
  private boolean configuration() {
    return directoryTo - directoryFrom >= 3
        && bytes[directoryFrom] == 'e'
        && bytes[directoryFrom + 1] == 't'
        && bytes[directoryFrom + 2] == 'c';
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8).strip();
  }

  /// `musl` and `so:libz.so.1` of `musl>=1.2 so:libz.so.1=1.3 !other`: what a package must not be
  /// beside is left out, and so are versions.
  private List<String> words(int from, int to) {
    List<String> words = new ArrayList<>();
    for (int at = from; at < to && words.size() < MAX_WORDS; at++) {
      int start = at;
      int end = -1;
      while (at < to && bytes[at] != ' ') {
        if (end < 0
            && (bytes[at] == '=' || bytes[at] == '<' || bytes[at] == '>' || bytes[at] == '~')) {
          end = at;
        }
        at++;
      }
      end = end < 0 ? at : end;
      if (end > start && bytes[start] != '!') {
        words.add(new String(bytes, start, end - start, StandardCharsets.UTF_8));
      }
    }
    return words;
  }

  private @Nullable Installed finish() {
    Installed installed = null;
    if (name.isEmpty() || version.isEmpty()) {
      unusable++;
    } else {
      installed =
          new Installed(
              name,
              version,
              architecture,
              origin.isEmpty() ? name : origin,
              licence,
              maintainer,
              needs,
              provided,
              conditions,
              claimable,
              samples);
    }
    name = "";
    version = "";
    architecture = "";
    origin = "";
    licence = "";
    maintainer = null;
    needs = List.of();
    provided = List.of();
    conditions = List.of();
    claimable = new ArrayList<>();
    samples = new ArrayList<>();
    directoryFrom = 0;
    directoryTo = 0;
    return installed;
  }

  /// One package.
  ///
  /// @param origin the name of what it was built from, its own where it has none
  /// @param needs names of packages, and of what they provide: `so:libc.musl-x86_64.so.1`,
  ///   `cmd:sh`, `pc:zlib`, paths
  /// @param provided names of the same kinds
  /// @param conditions names of the same kinds; where all of them are there, it is installed too
  /// @param claimable its [ClaimablePaths]
  /// @param samples some of its files, for [InstallLayer]
  record Installed(
      String name,
      String version,
      String architecture,
      String origin,
      String licence,
      @Nullable String maintainer,
      List<String> needs,
      List<String> provided,
      List<String> conditions,
      List<String> claimable,
      List<String> samples) {}
}
