package dev.drydock.image.layer;

import dev.drydock.image.FileContent;
import dev.drydock.image.ImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the pieces of a file with holes are (GNU tar manual, "Storing Sparse Files": the old GNU
/// format, and PAX formats 0.0, 0.1 and 1.0).
final class SparseMap {
  /// Offset, length, and so on, of the old format: four in the header, 21 in each further block.
  private static final int HEADER_MAP = 386;

  private static final int HEADER_PIECES = 4;
  private static final int HEADER_EXTENDED = 482;
  private static final int HEADER_REAL_SIZE = 483;
  private static final int BLOCK_PIECES = 21;
  private static final int BLOCK_EXTENDED = 504;
  private static final int PIECE = 24;

  /// A map is no longer than this.
  private static final int MAX_NUMBERS = 1 << 20;

  private final long size;
  private final List<Long> map;

  /// Whether the map stands before the data, in decimal lines: format 1.0.
  private final boolean inData;

  private boolean moreBlocks;

  private SparseMap(long size, List<Long> map, boolean inData) {
    this.size = size;
    this.map = map;
    this.inData = inData;
  }

  /// The map of the member with this header; `null` where it has no holes.
  static @Nullable SparseMap of(TarHeader header, PaxHeader pax, byte type) {
    if (type == 'S') {
      SparseMap old = new SparseMap(header.number(HEADER_REAL_SIZE, 12), new ArrayList<>(), false);
      old.moreBlocks =
          old.pieces(header, HEADER_MAP, HEADER_PIECES) && header.number(HEADER_EXTENDED, 1) != 0;
      return old;
    }
    if (pax.isEmpty()) {
      return null;
    }
    if (pax.number("GNU.sparse.major") == 1) {
      return new SparseMap(pax.number("GNU.sparse.realsize"), new ArrayList<>(), true);
    }
    if (pax.has("GNU.sparse.size")) {
      List<Long> map = pax.sparseMap();
      return new SparseMap(pax.number("GNU.sparse.size"), map == null ? List.of(-1L) : map, false);
    }
    return null;
  }

  /// Reads the blocks that continue the map of the old format, which stand before the data.
  void readExtensions(TarBytes in, String what) throws IOException, InterruptedException {
    TarHeader block = new TarHeader();
    while (moreBlocks) {
      if (in.block() < TarBytes.BLOCK || map.size() > MAX_NUMBERS) {
        throw damaged(what);
      }
      block.on(in.window, in.at);
      moreBlocks = pieces(block, 0, BLOCK_PIECES) && in.window[in.at + BLOCK_EXTENDED] != 0;
      in.at += TarBytes.BLOCK;
    }
  }

  private boolean pieces(TarHeader block, int offset, int count) {
    for (int i = 0; i < count; i++) {
      long from = block.number(offset + i * PIECE, 12);
      long length = block.number(offset + i * PIECE + 12, 12);
      if (from == 0 && length == 0 && i > 0) {
        return false;
      }
      map.add(from);
      map.add(length);
    }
    return true;
  }

  /// The file with its holes.
  FileContent apply(FileContent stored, String what) throws IOException {
    long dataStart = inData ? readFromData(stored, what) : 0;
    SparseContent content = SparseContent.of(stored, dataStart, size, map);
    if (content == null) {
      throw damaged(what);
    }
    return content;
  }

  /// Format 1.0: a count, then so many offsets and lengths, each on a line, padded to whole blocks.
  private long readFromData(FileContent stored, String what) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(TarBytes.BLOCK);
    long at = 0;
    long wanted = -1;
    long number = -1;
    while (wanted < 0 || map.size() < wanted) {
      block.clear();
      if (stored.read(at, block) < TarBytes.BLOCK) {
        throw damaged(what);
      }
      at += TarBytes.BLOCK;
      for (int i = 0; i < TarBytes.BLOCK && (wanted < 0 || map.size() < wanted); i++) {
        byte b = block.get(i);
        if (b >= '0' && b <= '9' && number < Long.MAX_VALUE / 10 - 1) {
          number = Math.max(number, 0) * 10 + b - '0';
        } else if (b != '\n' || number < 0) {
          throw damaged(what);
        } else {
          if (wanted >= 0) {
            map.add(number);
          } else if (number > MAX_NUMBERS / 2) {
            throw damaged(what);
          } else {
            wanted = 2 * number;
          }
          number = -1;
        }
      }
    }
    return at;
  }

  private static ImageException damaged(String what) {
    return new ImageException(
        ImageException.Kind.CORRUPT,
        what + " has a file with holes whose map is damaged; get or build the image again");
  }
}
