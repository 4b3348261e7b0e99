package dev.drydock.advisory.index;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.osv.OsvRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Records and what they affect, being collected in the encodings of the index, so that a million
/// of them fit in a small heap.
final class RecordTable {
  private final StringPool strings;
  private final PostingCodec.VersionLists lists = new PostingCodec.VersionLists();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Held> records = new ArrayList<>();
  private final Map<Key, Integer> keyNumbers = new HashMap<>();
  private final List<Key> keys = new ArrayList<>();
  private final ByteWriter entries = new ByteWriter(1 << 20);
  private int affectedCount;

  RecordTable(StringPool strings) {
    this.strings = strings;
  }

  /// A package of an ecosystem.
  private record Key(String ecosystem, String name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = ecosystem.compareTo(other.ecosystem);
      return order != 0 ? order : name.compareTo(other.name);
    }
  }

  /// One record. What it affects is held as the key's number, the length and the posting of each.
  private static final class Held {
    private final String id;
    private final String modified;
    private final byte[] advisory;
    private final byte[] entries;

    Held(String id, String modified, byte[] advisory, byte[] entries) {
      this.id = id;
      this.modified = modified;
      this.advisory = advisory;
      this.entries = entries;
    }
  }

  /// A record that stands in the feeds of several ecosystems counts once; where the copies differ,
  /// the one modified last.
  void add(OsvRecord record) {
    Advisory advisory = record.advisory();
    String modified = advisory.modified() == null ? "" : advisory.modified();
    Integer there = numbers.get(advisory.id());
    if (there != null && records.get(there).modified.compareTo(modified) >= 0) {
      return;
    }
    entries.truncate(0);
    AdvisoryCodec.write(advisory, strings, entries);
    byte[] encoded = entries.copy(0);
    Held held = new Held(advisory.id(), modified, encoded, encode(record));
    if (there != null) {
      records.set(there, held);
    } else {
      numbers.put(advisory.id(), records.size());
      records.add(held);
    }
  }

  private byte[] encode(OsvRecord record) {
    entries.truncate(0);
    ByteWriter posting = new ByteWriter(64);
    for (Affected affected : record.affected()) {
      posting.truncate(0);
      PostingCodec.write(affected, record.advisory().severities(), strings, lists, posting);
      entries.number(keyNumber(new Key(affected.ecosystem(), affected.name())));
      entries.number(posting.size());
      entries.raw(posting.array(), 0, posting.size());
    }
    return entries.copy(0);
  }

  private int keyNumber(Key key) {
    Integer known = keyNumbers.get(key);
    if (known != null) {
      return known;
    }
    int number = keys.size();
    keyNumbers.put(key, number);
    keys.add(key);
    return number;
  }

  int advisories() {
    return records.size();
  }

  int affected() {
    return affectedCount;
  }

  Set<String> ecosystems() {
    Set<String> ecosystems = new TreeSet<>();
    for (Key key : keys) {
      ecosystems.add(key.ecosystem());
    }
    return ecosystems;
  }

  /// Writes advisories in the order of their ids, postings in that of ecosystem and name.
  void write(ByteWriter[] sections) {
    List<Held> sorted = new ArrayList<>(records);
    sorted.sort((a, b) -> a.id.compareTo(b.id));
    ByteWriter offsets = sections[IndexFormat.ADVISORY_OFFSETS];
    ByteWriter data = sections[IndexFormat.ADVISORIES];
    offsets.u32(0);
    for (Held held : sorted) {
      data.raw(held.advisory, 0, held.advisory.length);
      offsets.u32(data.size());
    }
    writePostings(sections, postings(sorted));
    sections[IndexFormat.VERSION_LISTS].raw(lists.data().array(), 0, lists.data().size());
  }

  /// The postings of each key, each entry led by the step from the advisory before it.
  private ByteWriter[] postings(List<Held> sorted) {
    ByteWriter[] postings = new ByteWriter[keys.size()];
    int[] last = new int[keys.size()];
    for (int number = 0; number < sorted.size(); number++) {
      ByteReader held = new ByteReader(sorted.get(number).entries);
      while (!held.atEnd()) {
        int key = held.small();
        byte[] posting = held.bytes(held.small());
        ByteWriter of = postings[key];
        if (of == null) {
          of = new ByteWriter(24);
          postings[key] = of;
        }
        of.number(number - last[key]);
        of.raw(posting, 0, posting.length);
        last[key] = number;
        affectedCount++;
      }
    }
    return postings;
  }

  private void writePostings(ByteWriter[] sections, ByteWriter[] postings) {
    Integer[] order = new Integer[keys.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> keys.get(a).compareTo(keys.get(b)));
    KeyTable table = new KeyTable();
    ByteWriter out = sections[IndexFormat.POSTINGS];
    for (int number : order) {
      ByteWriter posting = postings[number];
      if (posting == null) {
        continue; // only a copy of a record spoke of it that was replaced
      }
      Key key = keys.get(number);
      table.add(IndexFormat.hash(key.ecosystem(), key.name()), out.size());
      ByteWriter head = new ByteWriter(64);
      head.string(key.ecosystem());
      head.string(key.name());
      out.u32(head.size() + posting.size());
      out.raw(head.array(), 0, head.size());
      out.raw(posting.array(), 0, posting.size());
    }
    table.write(sections[IndexFormat.BUCKETS], sections[IndexFormat.KEYS]);
  }
}
