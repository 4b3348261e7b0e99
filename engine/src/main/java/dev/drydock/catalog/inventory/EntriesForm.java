package dev.drydock.catalog.inventory;

import dev.drydock.cache.DamagedEntryException;
import dev.drydock.cache.EntryReader;
import dev.drydock.cache.EntryWriter;
import dev.drydock.cache.NotCacheableException;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.LayerEntry.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// How the entries of a layer stand in a cache: each path as what differs from the one before,
/// since neighbours share their directory.
final class EntriesForm {
  private static final Type[] TYPES = {
    Type.FILE, Type.DIRECTORY, Type.SYMLINK, Type.HARDLINK, Type.OTHER
  };
  private static final int TYPE = 7;
  private static final int WIDE = 8;
  private static final int LINKED = 16;

  private EntriesForm() {}

  static void write(List<LayerEntry> entries, EntryWriter out) throws NotCacheableException {
    out.number(entries.size());
    byte[] last = {};
    for (LayerEntry entry : entries) {
      String path = entry.path();
      boolean narrow = EntryWriter.narrow(path);
      out.number(number(entry.type()) | (narrow ? 0 : WIDE) | (entry.link() == null ? 0 : LINKED));
      if (narrow) {
        byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
        int mismatch = Arrays.mismatch(last, bytes);
        int shared = mismatch < 0 ? bytes.length : mismatch;
        out.number(shared);
        out.number(bytes.length - shared);
        out.raw(bytes, shared, bytes.length - shared);
        last = bytes;
      } else {
        out.text(path);
      }
      out.number(entry.size());
      out.number(Integer.toUnsignedLong(entry.mode()));
      if (entry.link() != null) {
        out.text(entry.link());
      }
    }
  }

  /// Its place in [#TYPES].
  private static int number(Type type) {
    return switch (type) {
      case FILE -> 0;
      case DIRECTORY -> 1;
      case SYMLINK -> 2;
      case HARDLINK -> 3;
      case OTHER -> 4;
    };
  }

  /// @param layer index of the layer in the image at hand
  /// @param most entries that a layer may have
  static void read(EntryReader in, int layer, int most, List<LayerEntry> entries)
      throws DamagedEntryException {
    int count = in.count();
    if (count > most) {
      throw new DamagedEntryException("more entries than a layer may have");
    }
    byte[] last = new byte[256];
    int length = 0;
    for (int i = 0; i < count; i++) {
      int head = in.number(TYPE | WIDE | LINKED);
      if ((head & TYPE) >= TYPES.length) {
        throw new DamagedEntryException("an entry of no known type");
      }
      String path;
      if ((head & WIDE) == 0) {
        int shared = in.number(length);
        int more = in.count();
        last = shared + more > last.length ? Arrays.copyOf(last, 2 * (shared + more)) : last;
        in.raw(last, shared, more);
        length = shared + more;
        path = new String(last, 0, length, StandardCharsets.ISO_8859_1);
      } else {
        path = in.text();
      }
      long size = in.number();
      int mode = (int) in.number();
      String link = (head & LINKED) == 0 ? null : in.text();
      entries.add(new LayerEntry(path, TYPES[head & TYPE], size, mode, link, layer));
    }
  }
}
