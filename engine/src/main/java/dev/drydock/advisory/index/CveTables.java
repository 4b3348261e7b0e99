package dev.drydock.advisory.index;

import dev.drydock.advisory.Advisory;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What is known by CVE, being collected: EPSS, KEV, further severities.
final class CveTables {
  private long[] epssOrder = new long[1 << 12];
  private long[] epssValues = new long[1 << 12];
  private int epssCount;
  private final TreeMap<Integer, Integer> kev = new TreeMap<>(Integer::compareUnsigned);
  private final TreeMap<Integer, Set<Advisory.Severity>> severities =
      new TreeMap<>(Integer::compareUnsigned);

  /// `false` where `cve` is no id that fits.
  boolean epss(String cve, double epss, double percentile) {
    int key = CveNumber.of(cve);
    if (key == CveNumber.NONE) {
      return false;
    }
    if (epssCount == epssOrder.length) {
      epssOrder = Arrays.copyOf(epssOrder, 2 * epssCount);
      epssValues = Arrays.copyOf(epssValues, 2 * epssCount);
    }
    epssOrder[epssCount] = (key & 0xffff_ffffL) << 31 | epssCount;
    epssValues[epssCount] =
        Math.round(epss * IndexFormat.EPSS_UNIT) << 32
            | Math.round(percentile * IndexFormat.EPSS_UNIT);
    epssCount++;
    return true;
  }

  boolean kev(String cve, LocalDate added, boolean ransomware) {
    int key = CveNumber.of(cve);
    long day = added.toEpochDay();
    if (key == CveNumber.NONE || day < 0 || day > 1 << 24) {
      return false;
    }
    kev.put(key, (int) day << 1 | (ransomware ? 1 : 0));
    return true;
  }

  boolean severity(String cve, Advisory.Severity severity) {
    int key = CveNumber.of(cve);
    if (key == CveNumber.NONE) {
      return false;
    }
    severities.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(severity);
    return true;
  }

  void write(ByteWriter[] sections, StringPool strings) {
    writeEpss(sections[IndexFormat.EPSS_KEYS], sections[IndexFormat.EPSS_VALUES]);
    ByteWriter days = new ByteWriter(4 * kev.size() + 1);
    for (Map.Entry<Integer, Integer> entry : kev.entrySet()) {
      sections[IndexFormat.KEV].u32(entry.getKey());
      days.u32(entry.getValue());
    }
    sections[IndexFormat.KEV].raw(days.array(), 0, days.size());
    writeSeverities(sections, strings);
  }

  /// Sorted by CVE; where one stands twice, the first row counts.
  private void writeEpss(ByteWriter keys, ByteWriter values) {
    Arrays.sort(epssOrder, 0, epssCount);
    long last = -1;
    for (int i = 0; i < epssCount; i++) {
      long key = epssOrder[i] >>> 31;
      if (key != last) {
        long value = epssValues[(int) (epssOrder[i] & Integer.MAX_VALUE)];
        keys.u32((int) key);
        values.u24((int) (value >>> 32));
        values.u24((int) value);
        last = key;
      }
    }
  }

  private void writeSeverities(ByteWriter[] sections, StringPool strings) {
    Map<Advisory.Severity, Integer> offsets = new HashMap<>();
    ByteWriter data = sections[IndexFormat.SEVERITIES];
    for (Map.Entry<Integer, Set<Advisory.Severity>> entry : severities.entrySet()) {
      for (Advisory.Severity severity : entry.getValue()) {
        Integer row = offsets.get(severity);
        if (row == null) {
          row = offsets.size();
          offsets.put(severity, row);
          String source = severity.source();
          data.u32(strings.number(severity.type()));
          data.u32(strings.number(severity.score()));
          data.u32(source == null ? 0 : strings.number(source) + 1);
        }
        sections[IndexFormat.SEVERITY_KEYS].u32(entry.getKey());
        sections[IndexFormat.SEVERITY_ROWS].u32(row);
      }
    }
  }
}
