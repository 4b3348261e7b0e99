package dev.drydock.image.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.Platform;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Answers that no container engine gives: each ends in one line, and leaves no file behind.
class OddDaemonTest {
  private static final String INSPECTED =
      "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"Id\":\"sha256:00aa\"}";

  @TempDir private Path directory;

  @Test
  void brokenAnswersAreOneLine() throws Exception {
    for (String answer :
        new String[] {
          "",
          "SSH-2.0-OpenSSH\r\n",
          "HTTP/1.1 200 OK\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}3\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
          "HTTP/1.1 500 No\r\nContent-Length: 26\r\n\r\n{\"message\":\"disk is full\"}\n",
          "HTTP/1.1 200 OK\r\nX: " + "a".repeat(100_000),
        }) {
      try (PlayedDaemon daemon = new PlayedDaemon(List.of(answer))) {
        refused(daemon, answer);
      }
    }
  }

  @Test
  void exportThatBreaksOffLeavesNoFile() throws Exception {
    for (String answer :
        new String[] {
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
          "HTTP/1.1 500 No\r\n\r\n{\"message\":\"layer is gone\"}",
        }) {
      try (PlayedDaemon daemon = new PlayedDaemon(List.of(INSPECTED, answer))) {
        refused(daemon, answer);
      }
    }
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  private void refused(PlayedDaemon daemon, String answer) {
    DaemonImages images =
        new DaemonImages(
            ContainerEngine.DOCKER, List.of(DaemonAddress.parse(daemon.address())), directory);
    ImageRequest request =
        ImageRequest.parse("docker:app", Platform.linuxOn("amd64"), false, Limits.defaults());
    assertThatThrownBy(() -> images.open("app", request))
        .as(answer)
        .isInstanceOf(IOException.class)
        .message()
        .isNotBlank()
        .doesNotContain("\n");
  }

  @Test
  void addressesAreThoseOfDockerHost() {
    assertThat(DaemonAddress.parse("unix:///run/x.sock").text()).isEqualTo("unix:///run/x.sock");
    assertThat(DaemonAddress.parse("tcp://127.0.0.1:99").address()).hasToString("/127.0.0.1:99");
    assertThat(DaemonAddress.parse("tcp://[::1]:99").address().toString()).endsWith(":99");
    for (String wrong : List.of("ssh://host", "npipe:////./pipe/docker", "tcp://h:x", "/run/x")) {
      assertThatThrownBy(() -> DaemonAddress.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(wrong);
    }
  }

  /// Gives one answer to each question, in order.
  private static final class PlayedDaemon implements AutoCloseable {
    private final ServerSocket server;

    PlayedDaemon(List<String> answers) throws IOException {
      server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(() -> answer(answers));
    }

    private void answer(List<String> answers) {
      for (String answer : answers) {
        try (Socket socket = server.accept()) {
          byte[] question = new byte[4096];
          int length = 0;
          while (!new String(question, 0, length, StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            length += socket.getInputStream().read(question, length, question.length - length);
          }
          socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException _) {
          return;
        }
      }
    }

    String address() {
      return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
