package dev.drydock.fuzz;

import dev.drydock.image.Image;
import dev.drydock.image.Platform;
import dev.drydock.image.daemon.ContainerEngine;
import dev.drydock.image.daemon.DaemonAddress;
import dev.drydock.image.daemon.DaemonImages;
import dev.drydock.image.source.ImageRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/// What a container engine answers, over a socket of this machine: status lines, headers, bodies in
/// chunks, an exported image.
public final class DaemonFuzz {
  private static final Path DIRECTORY = FuzzFiles.directory();
  private static final DaemonFuzz ENGINE = new DaemonFuzz(DIRECTORY.resolve("engine"));

  private final DaemonImages images;
  private volatile FuzzAnswers answers = new FuzzAnswers(new byte[0]);

  private DaemonFuzz(Path socket) {
    images =
        new DaemonImages(
            ContainerEngine.DOCKER,
            List.of(DaemonAddress.of(socket)),
            DIRECTORY.resolve("exported"));
    try {
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket));
      socket.toFile().deleteOnExit();
      Thread.ofPlatform().daemon().start(() -> serve(server));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, ENGINE::read);
  }

  private void read(byte[] data) throws InterruptedException {
    answers = new FuzzAnswers(data);
    ImageRequest request =
        ImageRequest.parse("docker:app", Platform.linuxOn("amd64"), false, FuzzTree.LIMITS);
    try (Image image = images.open("app", request)) {
      List<String> _ = image.warnings();
    } catch (IOException _) {
      // refused
    }
  }

  private void serve(ServerSocketChannel server) {
    while (true) {
      try (SocketChannel client = server.accept()) {
        int _ = client.read(ByteBuffer.allocate(4096)); // the whole question comes at once
        ByteBuffer answer = ByteBuffer.wrap(answers.next());
        while (answer.hasRemaining()) {
          client.write(answer);
        }
      } catch (IOException _) {
        // who asked has had enough
      }
    }
  }
}
