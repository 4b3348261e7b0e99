package dev.drydock.catalog.npm;

import dev.drydock.catalog.npm.LockFile.Locked;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a `bun.lockb`, which Bun wrote before 1.2 and still does when asked to: its memory, as it
/// lies there. Little-endian; all offsets are from the start of the file.
///
/// ```
/// "#!/usr/bin/env bun\nbun-lockfile-format-v0\n", version u32 = 2 or 3, hash 32 bytes, end u64
/// packages: count u64, alignment u64, fields u64, begin u64, end u64; at begin one column for each
///   field: name 8, hash 8, resolution 64 or 72, dependencies 8, resolutions 8, …
/// after them, each as begin u64, end u64, content: trees, hoisted dependencies,
///   resolutions (u32, a package), dependencies (26 bytes), external strings, bytes of strings
/// ```
///
/// A dependency and the resolution of the same index belong together; a package has a slice of
/// each, offset and length. A string of up to eight bytes is those, else offset and length with the
/// highest bit set. Version 3 has the numbers of a version in 64 bits each, version 2 in 32.
final class BunBinaryLock {
  private static final byte[] MAGIC =
      "#!/usr/bin/env bun\nbun-lockfile-format-v0\n".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_PACKAGES = 200_000;

  private static final int NAME = 8;
  private static final int HASH = 8;
  private static final int SLICE = 8;
  private static final int DEPENDENCY = 26;

  /// Where in a dependency its behaviour stands: bits, of which one is for development.
  private static final int BEHAVIOUR = 16;

  private static final int DEVELOPMENT = 0b1000;

  /// Kinds of resolutions. The root and workspaces are the project, others are packages.
  private static final int ROOT = 1;

  private static final int NPM = 2;
  private static final int LOCAL_TARBALL = 8;
  private static final int GITHUB = 16;
  private static final int GIT = 32;
  private static final int WORKSPACE = 72;
  private static final int REMOTE_TARBALL = 80;

  private record Range(int from, int to) {}

  private final ByteBuffer in;
  private final String what;
  private final boolean wide;
  private final int resolutionWidth;
  private final int count;
  private final int columns;
  private final Range resolutions;
  private final Range dependencies;
  private final Range strings;
  private int left = NpmLocks.MOST_LOOKUPS;

  private BunBinaryLock(byte[] document, String what) throws IOException {
    this.in = ByteBuffer.wrap(document).order(ByteOrder.LITTLE_ENDIAN);
    this.what = what;
    for (byte expected : MAGIC) {
      if (in.remaining() == 0 || in.get() != expected) {
        throw new IOException(what + " is not a bun.lockb");
      }
    }
    int version = in.remaining() < 4 ? 0 : in.getInt();
    if (version != 2 && version != 3) {
      throw new IOException(
          what
              + " is in version "
              + version
              + " of Bun's binary format; `bun install --save-text-lockfile` writes one to read");
    }
    this.wide = version == 3;
    this.resolutionWidth = wide ? 72 : 64;
    skip(32 + 8);
    this.count = offset();
    skip(8 + 8);
    this.columns = offset();
    in.position(offset());
    range(); // trees
    range(); // hoisted dependencies
    this.resolutions = range();
    this.dependencies = range();
    range(); // external strings
    this.strings = range();
    long width = (long) NAME + HASH + resolutionWidth + SLICE + SLICE;
    if (count > MOST_PACKAGES || columns + width * count > document.length) {
      throw broken();
    }
  }

  /// @throws IOException where it is none, or of another version
  static LockFile read(byte[] document, String what) throws IOException {
    return new BunBinaryLock(document, what).read();
  }

  private LockFile read() throws IOException {
    Map<String, Locked> locked = new LinkedHashMap<>();
    Set<String> development = new HashSet<>();
    Set<String> production = new HashSet<>();
    Map<String, List<String>> folders = new HashMap<>();
    for (int i = 0; i < count; i++) {
      int resolution = column(NAME + HASH, resolutionWidth, i);
      int kind = in.get(resolution) & 0xff;
      if (kind == ROOT || kind == WORKSPACE) {
        development.addAll(needs(i, true));
        production.addAll(needs(i, false));
      } else {
        List<String> needs = needs(i, false);
        Locked it = locked(string(column(0, NAME, i)), kind, resolution + 8, needs);
        if (it == null) {
          folders.put(Integer.toString(i), needs);
        } else {
          locked.put(Integer.toString(i), it);
        }
      }
    }
    return new LockFile(locked).withoutDevelopment(development, production, folders);
  }

