package dev.drydock.catalog.executable;

import dev.drydock.image.FileContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The load commands of a Mach-O file, a macOS executable (Apple, `mach-o/loader.h`), or of one
/// architecture in a universal file.
final class MachFile extends ExecutableFile {
  private static final int NARROW = 0xfeedface;
  private static final int WIDE = 0xfeedfacf;
  private static final int UNIVERSAL = 0xcafebabe;
  private static final int MOST_ARCHITECTURES = 16;
  private static final int LONGEST_COMMANDS = 1 << 20;
  private static final int SEGMENT = 1;
  private static final int SEGMENT_64 = 0x19;
  private static final int READ_WRITE = 3;
  private static final int NAME_SIZE = 16;

  private final long base;
  private final boolean wide;
  private final List<Segment> segments = new ArrayList<>();
  private final Map<String, Segment> sections = new HashMap<>();
  private @Nullable Segment data;

  private MachFile(FileContent content, long base, boolean wide) {
    super(content);
    this.base = base;
    this.wide = wide;
  }

  /// @param magic the first four bytes, big-endian
  static boolean recognises(int magic) {
    int turned = Integer.reverseBytes(magic);
    return magic == NARROW
        || magic == WIDE
        || magic == UNIVERSAL
        || turned == NARROW
        || turned == WIDE;
  }

  static List<MachFile> of(FileContent content, int magic) throws IOException {
    List<MachFile> files = new ArrayList<>();
    if (magic != UNIVERSAL) {
      add(content, 0, magic, files);
      return files;
    }
    ByteBuffer count = read(content, 4, 4, ByteOrder.BIG_ENDIAN);
    int architectures = count == null ? 0 : count.getInt(0);
    // a Java class begins with the same bytes, but goes on with its version, a greater number
    for (int i = 0; architectures <= MOST_ARCHITECTURES && i < architectures; i++) {
      ByteBuffer architecture = read(content, 8 + i * 20L, 20, ByteOrder.BIG_ENDIAN);
      long base = architecture == null ? -1 : architecture.getInt(8) & 0xffffffffL;
      ByteBuffer head = base <= 0 ? null : read(content, base, 4, ByteOrder.BIG_ENDIAN);
      if (head != null && recognises(head.getInt(0)) && head.getInt(0) != UNIVERSAL) {
        add(content, base, head.getInt(0), files);
      }
    }
    return files;
  }

  private static void add(FileContent content, long base, int magic, List<MachFile> files)
      throws IOException {
    boolean big = magic == NARROW || magic == WIDE;
    ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    boolean wide = (big ? magic : Integer.reverseBytes(magic)) == WIDE;
    ByteBuffer head = read(content, base, 28, order);
    int length = head == null ? 0 : head.getInt(20);
    if (head == null || length < 0 || length > LONGEST_COMMANDS) {
      return;
    }
    ByteBuffer commands = read(content, base + (wide ? 32 : 28), length, order);
    if (commands != null) {
      MachFile file = new MachFile(content, base, wide);
      file.readCommands(commands);
      files.add(file);
    }
  }

  private void readCommands(ByteBuffer commands) {
    int headerSize = wide ? 72 : 56;
    int at = 0;
    while (at + 8 <= commands.limit()) {
      int size = commands.getInt(at + 4);
      if (size < 8 || size > commands.limit() - at) {
        break;
      }
      if (commands.getInt(at) == (wide ? SEGMENT_64 : SEGMENT) && size >= headerSize) {
        readSegment(commands, at, at + size, headerSize);
      }
      at += size;
    }
  }

  private void readSegment(ByteBuffer commands, int at, int end, int headerSize) {
    Segment segment =
        new Segment(
            word(commands, at + 24),
            base + word(commands, at + (wide ? 40 : 32)),
            word(commands, at + (wide ? 48 : 36)));
    segments.add(segment);
    int protection = at + (wide ? 56 : 40);
    if (data == null
        && segment.size() > 0
        && commands.getInt(protection) == READ_WRITE
        && commands.getInt(protection + 4) == READ_WRITE) {
      data = segment;
    }
    int sectionSize = wide ? 80 : 68;
    for (int from = at + headerSize; from + sectionSize <= end; from += sectionSize) {
      sections.putIfAbsent(
          name(commands, from),
          new Segment(
              word(commands, from + 32),
              base + (commands.getInt(from + (wide ? 48 : 40)) & 0xffffffffL),
              word(commands, from + (wide ? 40 : 36))));
    }
  }

  private static String name(ByteBuffer commands, int at) {
    byte[] name = new byte[NAME_SIZE];
    commands.get(at, name);
    int length = 0;
    while (length < NAME_SIZE && name[length] != 0) {
      length++;
    }
    return new String(name, 0, length, StandardCharsets.ISO_8859_1);
  }

  @Override
  public List<Segment> segments() {
    return segments;
  }

  @Override
  public @Nullable Segment data() {
    return data;
  }

  @Override
  public boolean sectioned() {
    return false;
  }

  @Override
  public @Nullable Segment section(String name) {
    return sections.get(name);
  }

  private long word(ByteBuffer buffer, int at) {
    return wide ? buffer.getLong(at) : buffer.getInt(at) & 0xffffffffL;
  }
}
