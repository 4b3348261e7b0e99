package dev.drydock.advisory.index;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.Exploitation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An index file, mapped into memory: opening reads its header only, and a lookup only what it
/// finds. Thread-safe; any number of processes may share the file. The file may be replaced
/// (renamed over) while it is open here: this keeps the old one.
///
/// Lookups throw [DamagedIndexException] where the file is not what it should be.
public final class AdvisoryIndex implements Advisories {
  private final Path file;
  private final ByteBuffer mapped;
  private final Section[] sections;
  private final Strings strings;
  private final int bucketShift;
  private final Metadata metadata;
  private final Set<String> ecosystems;

  private AdvisoryIndex(Path file, ByteBuffer mapped) throws IOException {
    this.file = file;
    this.mapped = mapped;
    this.sections = IndexFile.sections(file, mapped);
    this.strings = new Strings(sections[IndexFormat.STRING_OFFSETS], sections[IndexFormat.STRINGS]);
    this.bucketShift = 64 - IndexFile.bucketBits(file, sections[IndexFormat.BUCKETS]);
    Section section = sections[IndexFormat.METADATA];
    ByteReader in = new ByteReader(section.copy(0, section.size()));
    try {
      this.metadata = readMetadata(in);
      this.ecosystems = readEcosystems(in);
    } catch (IndexOutOfBoundsException | ByteReader.Malformed e) {
      throw new IOException(DamagedIndexException.message(file.toString(), "its metadata"), e);
    }
  }

  /// @throws IOException where the file is missing, no index, of another version of the format, or
  ///   shorter than it says
  public static AdvisoryIndex open(Path file) throws IOException {
    return new AdvisoryIndex(file, IndexFile.map(file));
  }

  /// Reads the whole file and compares it with the digest that it holds.
  ///
  /// @throws IOException where it is not what was written
  public static void verify(Path file) throws IOException {
    IndexFile.verify(file);
  }

  /// Compares what is mapped, which may have been replaced under its name, with the digest that it
  /// holds.
  ///
  /// @throws DamagedIndexException where it is not what was written
  void verify() {
    try {
      if (!IndexFile.isWhole(mapped)) {
        throw new DamagedIndexException(file.toString(), IndexFile.OTHER_DIGEST);
      }
    } catch (InternalError e) {
      throw damaged("it was cut short", e);
    }
  }

  Section section(int number) {
    return sections[number];
  }

  /// The file that is mapped.
  public Path file() {
    return file;
  }

  @Override
  public Metadata metadata() {
    return metadata;
  }

  @Override
  public Set<String> ecosystems() {
    return ecosystems;
  }

  @Override
  public List<Affected> affecting(String ecosystem, String name) {
    try {
      ByteReader posting = posting(ecosystem, name);
      return posting == null ? List.of() : affecting(posting, ecosystem, name);
    } catch (IndexOutOfBoundsException | ByteReader.Malformed | InternalError e) {
      throw damaged("the entries of " + name, e);
    }
  }

  /// The piece about a package, read up to its first entry; `null` where there is none.
  private @Nullable ByteReader posting(String ecosystem, String name) {
    long hash = IndexFormat.hash(ecosystem, name);
    int bucket = (int) (hash >>> bucketShift);
    Section keys = sections[IndexFormat.KEYS];
    int to = sections[IndexFormat.BUCKETS].u32(4 * bucket + 4);
    for (int i = sections[IndexFormat.BUCKETS].u32(4 * bucket); i < to; i++) {
      if (keys.u32(8 * i) == (int) hash) {
        int offset = keys.u32(8 * i + 4);
        Section postings = sections[IndexFormat.POSTINGS];
        ByteReader found = new ByteReader(postings.copy(offset + 4, postings.u32(offset)));
        if (found.string().equals(ecosystem) && found.string().equals(name)) {
          return found;
        }
      }
    }
    return null;
  }

  private List<Affected> affecting(ByteReader posting, String ecosystem, String name) {
    List<Affected> found = new ArrayList<>();
    Section lists = sections[IndexFormat.VERSION_LISTS];
    int number = 0;
    Advisory advisory = null;
    while (!posting.atEnd()) {
      int step = posting.small();
      number += step;
      if (advisory == null || step != 0) {
        advisory = advisory(number);
      }
      found.add(PostingCodec.read(posting, strings, lists, advisory, ecosystem, name));
    }
    return found;
  }

