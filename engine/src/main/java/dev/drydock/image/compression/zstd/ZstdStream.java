package dev.drydock.image.compression.zstd;

import dev.drydock.image.chunk.BulkInput;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// What is in a sequence of zstd frames (RFC 8878, section 3). Skippable frames, in which
/// zstd:chunked keeps its table of contents, are passed over.
///
/// A window, that is how far back a frame may refer, of up to 128 MiB is taken, which is what the
/// reference decoder takes without being asked; memory for it is taken as it fills. Dictionaries
/// are not known.
public final class ZstdStream extends BulkInput {
  private static final int BLOCK_HEADER = 3;

  private final InputStream in;
  private final byte[] small = new byte[Long.BYTES];
  private final History history = new History();
  private final CompressedBlock compressed = new CompressedBlock();
  private final XxHash64 checksum = new XxHash64();

  /// `null` between frames.
  private @Nullable FrameHeader frame;

  /// What has come out of the frame.
  private long produced;

  private boolean ended;

  public ZstdStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!history.waits()) {
      if (ended) {
        return -1;
      }
      advance();
    }
    return history.give(target, offset, length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void advance() throws IOException {
    if (frame != null) {
      block(frame);
      return;
    }
    frame = FrameHeader.next(in, small);
    if (frame == null) {
      ended = true;
      return;
    }
    produced = 0;
    checksum.reset();
    history.begin(frame.window());
    compressed.begin();
  }

  /// Section 3.1.1.2.
  private void block(FrameHeader of) throws IOException {
    int header = (int) number(BLOCK_HEADER);
    int size = header >>> 3;
    if (size > history.blockLimit) {
      throw ZstdException.damaged("a block of " + size + " bytes");
    }
    history.makeRoom();
    int before = history.written;
    switch (header >>> 1 & 3) {
      case 0 -> history.append(in, size);
      case 1 -> history.append((byte) number(1), size);
      case 2 -> compressed.decode(in, size, history);
      default -> throw ZstdException.damaged("a block of a kind that there is not");
    }
    produced += history.written - before;
    if (of.checked()) {
      checksum.update(history.bytes, before, history.written - before);
    }
    if ((header & 1) != 0) {
      end(of);
    }
  }

  private void end(FrameHeader of) throws IOException {
    if (of.content() >= 0 && of.content() != produced) {
      throw ZstdException.damaged(
          "a frame of " + produced + " bytes that says it had " + of.content());
    }
    if (of.checked() && number(Integer.BYTES) != (checksum.value() & 0xffffffffL)) {
      throw ZstdException.damaged("its checksum does not fit its content");
    }
    frame = null;
  }

  private long number(int bytes) throws IOException {
    return FrameHeader.number(in, small, bytes);
  }
}
