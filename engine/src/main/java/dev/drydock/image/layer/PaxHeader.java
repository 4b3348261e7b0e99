package dev.drydock.image.layer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The records of PAX extended headers that say something about paths, sizes, owners and holes
/// (POSIX.1-2001 pax, "pax Extended Header"; GNU tar manual, "Storing Sparse Files").
///
/// Records are `LENGTH KEY=VALUE\n`; values are bytes, since names need not be UTF-8.
final class PaxHeader {
  private static final String SPARSE = "GNU.sparse.";

  private final Map<String, byte[]> records = new HashMap<>();

  /// Offsets and lengths in turn, of sparse format 0.0, where the same key stands again and again.
  private final List<Long> sparseMap = new ArrayList<>();

  boolean isEmpty() {
    return records.isEmpty() && sparseMap.isEmpty();
  }

  void clear() {
    records.clear();
    sparseMap.clear();
  }

  /// Adds what `body` says.
  ///
  /// @return whether all of it was well formed; what stood before the first bad record is added
  boolean add(byte[] body) {
    int at = 0;
    while (at < body.length && body[at] != 0) {
      int length = 0;
      int digits = at;
      while (digits < body.length && body[digits] >= '0' && body[digits] <= '9') {
        length = length * 10 + body[digits++] - '0';
        if (length > body.length) {
          return false;
        }
      }
      int end = at + length;
      if (digits == at
          || digits >= body.length
          || body[digits] != ' '
          || end > body.length
          || end <= digits
          || body[end - 1] != '\n') {
        return false;
      }
      if (!record(body, digits + 1, end - 1)) {
        return false;
      }
      at = end;
    }
    return true;
  }

  private boolean record(byte[] body, int from, int to) {
    int equals = from;
    while (equals < to && body[equals] != '=') {
      equals++;
    }
    if (equals == from || equals >= to) {
      return false;
    }
    String key = new String(body, from, equals - from, StandardCharsets.UTF_8);
    if (!key.equals("path")
        && !key.equals("linkpath")
        && !key.equals("size")
        && !key.equals("uid")
        && !key.equals("gid")
        && !key.startsWith(SPARSE)) {
      return true;
    }
    byte[] value = new byte[to - equals - 1];
    System.arraycopy(body, equals + 1, value, 0, value.length);
    if (key.equals(SPARSE + "offset") || key.equals(SPARSE + "numbytes")) {
      sparseMap.add(decimal(value));
    } else if (value.length == 0) {
      records.remove(key); // an empty value takes back an earlier one
    } else {
      records.put(key, value);
    }
    return true;
  }

  byte @Nullable [] value(String key) {
    return records.get(key);
  }

  boolean has(String key) {
    return records.containsKey(key);
  }

  /// A decimal number; -1 where there is none, or none that a `long` holds.
  long number(String key) {
    byte[] value = records.get(key);
    return value == null ? -1 : decimal(value);
  }

  /// The map of sparse formats 0.0 and 0.1, empty where there is none; `null` where it is no map.
  @Nullable List<Long> sparseMap() {
    byte[] map = records.get(SPARSE + "map");
    if (map == null) {
      return List.copyOf(sparseMap);
    }
    List<Long> numbers = new ArrayList<>();
    int at = 0;
    while (at < map.length) {
      int comma = at;
      while (comma < map.length && map[comma] != ',') {
        comma++;
      }
      long number = decimal(map, at, comma);
      if (number < 0) {
        return null;
      }
      numbers.add(number);
      at = comma + 1;
    }
    return numbers;
  }

  private static long decimal(byte[] value) {
    return decimal(value, 0, value.length);
  }

  static long decimal(byte[] value, int from, int to) {
    long number = 0;
    if (from >= to) {
      return -1;
    }
    for (int i = from; i < to; i++) {
      int digit = value[i] - '0';
      if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
