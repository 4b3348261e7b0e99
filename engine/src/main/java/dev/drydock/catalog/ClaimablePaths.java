package dev.drydock.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/// Which of the files that a package of the operating system owns could be found by another
/// cataloger too. Only these are worth passing to [Discoveries#add(dev.drydock.bom.Component,
/// java.util.Collection)]: some hundred of the 30,000 files of an ordinary image.
///
/// The rule, on paths without a leading slash:
/// - Java archives: names that end in `.jar`, `.war`, `.ear`, `.par`, `.sar`, `.nar`, `.kar`,
///   `.jpi`, `.hpi` or `.lpkg`
/// - Python: `*.egg`, `*.egg-info`, and `METADATA` or `PKG-INFO`
/// - Python `requirements.txt`, Perl `META.json` and `perllocal.pod`, Julia `Manifest.toml`,
///   SWI-Prolog `pack.pl`; R's `DESCRIPTION` and opam's `opam` lie where executables do
/// - the Linux kernel: `vmlinuz*`, `*.ko`, `*.ko.xz`, `*.ko.zst`, `*.ko.gz`
/// - npm: `package.json`; Ruby: `*.gemspec`; PHP: `installed.json`, `*.reg`; Erlang: `*.app`; Lua:
///   `*.rockspec`
/// - .NET: `*.deps.json`, `*.dll`, `*.exe`, `*.nuspec` and `.version`
/// - executables, which may be Go or Rust: every file directly in a directory named `bin` or
///   `sbin`, and below `lib`, `lib64`, `libexec`, `opt` or `local` every name without a dot
/// - shared libraries: names with `.so` at the end or before a version, `libcrypto.so.3`
/// - files that hold nothing but a version: `VERSION`, `OTP_VERSION`
///
/// A cataloger of another kind of file adds its line here.
///
/// One of these collects the paths of one database, within bounds that no real image reaches. What
/// is beyond them is left out: a forged list of files then costs a double mention, not the memory.
public final class ClaimablePaths {
  private static final int MAX_COLLECTED = 32 << 20;
  private static final long MAX_EXAMINED = 1L << 30;

  /// What an entry of a list costs beside its characters.
  private static final int OVERHEAD = 64;

  private static final byte[][] NAMES = {
    ascii("package.json"),
    ascii("METADATA"),
    ascii("PKG-INFO"),
    ascii("installed.json"),
    ascii(".version"),
    ascii("requirements.txt"),
    ascii("META.json"),
    ascii("perllocal.pod"),
    ascii("Manifest.toml"),
    ascii("pack.pl"),
    ascii("VERSION"),
    ascii("OTP_VERSION"),
  };
  private static final byte[][] ENDINGS = {
    ascii(".jar"),
    ascii(".war"),
    ascii(".ear"),
    ascii(".par"),
    ascii(".sar"),
    ascii(".nar"),
    ascii(".kar"),
    ascii(".jpi"),
    ascii(".hpi"),
    ascii(".lpkg"),
    ascii(".egg"),
    ascii(".egg-info"),
    ascii(".gemspec"),
    ascii(".rockspec"),
    ascii(".ko"),
    ascii(".reg"),
    ascii(".app"),
    ascii(".dll"),
    ascii(".exe"),
    ascii(".nuspec"),
    ascii(".ko.xz"),
    ascii(".ko.zst"),
    ascii(".ko.gz"),
    ascii(".deps.json"),
  };

  /// Letters that any of these names and endings ends in.
  private static final boolean[] LAST = last();

  private static final byte[] KERNEL = ascii("vmlinuz");
  private static final byte[][] BINARIES = {ascii("bin/"), ascii("sbin/")};
  private static final byte[][] PROGRAMS = {
    ascii("usr/lib"), ascii("usr/local/"), ascii("opt/"), ascii("lib"),
  };

  private int room = MAX_COLLECTED;
  private long work = MAX_EXAMINED;

  /// Adds the path in `bytes`, from `from` until before `to`, to `paths` if it could be claimed.
  public void collect(byte[] bytes, int from, int to, Collection<String> paths) {
    work -= to - from;
    if (matter(bytes, from, to) && room >= to - from + OVERHEAD && work >= 0) {
      room -= to - from + OVERHEAD;
      paths.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }
  }

  /// Whether further paths would all be left out.
  public boolean exhausted() {
    return room < OVERHEAD || work < 0;
  }

  /// Whether another cataloger could claim the path in `bytes`, from `from` until before `to`.
  static boolean matter(byte[] bytes, int from, int to) {
    int name = nameStart(bytes, from, to);
    if (name == to) {
      return false;
    }
    for (byte[] directory : BINARIES) {
      if (directoryIs(bytes, from, name, directory)) {
        return true;
      }
    }
    if (named(bytes, name, to)) {
      return true;
    }
    return lastDot(bytes, name, to) < 0 ? below(bytes, from, name) : library(bytes, name, to);
  }

  /// Whether the name, or how it ends, is one of those above. The last letter rules out most names.
  private static boolean named(byte[] bytes, int name, int to) {
    if (LAST[bytes[to - 1] & 0x7f]) {
      for (byte[] ending : ENDINGS) {
        int start = to - ending.length;
        if (start > name && same(bytes, start, ending)) {
          return true;
        }
      }
      if (oneOf(NAMES, bytes, name, to)) {
        return true;
      }
    }
    return to - name >= KERNEL.length && same(bytes, name, KERNEL);
  }

  private static boolean library(byte[] bytes, int from, int to) {
    for (int at = from + 1; at + 3 <= to; at++) {
      if (bytes[at] == '.' && bytes[at + 1] == 's' && bytes[at + 2] == 'o') {
        return at + 3 == to || bytes[at + 3] == '.';
      }
    }
    return false;
  }

  private static boolean oneOf(byte[][] names, byte[] bytes, int from, int to) {
    for (byte[] name : names) {
      if (to - from == name.length && same(bytes, from, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean below(byte[] bytes, int from, int name) {
    for (byte[] directory : PROGRAMS) {
      if (name - from >= directory.length && same(bytes, from, directory)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the part before `name` is exactly this directory, whatever lies above it.
  private static boolean directoryIs(byte[] bytes, int from, int name, byte[] directory) {
    int start = name - directory.length;
    return start >= from
        && (start == from || bytes[start - 1] == '/')
        && same(bytes, start, directory);
  }

  private static int nameStart(byte[] bytes, int from, int to) {
    int at = to;
    while (at > from && bytes[at - 1] != '/') {
      at--;
    }
    return at;
  }

  private static int lastDot(byte[] bytes, int from, int to) {
    for (int at = to - 1; at >= from; at--) {
      if (bytes[at] == '.') {
        return at;
      }
    }
    return -1;
  }

  private static boolean same(byte[] bytes, int at, byte[] expected) {
    for (int i = 0; i < expected.length; i++) {
      if (bytes[at + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean[] last() {
    boolean[] last = new boolean[0x80];
    for (byte[] name : NAMES) {
      last[name[name.length - 1]] = true;
    }
    for (byte[] ending : ENDINGS) {
      last[ending[ending.length - 1]] = true;
    }
    return last;
  }

  private static byte[] ascii(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    return bytes;
  }
}
