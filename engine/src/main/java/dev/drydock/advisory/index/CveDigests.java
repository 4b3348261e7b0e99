package dev.drydock.advisory.index;

import java.util.Arrays;
import java.util.Set;

/// What a table says by CVE, as numbers that are equal where it says the same.
///
/// @param keys of [CveNumber], in their order
/// @param values one for each key, never 0, which stands for what is not there
record CveDigests(int[] keys, long[] values) {

  /// KEV: day and ransomware.
  static CveDigests kev(Section section) {
    int count = section.size() / 8;
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = 1L + (section.u32(4 * (count + i)) & 0xffff_ffffL);
    }
    return new CveDigests(keys(section, count), values);
  }

  /// EPSS: how many of `boundaries` a score has reached; without those that have reached none.
  static CveDigests epss(Section keys, Section scores, double[] boundaries) {
    int count = keys.size() / 4;
    int[] all = keys(keys, count);
    long[] values = new long[count];
    int kept = 0;
    for (int i = 0; i < count; i++) {
      double score = scores.u24(6 * i) / IndexFormat.EPSS_UNIT;
      long reached = 0;
      for (double boundary : boundaries) {
        reached += score >= boundary ? 1 : 0;
      }
      if (reached > 0) {
        all[kept] = all[i];
        values[kept] = reached;
        kept++;
      }
    }
    return new CveDigests(Arrays.copyOf(all, kept), Arrays.copyOf(values, kept));
  }

  /// Further severities: all rows of a CVE.
  ///
  /// @param strings the digests of the shared strings
  static CveDigests severities(Section keys, Section rows, Section table, long[] strings) {
    int count = keys.size() / 4;
    int[] all = new int[count];
    long[] values = new long[count];
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int key = keys.u32(4 * i);
      if (kept == 0 || all[kept - 1] != key) {
        all[kept] = key;
        values[kept] = 0;
        kept++;
      }
      values[kept - 1] =
          ContentDigest.after(values[kept - 1], row(table, 12 * rows.u32(4 * i), strings)) | 1;
    }
    int[] sorted = Arrays.copyOf(all, kept);
    checkOrder(sorted);
    return new CveDigests(sorted, Arrays.copyOf(values, kept));
  }

  private static long row(Section table, int at, long[] strings) {
    int source = table.u32(at + 8);
    long digest = ContentDigest.after(strings[table.u32(at)], strings[table.u32(at + 4)]);
    return ContentDigest.after(digest, source == 0 ? 0 : strings[source - 1]);
  }

  private static int[] keys(Section section, int count) {
    int[] keys = new int[count];
    for (int i = 0; i < count; i++) {
      keys[i] = section.u32(4 * i);
    }
    checkOrder(keys);
    return keys;
  }

  private static void checkOrder(int[] keys) {
    for (int i = 1; i < keys.length; i++) {
      if (Integer.compareUnsigned(keys[i - 1], keys[i]) >= 0) {
        throw new ByteReader.Malformed("CVEs are not in their order");
      }
    }
  }

  /// Adds the CVEs of which the two say different things.
  static void compare(CveDigests before, CveDigests after, Set<String> changed) {
    int old = 0;
    int now = 0;
    while (old < before.keys.length || now < after.keys.length) {
      int order =
          old == before.keys.length
              ? 1
              : now == after.keys.length
                  ? -1
                  : Integer.compareUnsigned(before.keys[old], after.keys[now]);
      if (order != 0 || before.values[old] != after.values[now]) {
        changed.add(CveNumber.text(order <= 0 ? before.keys[old] : after.keys[now]));
      }
      old += order <= 0 ? 1 : 0;
      now += order >= 0 ? 1 : 0;
    }
  }
}
