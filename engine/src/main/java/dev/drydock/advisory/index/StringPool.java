package dev.drydock.advisory.index;

import java.util.HashMap;
import java.util.Map;

/// Strings that occur again and again, each with a number, in the order in which they came.
final class StringPool {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final ByteWriter offsets = new ByteWriter(1 << 16);
  private final ByteWriter data = new ByteWriter(1 << 18);

  StringPool() {
    offsets.u32(0);
  }

  int number(String text) {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    int number = numbers.size();
    numbers.put(text, number);
    data.string(text);
    offsets.u32(data.size());
    return number;
  }

  ByteWriter offsets() {
    return offsets;
  }

  ByteWriter data() {
    return data;
  }
}
