package dev.drydock.image.layer;

import dev.drydock.image.FileContent;
import dev.drydock.image.ImageException;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a tar: V7, ustar, PAX and GNU forms, one archive or several in a row, with or without
/// blocks of zeros at the end.
///
/// Names that are not UTF-8 are taken byte by byte as ISO 8859-1.
final class TarReader {
  /// Extended headers and long names are no longer than this in any real tar.
  private static final int EXTENSION_BYTES = 1 << 20;

  /// Zeros after the end of an archive, in blocks, before no other archive is looked for.
  private static final int TRAILING_ZEROS = 2048;

  /// What estargz adds for lazy pulling is not part of the image.
  private static final Set<String> STARGZ =
      Set.of("stargz.index.json", ".prefetch.landmark", ".no.prefetch.landmark");

  private final TarBytes in;
  private final int layer;
  private final String what;
  private final Limits limits;
  private final TarHeader header = new TarHeader();
  private final PaxHeader global = new PaxHeader();
  private final PaxHeader extended = new PaxHeader();
  private byte @Nullable [] longName;
  private byte @Nullable [] longLink;
  private boolean nameTooLong;
  private int headers;
  private int climbing;
  private int tooLong;
  private boolean stopped;
  private boolean marked;

  TarReader(TarBytes in, int layer, String what, Limits limits) {
    this.in = in;
    this.layer = layer;
    this.what = what;
    this.limits = limits;
  }

  /// Members so far, and what describes them.
  int headers() {
    return headers;
  }

  /// Whether a block of zeros said that it ends.
  boolean marked() {
    return marked;
  }

  /// Entries left out because their name or link climbs out of the root.
  int climbing() {
    return climbing;
  }

  /// Entries left out because their name is over the limit.
  int tooLong() {
    return tooLong;
  }

  /// No more entries are wanted.
  void stop() {
    stopped = true;
  }

