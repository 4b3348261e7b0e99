package dev.drydock.advisory.index;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.Affected.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An [Affected] as bytes, without its advisory, ecosystem and name.
final class PostingCodec {
  private static final Event.Kind[] KINDS = {
    Event.Kind.INTRODUCED, Event.Kind.FIXED, Event.Kind.LAST_AFFECTED, Event.Kind.LIMIT
  };
  private static final Event FROM_START = new Event(Event.Kind.INTRODUCED, "0");
  private static final List<Affected.Range> ALL =
      List.of(new Affected.Range(false, List.of(FROM_START)));

  private PostingCodec() {}

  /// Lists of versions, each kept once.
  static final class VersionLists {
    private final Map<List<String>, Integer> known = new HashMap<>();
    private final ByteWriter data = new ByteWriter(1 << 16);

    int offset(List<String> versions, StringPool strings) {
      Integer there = known.get(versions);
      if (there != null) {
        return there;
      }
      ByteWriter list = new ByteWriter(64);
      list.number(versions.size());
      for (String version : versions) {
        list.number(strings.number(version));
      }
      int offset = data.size();
      data.u32(list.size());
      data.raw(list.array(), 0, list.size());
      known.put(versions, offset);
      return offset;
    }

    ByteWriter data() {
      return data;
    }
  }

  static void write(
      Affected affected,
      List<Advisory.Severity> recordSeverities,
      StringPool strings,
      VersionLists lists,
      ByteWriter out) {
    String status = affected.status();
    String word = affected.severityWord();
    List<Advisory.Severity> severities = affected.advisory().severities();
    boolean own = !severities.equals(recordSeverities);
    int shape = shape(affected.ranges());
    out.u8(
        shape
            | (affected.versions().isEmpty() ? 0 : IndexFormat.HAS_VERSIONS)
            | (status == null ? 0 : IndexFormat.HAS_STATUS)
            | (word == null ? 0 : IndexFormat.HAS_AFFECTED_WORD)
            | (affected.architectures().isEmpty() ? 0 : IndexFormat.HAS_ARCHITECTURES)
            | (own ? IndexFormat.HAS_SEVERITIES : 0)
            | (affected.packages().isEmpty() ? 0 : IndexFormat.HAS_PACKAGES));
    if (shape == IndexFormat.FIXED_FROM_START) {
      out.number(strings.number(affected.ranges().getFirst().events().get(1).version()));
    } else if (shape == IndexFormat.RANGES) {
      writeRanges(affected.ranges(), strings, out);
    }
    if (!affected.versions().isEmpty()) {
      out.number(lists.offset(affected.versions(), strings));
    }
    if (status != null) {
      out.number(strings.number(status));
    }
    if (word != null) {
      out.number(strings.number(word));
    }
    if (!affected.architectures().isEmpty()) {
      writeStrings(affected.architectures(), strings, out);
    }
    if (own) {
      AdvisoryCodec.writeSeverities(severities, strings, out);
    }
    if (!affected.packages().isEmpty()) {
      writeStrings(affected.packages(), strings, out);
    }
  }

  private static void writeStrings(List<String> texts, StringPool strings, ByteWriter out) {
    out.number(texts.size());
    for (String text : texts) {
      out.number(strings.number(text));
    }
  }

  private static int shape(List<Affected.Range> ranges) {
    if (ranges.isEmpty()) {
      return IndexFormat.NO_RANGE;
    }
    List<Event> events = ranges.getFirst().events();
    boolean simple = ranges.size() == 1 && !ranges.getFirst().semver() && !events.isEmpty();
    if (!simple || !events.getFirst().equals(FROM_START)) {
      return IndexFormat.RANGES;
    }
    if (events.size() == 1) {
      return IndexFormat.ALL_VERSIONS;
    }
    return events.size() == 2 && events.get(1).kind() == Event.Kind.FIXED
        ? IndexFormat.FIXED_FROM_START
        : IndexFormat.RANGES;
  }

  private static void writeRanges(List<Affected.Range> ranges, StringPool strings, ByteWriter out) {
    out.number(ranges.size());
    for (Affected.Range range : ranges) {
      out.number((long) range.events().size() << 1 | (range.semver() ? 1 : 0));
      for (Event event : range.events()) {
        int kind =
            switch (event.kind()) {
              case INTRODUCED -> 0;
              case FIXED -> 1;
              case LAST_AFFECTED -> 2;
              case LIMIT -> 3;
            };
        out.number((long) strings.number(event.version()) << 2 | kind);
      }
    }
  }

