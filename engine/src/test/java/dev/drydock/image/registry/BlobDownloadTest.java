package dev.drydock.image.registry;

import static dev.drydock.image.registry.PlayedRegistry.send;
import static dev.drydock.image.registry.Reading.APP;
import static dev.drydock.image.registry.Reading.assertRefused;
import static dev.drydock.image.registry.Reading.layerPath;
import static dev.drydock.image.registry.Reading.open;
import static dev.drydock.image.registry.Reading.walk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.image.Image;
import dev.drydock.image.ImageException.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Blobs that come in pieces, too long, too slowly, or as something else.
@Timeout(60)
class BlobDownloadTest {
  private static final byte[] LAYER = APP.layers().getFirst().bytes();
  private static final int CUT = 70_001;

  @Test
  void truncatedBlobIsResumedWhereItStopped() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      registry.on(
          layerPath(),
          (exchange, asked) -> {
            String range = asked.header("Range");
            if (range == null) {
              exchange.getResponseHeaders().set("ETag", "\"layer\"");
              exchange.sendResponseHeaders(200, LAYER.length);
              exchange.getResponseBody().write(LAYER, 0, CUT);
              return; // and the connection ends
            }
            int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
            send(
                exchange,
                206,
                Map.of(
                    "Content-Range",
                    "bytes " + from + "-" + (LAYER.length - 1) + "/" + LAYER.length),
                Arrays.copyOfRange(LAYER, from, LAYER.length));
          });
      try (Image image = open(registry)) {
        assertThat(walk(image)).containsExactly("noise", "end");
      }
      assertThat(registry.asked(layerPath())).hasSize(2);
      PlayedRegistry.Asked second = registry.asked(layerPath()).getLast();
      assertThat(second.header("Range")).isEqualTo("bytes=" + CUT + "-");
      assertThat(second.header("If-Range")).isEqualTo("\"layer\"");
    }
  }

  @Test
  void serverWithoutRangesIsReadAnewUpToThePlace() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      registry.on(
          layerPath(),
          (exchange, _) -> {
            boolean first = registry.asked(layerPath()).size() == 1;
            exchange.sendResponseHeaders(200, LAYER.length);
            exchange.getResponseBody().write(LAYER, 0, first ? CUT : LAYER.length);
          });
      try (Image image = open(registry)) {
        assertThat(walk(image)).containsExactly("noise", "end");
      }
      assertThat(registry.asked(layerPath())).hasSize(2);
    }
  }

  @Test
  void chunkedBlobWithoutLengthIsResumedToo() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      registry.on(
          layerPath(),
          (exchange, _) -> {
            boolean first = registry.asked(layerPath()).size() == 1;
            exchange.sendResponseHeaders(200, 0); // chunked
            exchange.getResponseBody().write(LAYER, 0, first ? CUT : LAYER.length);
          });
      try (Image image = open(registry)) {
        assertThat(walk(image)).containsExactly("noise", "end");
      }
    }
  }

  @Test
  void rangeThatWasNotAskedForIsRefused() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      registry.on(
          layerPath(),
          (exchange, asked) -> {
            if (asked.header("Range") == null) {
              exchange.sendResponseHeaders(200, LAYER.length);
              exchange.getResponseBody().write(LAYER, 0, CUT);
              return;
            }
            send(exchange, 206, Map.of("Content-Range", "bytes 0-5/6"), "wrong!");
          });
      try (Image image = open(registry)) {
        assertRefused(() -> walk(image), Kind.UNAVAILABLE, "does not go on with layer 0");
      }
    }
  }

  @Test
  void blobThatNeverComesWholeEndsAfterBoundedAttempts() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      registry.on(
          layerPath(),
          (exchange, asked) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from(asked) + "-");
            exchange.sendResponseHeaders(asked.header("Range") == null ? 200 : 206, LAYER.length);
            exchange.getResponseBody().write(LAYER, from(asked), 1);
            exchange.getResponseBody().flush();
          });
      try (Image image = open(registry)) {
        assertRefused(
            () -> walk(image), Kind.UNAVAILABLE, "layer 0", "the connection broke; try again");
      }
      assertThat(registry.asked(layerPath())).hasSizeBetween(6, 25);
    }
  }

  @Test
  void otherBytesThanTheDigestSaysAreRefused() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      byte[] other = LAYER.clone();
      other[4]++; // the time in the gzip header: nothing but the digest can tell
      registry.on(layerPath(), (exchange, _) -> send(exchange, 200, Map.of(), other));
      try (Image image = open(registry)) {
        assertRefused(() -> walk(image), Kind.CORRUPT, "layer 0", "its digest is sha256:");
      }
    }
  }

  @Test
  void endlessBodyEndsAtTheSizeOfTheManifest() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      registry.on(
          layerPath(),
          (exchange, _) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(LAYER);
            while (true) {
              exchange.getResponseBody().write(new byte[8192]);
            }
          });
      try (Image image = open(registry)) {
        assertRefused(() -> walk(image), Kind.CORRUPT, "layer 0", "longer than");
      }
    }
  }

  @Test
  void silentServerIsGivenUp() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      registry.on(
          layerPath(),
          (exchange, asked) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from(asked) + "-");
            exchange.sendResponseHeaders(asked.header("Range") == null ? 200 : 206, LAYER.length);
            exchange.getResponseBody().write(LAYER, from(asked), 100);
            exchange.getResponseBody().flush();
            Thread.sleep(20_000);
          });
      RegistrySettings hasty =
          TestSettings.quick().withTimeouts(Duration.ofSeconds(1), Duration.ofMillis(150));
      try (Image image = open(registry, CredentialStore.none(), hasty)) {
        assertRefused(() -> walk(image), Kind.UNAVAILABLE, "it took too long");
      }
      assertThat(registry.asked(layerPath())).hasSize(3);
    }
  }

  @Test
  void serverThatHandsOutByteByByteIsGivenUp() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      registry.on(
          layerPath(),
          (exchange, _) -> {
            exchange.sendResponseHeaders(200, LAYER.length);
            for (byte one : LAYER) {
              exchange.getResponseBody().write(one);
              exchange.getResponseBody().flush();
              Thread.sleep(20);
            }
          });
      RegistrySettings hasty =
          TestSettings.quick().withTimeouts(Duration.ofSeconds(1), Duration.ofMillis(200));
      try (Image image = open(registry, CredentialStore.none(), hasty)) {
        assertRefused(() -> walk(image), Kind.UNAVAILABLE, "it took too long");
      }
      assertThat(registry.asked(layerPath())).hasSize(3);
    }
  }

  @Test
  void missingLayerIsSaid() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      registry.on(layerPath(), (exchange, _) -> send(exchange, 404, Map.of(), "gone"));
      try (Image image = open(registry)) {
        assertRefused(() -> walk(image), Kind.NOT_FOUND, "layer 0", "is missing from");
      }
    }
  }

  private static int from(PlayedRegistry.Asked asked) {
    String range = asked.header("Range");
    return range == null
        ? 0
        : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
  }
}