  @Override
  public Mentions mentioning(Collection<String> ids) {
    try {
      return new IdSearch(sections, strings, ids).run();
    } catch (IndexOutOfBoundsException | ByteReader.Malformed | InternalError e) {
      throw damaged("the records that name " + String.join(", ", ids), e);
    }
  }

  private Advisory advisory(int number) {
    Section offsets = sections[IndexFormat.ADVISORY_OFFSETS];
    int from = offsets.u32(4 * number);
    int to = offsets.u32(4 * number + 4);
    return AdvisoryCodec.read(
        new ByteReader(sections[IndexFormat.ADVISORIES].copy(from, to - from)), strings);
  }

  @Override
  public Optional<Exploitation> exploitation(String cve) {
    int key = CveNumber.of(cve);
    if (key == CveNumber.NONE) {
      return Optional.empty();
    }
    try {
      return exploitation(key);
    } catch (IndexOutOfBoundsException | InternalError e) {
      throw damaged("what is known of attacks on " + cve, e);
    }
  }

  private Optional<Exploitation> exploitation(int key) {
    Section kev = sections[IndexFormat.KEV];
    int kevCount = kev.size() / 8;
    int inKev = find(kev, kevCount, key);
    Section keys = sections[IndexFormat.EPSS_KEYS];
    int inEpss = find(keys, keys.size() / 4, key);
    if (inKev < 0 && inEpss < 0) {
      return Optional.empty();
    }
    int added = inKev < 0 ? 0 : kev.u32(4 * (kevCount + inKev));
    Section values = sections[IndexFormat.EPSS_VALUES];
    return Optional.of(
        new Exploitation(
            inKev < 0 ? null : LocalDate.ofEpochDay(added >>> 1).toString(),
            (added & 1) != 0,
            inEpss < 0 ? null : values.u24(6 * inEpss) / IndexFormat.EPSS_UNIT,
            inEpss < 0 ? null : values.u24(6 * inEpss + 3) / IndexFormat.EPSS_UNIT));
  }

  private static int find(Section keys, int count, int key) {
    int at = keys.firstNotBelow(key, count);
    return at < count && keys.u32(4 * at) == key ? at : -1;
  }

  @Override
  public List<Advisory.Severity> severities(String cve) {
    int key = CveNumber.of(cve);
    if (key == CveNumber.NONE) {
      return List.of();
    }
    try {
      Section keys = sections[IndexFormat.SEVERITY_KEYS];
      int count = keys.size() / 4;
      List<Advisory.Severity> found = new ArrayList<>(2);
      for (int i = keys.firstNotBelow(key, count); i < count && keys.u32(4 * i) == key; i++) {
        found.add(severity(sections[IndexFormat.SEVERITY_ROWS].u32(4 * i)));
      }
      return found;
    } catch (IndexOutOfBoundsException | ByteReader.Malformed | InternalError e) {
      throw damaged("the severities of " + cve, e);
    }
  }

  private Advisory.Severity severity(int row) {
    Section table = sections[IndexFormat.SEVERITIES];
    int source = table.u32(12 * row + 8);
    return new Advisory.Severity(
        strings.get(table.u32(12 * row)),
        strings.get(table.u32(12 * row + 4)),
        source == 0 ? null : strings.get(source - 1));
  }

  private static Metadata readMetadata(ByteReader in) {
    String builtAt = in.string();
    int count = in.count();
    List<Feed> feeds = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      feeds.add(new Feed(in.string(), in.string(), in.small(), in.string(), in.string()));
    }
    return new Metadata(builtAt, feeds);
  }

  private static Set<String> readEcosystems(ByteReader in) {
    int count = in.count();
    Set<String> ecosystems = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      ecosystems.add(in.string());
    }
    return java.util.Collections.unmodifiableSet(ecosystems);
  }

  /// `InternalError` is what a mapped file throws that was cut short by somebody else.
  DamagedIndexException damaged(String what, Throwable cause) {
    DamagedIndexException damaged = new DamagedIndexException(file.toString(), what);
    damaged.addSuppressed(cause);
    return damaged;
  }
}
