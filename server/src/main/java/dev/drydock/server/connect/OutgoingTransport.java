package dev.drydock.server.connect;

import dev.drydock.image.registry.Transport;
import dev.drydock.server.outgoing.OutgoingAnswer;
import dev.drydock.server.outgoing.OutgoingClient;
import dev.drydock.server.outgoing.OutgoingRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The engine's way to a registry, by the client that goes nowhere but where it may. What comes
/// back is bounded: manifests, lists and documents, no layers.
final class OutgoingTransport implements Transport {
  private static final int LONGEST_BODY = 1 << 20;

  private final OutgoingClient outgoing;

  OutgoingTransport(OutgoingClient outgoing) {
    this.outgoing = outgoing;
  }

  @Override
  public Response send(Request request) throws IOException, InterruptedException {
    Map<String, String> headers = new HashMap<>(request.headers());
    Body body = request.body();
    byte[] content = null;
    if (body != null) {
      headers.put("Content-Type", body.mediaType());
      try (InputStream in = body.content().open()) {
        content = in.readNBytes(LONGEST_BODY);
      }
    }
    return new Whole(
        outgoing.send(
            new OutgoingRequest(request.method().name(), request.uri(), headers, content)));
  }

  private record Whole(OutgoingAnswer answer) implements Response {
    @Override
    public int status() {
      return answer.status();
    }

    @Override
    public @Nullable String header(String name) {
      return answer.header(name).orElse(null);
    }

    @Override
    public InputStream body() {
      return new ByteArrayInputStream(answer.body());
    }

    @Override
    public void close() {
      // the answer is there as a whole
    }
  }
}
