package dev.drydock.cli.training;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A registry on loopback for the training run, with one image in it: just enough of the OCI
/// distribution specification that images are pulled from it, and promoted within it. Believes all
/// that it is told.
final class TrainingRegistry implements AutoCloseable {
  private final ServerSocket server;
  private final Path blobs;
  private final Map<String, byte[]> stored = new ConcurrentHashMap<>();

  /// @param layout an OCI layout with one image, which becomes `example:1`
  TrainingRegistry(Path layout) throws IOException {
    this.blobs = layout.resolve("blobs/sha256");
    String index = Files.readString(layout.resolve("index.json"));
    int digest = index.indexOf("sha256:") + "sha256:".length();
    String hex = index.substring(digest, digest + 64);
    byte[] manifest = Files.readAllBytes(blobs.resolve(hex));
    stored.put("/v2/example/manifests/1", manifest);
    stored.put("/v2/example/manifests/sha256:" + hex, manifest);
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "training-registry");
    thread.setDaemon(true);
    thread.start();
  }

  String host() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        start(() -> serve(socket));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (String request = line(in); !request.isEmpty(); request = line(in)) {
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
          if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
            length = Integer.parseInt(header.substring(15).strip());
          }
        }
        String[] words = request.split(" ");
        answer(words[0], words[1], in.readNBytes(length), socket.getOutputStream());
      }
    } catch (IOException _) {
      // the client has gone
    }
  }

  /// Without its end; empty at the end of all.
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private void answer(String method, String path, byte[] body, OutputStream out)
      throws IOException {
    int query = path.indexOf('?');
    String plain = query < 0 ? path : path.substring(0, query);
    switch (method) {
      case "POST" -> send(out, "202 Accepted", "Location: " + plain + "1\r\n", new byte[0]);
      case "PUT" -> {
        // an upload ends with `?digest=sha256%3A…`
        String name =
            query < 0
                ? plain
                : plain.substring(0, plain.indexOf("uploads/"))
                    + path.substring(path.indexOf('=') + 1).replace("%3A", ":");
        stored.put(name, body);
        send(out, "201 Created", "", new byte[0]);
      }
      default -> {
        byte[] found = plain.equals("/v2/") ? "{}".getBytes(StandardCharsets.UTF_8) : find(plain);
        String type = "Content-Type: application/vnd.oci.image.manifest.v1+json\r\n";
        if (found == null) {
          send(out, "404 Not Found", "", new byte[0]);
        } else if (method.equals("HEAD")) {
          send(out, "200 OK", type, new byte[0]);
        } else {
          send(out, "200 OK", type, found);
        }
      }
    }
  }

  private byte @Nullable [] find(String path) throws IOException {
    Path file = blobs.resolve(path.substring(path.lastIndexOf(':') + 1));
    if (path.startsWith("/v2/example/blobs/sha256:") && Files.exists(file)) {
      return Files.readAllBytes(file);
    }
    byte[] own = stored.get(path);
    // what was pushed under a tag is asked for by its digest, too
    return own == null && path.startsWith("/v2/copy/manifests/sha256:")
        ? stored.get(path.replace("/copy/", "/example/"))
        : own;
  }

  private static void send(OutputStream out, String status, String headers, byte[] body)
      throws IOException {
    String head = "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length;
    out.write((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
