package dev.drydock.image.compression.zstd;

import dev.drydock.fuzz.ProcessorTime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;

/// Zstd streams, decoded by our decoder and by libzstd: the same bytes, and a failure wherever
/// libzstd fails. Beside the decoder, whose judge is no one else's to call.
public final class ZstdFuzz {
  private static final int MOST = 1 << 20;
  private static final ReferenceDecoder REFERENCE = new ReferenceDecoder(MOST);

  private ZstdFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, ZstdFuzz::read);
  }

  private static void read(byte[] data) {
    byte[] ours;
    try (ZstdStream stream = new ZstdStream(new ByteArrayInputStream(data))) {
      ours = stream.readNBytes(MOST + 1);
    } catch (IOException _) {
      return; // what libzstd takes beside is for the tests to judge
    }
    byte[] theirs = ours.length > MOST ? ours : REFERENCE.decode(data);
    if (!Arrays.equals(ours, theirs)) {
      throw new IllegalStateException(
          "decoded " + ours.length + " bytes, libzstd " + (theirs == null ? -1 : theirs.length));
    }
  }
}