  static Affected read(
      ByteReader in, Strings strings, Section lists, Advisory base, String ecosystem, String name) {
    int flags = in.u8();
    List<Affected.Range> ranges =
        switch (flags & IndexFormat.SHAPE) {
          case IndexFormat.NO_RANGE -> List.of();
          case IndexFormat.FIXED_FROM_START -> fixedFromStart(strings.get(in.small()));
          case IndexFormat.ALL_VERSIONS -> ALL;
          default -> readRanges(in, strings);
        };
    List<String> versions =
        (flags & IndexFormat.HAS_VERSIONS) != 0
            ? readVersions(lists, in.small(), strings)
            : List.of();
    String status = (flags & IndexFormat.HAS_STATUS) != 0 ? strings.get(in.small()) : null;
    String word = (flags & IndexFormat.HAS_AFFECTED_WORD) != 0 ? strings.get(in.small()) : null;
    List<String> architectures =
        (flags & IndexFormat.HAS_ARCHITECTURES) != 0 ? readStrings(in, strings) : List.of();
    Advisory advisory =
        (flags & IndexFormat.HAS_SEVERITIES) != 0
            ? rescored(base, AdvisoryCodec.readSeverities(in, strings))
            : base;
    List<String> packages =
        (flags & IndexFormat.HAS_PACKAGES) != 0 ? readStrings(in, strings) : List.of();
    return new Affected(
        advisory, ecosystem, name, ranges, versions, status, word, architectures, packages);
  }

  /// Steps over what [#read] reads.
  static void skip(ByteReader in) {
    int flags = in.u8();
    int shape = flags & IndexFormat.SHAPE;
    if (shape == IndexFormat.FIXED_FROM_START) {
      in.number();
    } else if (shape == IndexFormat.RANGES) {
      for (int ranges = in.count(); ranges > 0; ranges--) {
        skipNumbers(in, in.small() >>> 1);
      }
    }
    int shared = flags & (IndexFormat.HAS_VERSIONS | IndexFormat.HAS_STATUS);
    skipNumbers(in, Integer.bitCount(shared | flags & IndexFormat.HAS_AFFECTED_WORD));
    if ((flags & IndexFormat.HAS_ARCHITECTURES) != 0) {
      skipNumbers(in, in.count());
    }
    if ((flags & IndexFormat.HAS_SEVERITIES) != 0) {
      skipNumbers(in, 3L * in.count());
    }
    if ((flags & IndexFormat.HAS_PACKAGES) != 0) {
      skipNumbers(in, in.count());
    }
  }

  private static void skipNumbers(ByteReader in, long count) {
    for (long left = count; left > 0; left--) {
      in.number();
    }
  }

  private static List<Affected.Range> fixedFromStart(String version) {
    return List.of(
        new Affected.Range(false, List.of(FROM_START, new Event(Event.Kind.FIXED, version))));
  }

  private static List<Affected.Range> readRanges(ByteReader in, Strings strings) {
    int count = in.count();
    List<Affected.Range> ranges = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int head = in.small();
      int size = head >>> 1;
      List<Event> events = new ArrayList<>(Math.min(size, 16));
      for (int k = 0; k < size; k++) {
        int event = in.small();
        events.add(new Event(KINDS[event & 3], strings.get(event >>> 2)));
      }
      ranges.add(new Affected.Range((head & 1) != 0, events));
    }
    return ranges;
  }

  private static List<String> readVersions(Section lists, int offset, Strings strings) {
    int length = lists.u32(offset);
    return readStrings(new ByteReader(lists.copy(offset + 4, length)), strings);
  }

  private static List<String> readStrings(ByteReader in, Strings strings) {
    int count = in.count();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(strings.get(in.small()));
    }
    return texts;
  }

  private static Advisory rescored(Advisory base, List<Advisory.Severity> severities) {
    return new Advisory(
        base.id(),
        base.aliases(),
        base.upstream(),
        base.summary(),
        base.published(),
        base.modified(),
        severities,
        base.severityWord(),
        base.cvssScore(),
        base.cwes(),
        base.url());
  }
}
