package dev.drydock.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A bbolt database file (github.com/etcd-io/bbolt) of nested buckets, as containerd keeps its
/// metadata in one. Keys have to be ASCII.
public final class BoltDatabase {
  private static final int PAGE = 4096;
  private static final int HEADER = 16;
  private static final int ELEMENT = 16;
  private static final int PER_LEAF = 20;

  private final SortedMap<String, Object> root = new TreeMap<>();
  private final List<byte[]> pages = new ArrayList<>();

  /// Puts a value; the buckets on the way are made.
  ///
  /// @param path the names of buckets, then the key
  public BoltDatabase put(String value, String... path) {
    SortedMap<String, Object> at = root;
    for (int i = 0; i < path.length - 1; i++) {
      at = bucket(at.computeIfAbsent(path[i], _ -> new TreeMap<String, Object>()));
    }
    at.put(path[path.length - 1], value);
    return this;
  }

  @SuppressWarnings("unchecked") // only buckets and strings are ever put
  private static SortedMap<String, Object> bucket(Object value) {
    return (SortedMap<String, Object>) value;
  }

  /// The file. The first meta page is of an older transaction, the second counts.
  public byte[] bytes() {
    pages.clear();
    for (int i = 0; i < 3; i++) {
      pages.add(new byte[PAGE]);
    }
    long top = tree(root);
    pages.set(0, meta(0, 2, 7));
    pages.set(1, meta(1, top, 8));
    pages.set(2, whole(header(2, 0x10, 0, 0)));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    pages.forEach(file::writeBytes);
    return file.toByteArray();
  }

  private static ByteBuffer header(long id, int flags, int count, int overflow) {
    ByteBuffer page = ByteBuffer.allocate(PAGE * (1 + overflow)).order(ByteOrder.LITTLE_ENDIAN);
    return page.putLong(id).putShort((short) flags).putShort((short) count).putInt(overflow);
  }

  private static byte[] whole(ByteBuffer page) {
    byte[] bytes = new byte[page.capacity()];
    page.get(0, bytes);
    return bytes;
  }

  private static byte[] meta(long id, long top, long transaction) {
    ByteBuffer page = header(id, 4, 0, 0);
    page.putInt(0xED0CDAED).putInt(2).putInt(PAGE).putInt(0);
    page.putLong(top).putLong(0).putLong(2).putLong(100).putLong(transaction);
    long hash = 0xcbf29ce484222325L;
    for (int i = HEADER; i < HEADER + 56; i++) {
      hash = (hash ^ (page.get(i) & 0xff)) * 0x100000001b3L;
    }
    return whole(page.putLong(hash));
  }

  /// Writes a bucket's pages, and tells the topmost.
  private long tree(SortedMap<String, Object> bucket) {
    List<Map.Entry<String, Object>> entries = List.copyOf(bucket.entrySet());
    List<String> least = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    for (int from = 0; from < Math.max(1, entries.size()); from += PER_LEAF) {
      List<Map.Entry<String, Object>> some =
          entries.subList(from, Math.min(entries.size(), from + PER_LEAF));
      List<byte[]> values = new ArrayList<>();
      some.forEach(entry -> values.add(value(entry.getValue())));
      least.add(some.isEmpty() ? "" : some.getFirst().getKey());
      ids.add(add(leaf(some, values)));
    }
    if (ids.size() == 1) {
      return ids.getFirst();
    }
    ByteBuffer branch = header(0, 1, ids.size(), 0);
    int at = HEADER + ELEMENT * ids.size();
    for (int i = 0; i < ids.size(); i++) {
      byte[] key = least.get(i).getBytes(StandardCharsets.US_ASCII);
      int element = HEADER + ELEMENT * i;
      branch.putInt(element, at - element).putInt(element + 4, key.length);
      branch.putLong(element + 8, ids.get(i));
      branch.put(at, key);
      at += key.length;
    }
    return add(whole(branch));
  }

  private long add(byte[] page) {
    long id = pages.size();
    ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).putLong(0, id);
    for (int at = 0; at < page.length; at += PAGE) {
      pages.add(Arrays.copyOfRange(page, at, at + PAGE));
    }
    return id;
  }

  private static byte[] leaf(List<Map.Entry<String, Object>> entries, List<byte[]> values) {
    int size = HEADER + ELEMENT * entries.size();
    for (int i = 0; i < entries.size(); i++) {
      size += entries.get(i).getKey().length() + values.get(i).length;
    }
    ByteBuffer page = header(0, 2, entries.size(), (size - 1) / PAGE);
    int at = HEADER + ELEMENT * entries.size();
    for (int i = 0; i < entries.size(); i++) {
      byte[] key = entries.get(i).getKey().getBytes(StandardCharsets.US_ASCII);
      int element = HEADER + ELEMENT * i;
      page.putInt(element, entries.get(i).getValue() instanceof String ? 0 : 1);
      page.putInt(element + 4, at - element).putInt(element + 8, key.length);
      page.putInt(element + 12, values.get(i).length);
      page.put(at, key).put(at + key.length, values.get(i));
      at += key.length + values.get(i).length;
    }
    return whole(page);
  }

  /// A bucket of a few plain values lies within the value, a larger one on pages of its own.
  private byte[] value(Object value) {
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    SortedMap<String, Object> bucket = bucket(value);
    boolean plain =
        bucket.size() < 6 && bucket.values().stream().allMatch(String.class::isInstance);
    if (!plain) {
      return ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(tree(bucket)).array();
    }
    List<byte[]> values = new ArrayList<>();
    bucket.values().forEach(one -> values.add(value(one)));
    byte[] page = leaf(List.copyOf(bucket.entrySet()), values);
    return ByteBuffer.allocate(16 + page.length).position(16).put(page).array();
  }
}
