package dev.drydock.catalog.rpm;

import dev.drydock.catalog.ClaimablePaths;
import dev.drydock.catalog.InstallLayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One [rpm header](https://rpm-software-management.github.io/rpm/manual/hregions.html) as the
/// database has it: the number of entries and of bytes of data, an entry of 16 bytes for each tag
/// (tag, type, offset into the data, count), then the data. All words are big-endian.
final class RpmHeader {
  private static final int NAME = 1000;
  private static final int VERSION = 1001;
  private static final int RELEASE = 1002;
  private static final int EPOCH = 1003;
  private static final int VENDOR = 1011;
  private static final int LICENSE = 1014;
  private static final int ARCH = 1022;
  private static final int SOURCERPM = 1044;
  private static final int PROVIDENAME = 1047;
  private static final int REQUIRENAME = 1049;
  private static final int DIRINDEXES = 1116;
  private static final int BASENAMES = 1117;
  private static final int DIRNAMES = 1118;
  private static final int MODULARITYLABEL = 5096;

  private static final int INT32 = 4;
  private static final int STRING = 6;
  private static final int STRING_ARRAY = 8;
  private static final int I18NSTRING = 9;

  private static final int ENTRY = 16;

  /// rpm's own bound.
  private static final int MAX_ENTRIES = 0xffff;

  private static final int MAX_PATH = 4096;

  /// Tags of interest, in order: a package has a hundred others.
  private static final int[] TAGS = {
    NAME,
    VERSION,
    RELEASE,
    EPOCH,
    VENDOR,
    LICENSE,
    ARCH,
    SOURCERPM,
    PROVIDENAME,
    REQUIRENAME,
    DIRINDEXES,
    BASENAMES,
    DIRNAMES,
    MODULARITYLABEL,
  };

  private final byte[] bytes;

  /// Where the entry of each of the `TAGS` is, 0 where there is none.
  private final int[] entryByTag = new int[TAGS.length];

  private final int data;
  private final int end;

  private RpmHeader(byte[] bytes) throws IOException {
    this.bytes = bytes;
    long count = bytes.length < 8 ? -1 : word(0);
    long length = bytes.length < 8 ? -1 : word(4);
    if (count < 1
        || count > MAX_ENTRIES
        || length < 0
        || 8 + count * ENTRY + length > bytes.length) {
      throw damaged();
    }
    this.data = 8 + (int) count * ENTRY;
    this.end = data + (int) length;
    for (int entry = 8; entry < data; entry += ENTRY) {
      int tag = word(entry);
      if (tag <= MODULARITYLABEL && tag >= NAME) {
        int index = Arrays.binarySearch(TAGS, tag);
        if (index >= 0 && entryByTag[index] == 0) {
          entryByTag[index] = entry;
        }
      }
    }
  }

  private static IOException damaged() {
    return new IOException("an rpm header is damaged");
  }

  /// The package that a header tells of.
  ///
  /// @throws IOException where it is no header, or has no name, version or release
  static RpmPackage read(byte[] bytes, ClaimablePaths collector) throws IOException {
    RpmHeader header = new RpmHeader(bytes);
    String name = header.string(NAME);
    String version = header.string(VERSION);
    String release = header.string(RELEASE);
    if (name == null || version == null || release == null || name.isEmpty()) {
      throw new IOException("an rpm header has no name, version or release");
    }
    List<String> claimable = new ArrayList<>();
    List<String> samples = new ArrayList<>();
    header.files(collector, claimable, samples);
    return new RpmPackage(
        name,
        header.integer(EPOCH),
        version,
        release,
        orEmpty(header.string(ARCH)),
        orEmpty(header.string(SOURCERPM)),
        header.string(VENDOR),
        orEmpty(header.string(LICENSE)),
        header.string(MODULARITYLABEL),
        header.capabilities(REQUIRENAME),
        header.capabilities(PROVIDENAME),
        claimable,
        samples);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /// The position of the entry of a tag, 0 where there is none.
  private int entry(int tag) {
    return entryByTag[Arrays.binarySearch(TAGS, tag)];
  }

  private int word(int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | bytes[at + 3] & 0xff;
  }

  private int type(int entry) {
    return word(entry + 4);
  }

  private int count(int entry) {
    return word(entry + 12);
  }

  /// Where the data of an entry start.
  private int start(int entry) throws IOException {
    int offset = word(entry + 8);
    if (offset < 0 || offset >= end - data) {
      throw damaged();
    }
    return data + offset;
  }

  private @Nullable String string(int tag) throws IOException {
    int entry = entry(tag);
    if (entry == 0) {
      return null;
    }
    int type = type(entry);
    if (type != STRING && type != STRING_ARRAY && type != I18NSTRING) {
      throw damaged();
    }
    int from = start(entry);
    return new String(bytes, from, stringEnd(from) - from, StandardCharsets.UTF_8).strip();
  }

  private int stringEnd(int from) throws IOException {
    int at = from;
    while (at < end && bytes[at] != 0) {
      at++;
    }
    if (at >= end) {
      throw damaged();
    }
    return at;
  }

  /// Names of packages, libraries, commands and features; each once, and not those of versions of
  /// symbols, `libc.so.6(GLIBC_2.34)(64bit)`, which come beside the library's own, nor what rpm
  /// itself must be able to do, nor conditions, `(a if b)`.
  private List<String> capabilities(int tag) throws IOException {
    int entry = entry(tag);
    if (entry == 0 || type(entry) != STRING_ARRAY) {
      return List.of();
    }
    int[] starts = strings(entry);
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i + 1 < starts.length; i++) {
      int from = starts[i];
      int to = starts[i + 1] - 1;
      if (to > from && bytes[from] != '(' && !symbols(from, to)) {
        String name = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (!name.startsWith("rpmlib(")) {
          names.add(name);
        }
      }
    }
    return List.copyOf(names);
  }

  private boolean symbols(int from, int to) {
    boolean library = false;
    for (int at = from; at + 3 < to; at++) {
      library |= bytes[at] == '.' && bytes[at + 1] == 's' && bytes[at + 2] == 'o';
      if (bytes[at] == '(') {
        return library && bytes[at + 1] != ')';
      }
    }
    return false;
  }

  private @Nullable Integer integer(int tag) throws IOException {
    int entry = entry(tag);
    if (entry == 0) {
      return null;
    }
    int from = start(entry);
    if (type(entry) != INT32 || from + 4 > end) {
      throw damaged();
    }
    return word(from);
  }

  /// Goes through the files: a base name each, and the index of its directory.
  private void files(ClaimablePaths collector, List<String> claimable, List<String> samples)
      throws IOException {
    int baseEntry = entry(BASENAMES);
    int indexEntry = entry(DIRINDEXES);
    int directoryEntry = entry(DIRNAMES);
    if (baseEntry == 0 || indexEntry == 0 || directoryEntry == 0) {
      return;
    }
    int count = count(baseEntry);
    int indexes = start(indexEntry);
    if (count < 0 || count != count(indexEntry) || count > (end - indexes) / 4) {
      throw damaged();
    }
    int[] directories = strings(directoryEntry);
    byte[] path = new byte[MAX_PATH];
    int base = start(baseEntry);
    for (int i = 0; i < count && !collector.exhausted(); i++) {
      int index = word(indexes + 4 * i);
      if (index < 0 || index >= directories.length - 1) {
        throw damaged();
      }
      int baseEnd = stringEnd(base);
      int from = directories[index];
      if (from < end && bytes[from] == '/') {
        from++;
      }
      int length = Math.max(0, directories[index + 1] - 1 - from);
      if (length + baseEnd - base <= MAX_PATH) {
        System.arraycopy(bytes, from, path, 0, length);
        System.arraycopy(bytes, base, path, length, baseEnd - base);
        length += baseEnd - base;
        collector.collect(path, 0, length, claimable);
        if (samples.size() < InstallLayer.SAMPLES && inUsr(path, length)) {
          samples.add(new String(path, 0, length, StandardCharsets.UTF_8));
        }
      }
      base = baseEnd + 1;
    }
  }

  private static boolean inUsr(byte[] path, int length) {
    return length > 4 && path[0] == 'u' && path[1] == 's' && path[2] == 'r' && path[3] == '/';
  }

  /// Where each string of an array starts, and one more where the next would.
  private int[] strings(int entry) throws IOException {
    int count = count(entry);
    int at = start(entry);
    if (count < 0 || count > end - at) {
      throw damaged();
    }
    int[] starts = new int[count + 1];
    for (int i = 0; i < count; i++) {
      starts[i] = at;
      at = stringEnd(at) + 1;
    }
    starts[count] = at;
    return starts;
  }
}