  void walk(Layer.Visitor visitor) throws IOException, InterruptedException {
    int zeros = 0;
    while (!stopped) {
      int available = in.block();
      if (available == 0) {
        return;
      }
      if (available < TarBytes.BLOCK) {
        if (zeros > 0) {
          return;
        }
        throw headers == 0 ? notTar() : corrupt("ends within a header (it was cut off)");
      }
      header.on(in.window, in.at);
      if (in.window[in.at] == 0 && header.allZero()) {
        in.at += TarBytes.BLOCK;
        marked = true;
        if (++zeros > TRAILING_ZEROS) {
          return;
        }
        continue;
      }
      if (!header.sound()) {
        if (zeros > 0) {
          return; // what follows the end is none of ours
        }
        throw headers == 0
            ? notTar()
            : corrupt("has a damaged header after " + headers + " good ones");
      }
      zeros = 0;
      if (++headers > limits.layerEntries()) {
        throw new LimitExceededException("layerEntries", what, limits.layerEntries());
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      member(visitor);
    }
  }

  private void member(Layer.Visitor visitor) throws IOException, InterruptedException {
    byte type = header.type();
    long size = header.size();
    if (size < 0) {
      throw corrupt("has a member of an impossible size");
    }
    switch (type) {
      case 'x', 'X' -> extension(size, extended);
      case 'g' -> extension(size, global);
      case 'L' -> {
        nameTooLong = size > limits.pathBytes() + 1L;
        longName = name(size);
      }
      case 'K' -> longLink = name(size);
      default -> {
        entry(type, size, visitor);
        extended.clear();
        longName = null;
        longLink = null;
        nameTooLong = false;
      }
    }
  }

  private void extension(long size, PaxHeader into) throws IOException, InterruptedException {
    if (size > EXTENSION_BYTES) {
      throw new LimitExceededException("extended header", what, EXTENSION_BYTES);
    }
    in.at += TarBytes.BLOCK;
    if (!into.add(bytes((int) size))) {
      throw corrupt("has a damaged extended header");
    }
  }

  /// A GNU long name without its final zero; `null` where it is over the limit.
  private byte @Nullable [] name(long size) throws IOException, InterruptedException {
    in.at += TarBytes.BLOCK;
    if (size > limits.pathBytes() + 1L) {
      pass(size);
      return null;
    }
    byte[] bytes = bytes((int) size);
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return Arrays.copyOf(bytes, length);
  }

  /// The next bytes, and passes over them and their padding.
  private byte[] bytes(int size) throws IOException, InterruptedException {
    byte[] bytes = in.content(size).bytes(size, what);
    in.release();
    pass(size);
    return bytes;
  }

  private void entry(byte type, long headerSize, Layer.Visitor visitor)
      throws IOException, InterruptedException {
    long paxSize = number("size");
    long stored = bare(type) ? 0 : paxSize >= 0 ? paxSize : headerSize;
    SparseMap sparse = SparseMap.of(header, extended, type);
    in.at += TarBytes.BLOCK;
    if (sparse != null) {
      sparse.readExtensions(in, what);
    }
    byte[] rawName = rawName(sparse);
    String path =
        nameTooLong || rawName.length > limits.pathBytes() ? "" : EntryPath.clean(rawName);
    if (nameTooLong || rawName.length > limits.pathBytes()) {
      tooLong++;
    } else if (path == null) {
      climbing++;
    } else {
      show(type, path, rawName, stored, sparse, visitor);
    }
    pass(stored);
  }

  private void show(
      byte type,
      String path,
      byte[] rawName,
      long stored,
      @Nullable SparseMap sparse,
      Layer.Visitor visitor)
      throws IOException, InterruptedException {
    LayerEntry.Type kind = kind(type, rawName);
    if (kind == LayerEntry.Type.FILE) {
      if (STARGZ.contains(path)) {
        return;
      }
      FileContent content = stored == 0 ? EmptyContent.INSTANCE : in.content(stored);
      if (sparse != null) {
        content = sparse.apply(content, what);
      }
      visitor.visit(
          new LayerEntry(path, kind, content.size(), header.mode(), null, layer), owner(), content);
      in.release();
      return;
    }
    String link = null;
    if (kind == LayerEntry.Type.SYMLINK) {
      link = TarHeader.decode(rawLink());
    } else if (kind == LayerEntry.Type.HARDLINK) {
      link = EntryPath.clean(rawLink());
      if (link == null) {
        climbing++;
        return;
      }
    }
    visitor.visit(
        new LayerEntry(path, kind, 0, header.mode(), link, layer), owner(), EmptyContent.INSTANCE);
  }

  private Layer.Owner owner() {
    return new Layer.Owner(owner("uid", header.user()), owner("gid", header.group()));
  }

  private long owner(String key, long ofHeader) {
    long own = extended.number(key);
    long common = own < 0 ? global.number(key) : own;
    return common < 0 ? ofHeader : common;
  }

  private byte[] rawName(@Nullable SparseMap sparse) {
    byte[] name = sparse == null ? null : extended.value("GNU.sparse.name");
    if (name == null) {
      name = value("path");
    }
    if (name == null) {
      name = longName;
    }
    return name == null ? header.name() : name;
  }

  private byte[] rawLink() {
    byte[] link = value("linkpath");
    if (link == null) {
      link = longLink;
    }
    return link == null ? header.link() : link;
  }

  private byte @Nullable [] value(String key) {
    if (extended.isEmpty() && global.isEmpty()) {
      return null;
    }
    byte[] value = extended.value(key);
    return value == null ? global.value(key) : value;
  }

  private long number(String key) throws ImageException {
    if (extended.isEmpty() && global.isEmpty()) {
      return -1;
    }
    PaxHeader header = extended.has(key) ? extended : global;
    long number = header.number(key);
    if (number < 0 && header.has(key)) {
      throw corrupt("has a damaged extended header");
    }
    return number;
  }

  /// Whether members of this type have no bytes, whatever their size field says.
  private static boolean bare(byte type) {
    return type >= '1' && type <= '6';
  }

  private static LayerEntry.Type kind(byte type, byte[] name) {
    return switch (type) {
      case '0', '7', 'S' -> LayerEntry.Type.FILE;
      case 0 ->
          name.length > 0 && name[name.length - 1] == '/'
              ? LayerEntry.Type.DIRECTORY
              : LayerEntry.Type.FILE;
      case '1' -> LayerEntry.Type.HARDLINK;
      case '2' -> LayerEntry.Type.SYMLINK;
      case '5', 'D' -> LayerEntry.Type.DIRECTORY;
      default -> LayerEntry.Type.OTHER;
    };
  }

  /// Passes over the content of a member and its padding, which umoci leaves out after the last
  /// one.
  private void pass(long size) throws IOException, InterruptedException {
    if (!in.skip(size)) {
      throw corrupt("ends within a file (it was cut off)");
    }
    if (!in.skip(-size & TarBytes.BLOCK - 1)) {
      stopped = true;
    }
  }

  private ImageException notTar() {
    return new ImageException(
        ImageException.Kind.NOT_AN_IMAGE,
        what + " is not a tar archive; check that it is what you meant");
  }

  private ImageException corrupt(String why) {
    return new ImageException(
        ImageException.Kind.CORRUPT, what + " " + why + "; get or build the image again");
  }
}
