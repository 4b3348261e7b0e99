package dev.drydock.catalog.rpm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes rpm headers for tests.
final class RpmHeaders {
  static final int INT32 = 4;
  static final int STRING = 6;
  static final int STRING_ARRAY = 8;
  static final int I18NSTRING = 9;

  private final List<int[]> entries = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /// A package with what every package has.
  static RpmHeaders of(String name, String version, String release) {
    return new RpmHeaders()
        .text(1000, STRING, name)
        .text(1001, STRING, version)
        .text(1002, STRING, release);
  }

  RpmHeaders text(int tag, int type, String value) {
    entry(tag, type, 1);
    string(value);
    return this;
  }

  RpmHeaders texts(int tag, List<String> values) {
    entry(tag, STRING_ARRAY, values.size());
    values.forEach(this::string);
    return this;
  }

  RpmHeaders integers(int tag, int... values) {
    while (data.size() % 4 != 0) {
      data.write(0);
    }
    entry(tag, INT32, values.length);
    ByteBuffer words = ByteBuffer.allocate(4 * values.length);
    for (int value : values) {
      words.putInt(value);
    }
    data.writeBytes(words.array());
    return this;
  }

  RpmHeaders epoch(int epoch) {
    return integers(1003, epoch);
  }

  RpmHeaders architecture(String architecture) {
    return text(1022, STRING, architecture);
  }

  RpmHeaders source(String file) {
    return text(1044, STRING, file);
  }

  RpmHeaders module(String label) {
    return text(5096, STRING, label);
  }

  /// Files by directory and base name.
  RpmHeaders files(List<String> directories, List<Integer> indexes, List<String> names) {
    return texts(1118, directories)
        .integers(1116, indexes.stream().mapToInt(Integer::intValue).toArray())
        .texts(1117, names);
  }

  byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(8 + 16 * entries.size() + data.size());
    out.putInt(entries.size()).putInt(data.size());
    for (int[] entry : entries) {
      for (int word : entry) {
        out.putInt(word);
      }
    }
    return out.put(data.toByteArray()).array();
  }

  private void entry(int tag, int type, int count) {
    entries.add(new int[] {tag, type, data.size(), count});
  }

  private void string(String value) {
    data.writeBytes(value.getBytes(StandardCharsets.UTF_8));
    data.write(0);
  }
}
