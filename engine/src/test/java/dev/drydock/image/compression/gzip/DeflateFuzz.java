package dev.drydock.image.compression.gzip;

import dev.drydock.fuzz.ProcessorTime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Deflate streams, decoded by our decoder and by the JDK's: the same bytes, or a failure of both.
/// Beside the decoder, which is no one else's to call.
public final class DeflateFuzz {
  private static final int MOST = 1 << 20;

  private DeflateFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, DeflateFuzz::read);
  }

  private static void read(byte[] data) {
    byte[] ours = new byte[MOST];
    byte[] theirs = new byte[MOST];
    int own = ours(data, ours);
    int jdk = theirs(data, theirs);
    if (own != jdk || own > 0 && !Arrays.equals(ours, 0, own, theirs, 0, own)) {
      throw new IllegalStateException("decoded " + own + " bytes, the JDK " + jdk);
    }
  }

  /// @return how many bytes, at most what fits; negative where it fails
  private static int ours(byte[] data, byte[] out) {
    DeflateStream stream = new DeflateStream(new BitInput(new ByteArrayInputStream(data)));
    int length = 0;
    try {
      while (length < out.length) {
        int n = stream.inflate(out, length, out.length - length);
        if (n < 0) {
          return length;
        }
        length += n;
      }
      return length;
    } catch (IOException | DataFormatException _) {
      return -1;
    }
  }

  private static int theirs(byte[] data, byte[] out) {
    Inflater inflater = new Inflater(true);
    inflater.setInput(data);
    int length = 0;
    try {
      while (length < out.length && !inflater.finished()) {
        int n = inflater.inflate(out, length, out.length - length);
        if (n == 0 && !inflater.finished()) {
          return -1;
        }
        length += n;
      }
      return length;
    } catch (DataFormatException _) {
      return -1;
    } finally {
      inflater.end();
    }
  }
}
