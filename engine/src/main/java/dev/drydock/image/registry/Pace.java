package dev.drydock.image.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/// Notices a server that keeps a connection alive by handing out next to nothing: within each read
/// timeout a few kilobytes have to arrive.
final class Pace {
  private static final long LEAST = 16 << 10;

  private final RegistrySettings settings;
  private long windowStart;
  private long windowBytes;

  Pace(RegistrySettings settings) {
    this.settings = settings;
    restart();
  }

  void restart() {
    windowStart = settings.clock().millis();
    windowBytes = 0;
  }

  /// @return whether too little has arrived
  boolean tooSlow(int arrived) {
    windowBytes += arrived;
    if (settings.clock().millis() - windowStart <= settings.readTimeout().toMillis()) {
      return false;
    }
    boolean slow = windowBytes < LEAST;
    restart();
    return slow;
  }

  /// A stream that fails where it is too slow.
  static InputStream watch(InputStream in, RegistrySettings settings) {
    Pace pace = new Pace(settings);
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int n = in.read(target, offset, length);
        if (n > 0 && pace.tooSlow(n)) {
          throw new SocketTimeoutException("next to nothing arrives");
        }
        return n;
      }
    };
  }
}