  private @Nullable Locked locked(String name, int kind, int at, List<String> needs)
      throws IOException {
    if (name.isBlank()) {
      return null;
    }
    return switch (kind) {
      case NPM -> Locked.npm(name, version(at + 8), null, needs);
      case GITHUB -> {
        // `owner-name-commit`, the folder in the archive
        String folder = string(at + 24);
        String commit = folder.substring(folder.lastIndexOf('-') + 1);
        String repository = "github:" + string(at) + "/" + string(at + 8);
        yield Locked.npm(name, "", Commit.vcsUrl(repository, commit), needs);
      }
      case GIT -> Locked.npm(name, "", Commit.vcsUrl(string(at + 8), string(at + 24)), needs);
      case LOCAL_TARBALL, REMOTE_TARBALL ->
          Locked.npm(name, PackageArchive.version(name, string(at)), null, needs);
      default -> null;
    };
  }

  /// Three numbers, and what follows `-` and `+`.
  private String version(int at) throws IOException {
    String before = string(at + (wide ? 24 : 16));
    String build = string(at + (wide ? 40 : 32));
    return number(at, 0)
        + '.'
        + number(at, 1)
        + '.'
        + number(at, 2)
        + (before.isEmpty() ? "" : "-" + before)
        + (build.isEmpty() ? "" : "+" + build);
  }

  private String number(int at, int index) {
    return wide
        ? Long.toUnsignedString(in.getLong(at + 8 * index))
        : Integer.toUnsignedString(in.getInt(at + 4 * index));
  }

  /// Keys of what a package needs, for its development or else.
  private List<String> needs(int index, boolean development) throws IOException {
    int needed = column(NAME + HASH + resolutionWidth, SLICE, index);
    int resolved = column(NAME + HASH + resolutionWidth + SLICE, SLICE, index);
    int length = Math.min(in.getInt(needed + 4), in.getInt(resolved + 4));
    List<String> needs = new ArrayList<>();
    for (int i = 0; i < length && i < LockFile.MOST_NEEDS && --left >= 0; i++) {
      int dependency = element(dependencies, DEPENDENCY, in.getInt(needed), i);
      int resolution = element(resolutions, 4, in.getInt(resolved), i);
      int key = in.getInt(resolution);
      boolean forDevelopment = (in.get(dependency + BEHAVIOUR) & DEVELOPMENT) != 0;
      if (key >= 0 && key < count && forDevelopment == development) {
        needs.add(Integer.toString(key));
      }
    }
    return needs;
  }

  private int element(Range range, int width, int offset, int index) throws IOException {
    long at = range.from + ((long) offset + index) * width;
    if (offset < 0 || at + width > range.to) {
      throw broken();
    }
    return (int) at;
  }

  /// Where the value of package `index` stands in the column of this `width` that begins after
  /// `before` bytes for each package.
  private int column(int before, int width, int index) {
    return columns + before * count + width * index;
  }

  private String string(int at) throws IOException {
    if (at + 8 > in.limit()) {
      throw broken();
    }
    if (in.get(at + 7) < 0) {
      int offset = in.getInt(at);
      int length = in.getInt(at + 4) & Integer.MAX_VALUE;
      if (offset < 0 || length > strings.to - strings.from - offset) {
        throw broken();
      }
      return text(strings.from + offset, length);
    }
    int length = 0;
    while (length < 8 && in.get(at + length) != 0) {
      length++;
    }
    return text(at, length);
  }

  private String text(int at, int length) {
    byte[] bytes = new byte[length];
    in.get(at, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Range range() throws IOException {
    int from = offset();
    int to = offset();
    if (to < from) {
      throw broken();
    }
    in.position(to);
    return new Range(from, to);
  }

  /// One that lies in the file.
  private int offset() throws IOException {
    long offset = in.remaining() < 8 ? -1 : in.getLong();
    if (offset < 0 || offset > in.limit()) {
      throw broken();
    }
    return (int) offset;
  }

  private void skip(int bytes) throws IOException {
    if (in.remaining() < bytes) {
      throw broken();
    }
    in.position(in.position() + bytes);
  }

  private IOException broken() {
    return new IOException(what + " is damaged: it is not as long as it says");
  }
}
