package dev.drydock.advisory.index;

import dev.drydock.advisory.Advisories.Mentions;
import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// A walk through all of an index for the records that name some ids.
///
/// There is no table of ids: nobody but a person who asks about one vulnerability needs it, and for
/// them a walk is short enough. Ids that are not looked for are stepped over without becoming
/// strings, and so is all else.
final class IdSearch {
  private final Section[] sections;
  private final Strings strings;
  private final int[] cves;
  private final byte[][] texts;

  /// @param ids as people write them, in upper or lower case
  IdSearch(Section[] sections, Strings strings, Collection<String> ids) {
    this.sections = sections;
    this.strings = strings;
    List<String> upper = ids.stream().map(id -> id.toUpperCase(Locale.ROOT)).toList();
    this.cves =
        upper.stream().mapToInt(CveNumber::of).filter(key -> key != CveNumber.NONE).toArray();
    this.texts =
        upper.stream().map(id -> id.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  Mentions run() {
    BitSet numbers = records();
    Advisory[] advisories = new Advisory[numbers.length()];
    List<Advisory> named = new ArrayList<>();
    for (int i = numbers.nextSetBit(0); i >= 0; i = numbers.nextSetBit(i + 1)) {
      advisories[i] = advisory(i);
      named.add(advisories[i]);
    }
    return new Mentions(named, named.isEmpty() ? List.of() : affected(numbers, advisories));
  }

  /// The numbers of the records that have one of the ids in any of their places for one.
  private BitSet records() {
    Section offsets = sections[IndexFormat.ADVISORY_OFFSETS];
    Section section = sections[IndexFormat.ADVISORIES];
    ByteReader in = new ByteReader(section.copy(0, section.size()));
    BitSet found = new BitSet();
    int count = offsets.size() / 4 - 1;
    for (int i = 0; i < count; i++) {
      in.moveTo(offsets.u32(4 * i) + 1);
      boolean named = idAt(in);
      for (int list = 0; list < 2; list++) {
        for (int left = in.count(); left > 0; left--) {
          named |= idAt(in);
        }
      }
      if (named) {
        found.set(i);
      }
    }
    return found;
  }

  private boolean idAt(ByteReader in) {
    long head = in.number();
    if ((head & 1) == 0) {
      return in.stringEndsWith(texts);
    }
    int key = (int) (head >>> 1);
    for (int cve : cves) {
      if (cve == key) {
        return true;
      }
    }
    return false;
  }

  private Advisory advisory(int number) {
    Section offsets = sections[IndexFormat.ADVISORY_OFFSETS];
    int from = offsets.u32(4 * number);
    int to = offsets.u32(4 * number + 4);
    return AdvisoryCodec.read(
        new ByteReader(sections[IndexFormat.ADVISORIES].copy(from, to - from)), strings);
  }

  private List<Affected> affected(BitSet numbers, Advisory[] advisories) {
    Section postings = sections[IndexFormat.POSTINGS];
    List<Affected> found = new ArrayList<>();
    int at = 0;
    while (at < postings.size()) {
      int length = postings.u32(at);
      ByteReader in = new ByteReader(postings.copy(at + 4, length));
      int ecosystem = in.position();
      in.skipString();
      in.skipString();
      int number = 0;
      while (!in.atEnd()) {
        number += in.small();
        if (numbers.get(number)) {
          found.add(entry(in, ecosystem, advisories[number]));
        } else {
          PostingCodec.skip(in);
        }
      }
      at += 4 + length;
    }
    return found;
  }

  private Affected entry(ByteReader in, int names, Advisory advisory) {
    int here = in.position();
    in.moveTo(names);
    String ecosystem = in.string();
    String name = in.string();
    in.moveTo(here);
    return PostingCodec.read(
        in, strings, sections[IndexFormat.VERSION_LISTS], advisory, ecosystem, name);
  }
}
