package dev.drydock.image.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// Layers that are made to wear the reader out: all end soon, within little memory.
class HostileLayersTest {

  /// One header again and again.
  private static InputStream headers(long count) {
    byte[] header =
        new TarWriter().header("file".getBytes(StandardCharsets.UTF_8), '0', 0644, 0, new byte[0]);
    return new InputStream() {
      private long at;

      @Override
      public int read() {
        return at >= count * 512 ? -1 : header[(int) (at++ % 512)] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        if (at >= count * 512) {
          return -1;
        }
        int from = (int) (at % 512);
        int n = Math.min(512 - from, length);
        System.arraycopy(header, from, target, offset, n);
        at += n;
        return n;
      }
    };
  }

  @Test
  void entriesWithoutEndStopAtTheLimit() {
    StreamLayer layer =
        new StreamLayer(
            Walks.description(0), () -> headers(Long.MAX_VALUE >> 10), null, -1, Limits.defaults());
    int[] seen = new int[1];
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () ->
            assertThatThrownBy(() -> layer.walk((_, _) -> seen[0]++))
                .isInstanceOf(LimitExceededException.class)
                .hasMessage("layer 2 goes over the limit of 2,000,000 (layerEntries)"));
    assertThat(seen[0]).isEqualTo(2_000_000);
  }

  @Test
  void largeSizesInHeadersTakeNoMemory() {
    for (String size : new String[] {"77777777777", "00077777777"}) {
      byte[] header =
          new TarWriter()
              .header("file".getBytes(StandardCharsets.UTF_8), '0', 0644, 0, new byte[0]);
      System.arraycopy(size.getBytes(StandardCharsets.UTF_8), 0, header, 124, 11);
      byte[] tar = new TarWriter().raw(TarWriter.checksum(header)).bytes();
      assertThatThrownBy(
              () ->
                  Walks.stream(tar, null, tar.length, Limits.defaults(), new ArrayList<>())
                      .walk((_, content) -> content.bytes(512 << 20, "file")))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void extendedHeadersAreBounded() {
    TarWriter writer = new TarWriter();
    byte[] tar =
        writer
            .raw(
                writer.header(
                    "x".getBytes(StandardCharsets.UTF_8), 'x', 0644, 1L << 32, new byte[0]))
            .bytes();
    assertThatThrownBy(() -> Walks.both(tar)).isInstanceOf(LimitExceededException.class);
  }
}
