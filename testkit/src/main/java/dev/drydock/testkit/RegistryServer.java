package dev.drydock.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The distribution project's registry (`docker-registry serve`), on a free port of this machine,
/// with what a test pushes into it.
public final class RegistryServer implements AutoCloseable {
  /// Who may read and write where a login is needed.
  public static final String USER = "drydock";

  /// The password of [#USER], with the characters that go wrong first.
  public static final String PASSWORD = "pass word:7";

  private static final String BCRYPT =
      "$2b$04$abcdefghijklmnopqrstuuFUtIA2dzmlVa6ORjQqfE5N2NwDm1mFO";
  private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final String host;
  private final @Nullable ServerCertificate certificate;
  private final boolean login;
  private final HttpClient client;

  private RegistryServer(
      Process process,
      String host,
      @Nullable ServerCertificate certificate,
      boolean login,
      HttpClient client) {
    this.process = process;
    this.host = host;
    this.certificate = certificate;
    this.login = login;
    this.client = client;
  }

  /// What a registry may ask of its users, or let them do.
  public enum Option {
    /// a user name and password
    LOGIN,
    /// TLS with a certificate that nobody knows
    TLS,
    /// lets manifests be deleted
    DELETES
  }

  /// Starts one that keeps everything in `directory`; skips the test where there is no registry to
  /// start.
  public static RegistryServer start(Path directory, Option... options)
      throws IOException, InterruptedException {
    return start(directory, null, options);
  }

  /// Whom a registry tells of pushes and deletions.
  ///
  /// @param authorization what it sends as `Authorization`
  public record Listener(URI address, String authorization) {}

  /// The same, which tells of what is done in it, and lets manifests be deleted.
  ///
  /// @param listener `null` for nobody
  public static RegistryServer start(Path directory, @Nullable Listener listener, Option... options)
      throws IOException, InterruptedException {
    List<Option> wanted = List.of(options);
    Path program = Tools.require("docker-registry", "docker-registry");
    boolean login = wanted.contains(Option.LOGIN);
    ServerCertificate certificate =
        wanted.contains(Option.TLS) ? ServerCertificate.make(directory) : null;
    StringBuilder notifications = new StringBuilder();
    StringBuilder config = new StringBuilder("version: 0.1\nlog:\n  level: info\n");
    config.append("storage:\n  filesystem:\n    rootdirectory: ").append(directory.resolve("data"));
    if (wanted.contains(Option.DELETES) || listener != null) {
      config.append("\n  delete:\n    enabled: true");
    }
    config.append("\nhttp:\n  addr: 127.0.0.1:0\n");
    if (listener != null) {
      notifications.append("notifications:\n  endpoints:\n    - name: listener\n      url: ");
      notifications
          .append(listener.address())
          .append("\n      headers:\n        Authorization: [\"");
      notifications.append(listener.authorization());
      notifications.append("\"]\n      timeout: 5s\n      threshold: 3\n      backoff: 200ms\n");
    }
    if (certificate != null) {
      config.append("  tls:\n    certificate: ").append(certificate.file());
      config.append("\n    key: ").append(certificate.key()).append('\n');
    }
    if (login) {
      Path users = Files.writeString(directory.resolve("htpasswd"), USER + ":" + BCRYPT + "\n");
      config.append("auth:\n  htpasswd:\n    realm: test\n    path: ").append(users).append('\n');
    }
    config.append(notifications);
    Path file = Files.writeString(directory.resolve("config.yml"), config);
    Path log = directory.resolve("registry.log");
    Process process =
        new ProcessBuilder(program.toString(), "serve", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    if (certificate != null) {
      client.sslContext(certificate.trusting());
    }
    return new RegistryServer(
        process, "127.0.0.1:" + port(process, log), certificate, login, client.build());
  }

  private static String port(Process process, Path log) throws IOException, InterruptedException {
    for (int i = 0; i < 1000 && process.isAlive(); i++) {
      Matcher listening = LISTENING.matcher(Files.readString(log));
      if (listening.find()) {
        return listening.group(1);
      }
      Thread.sleep(10);
    }
    process.destroyForcibly();
    throw new IOException("docker-registry does not start: " + Files.readString(log));
  }

  /// `127.0.0.1:port`.
  public String host() {
    return host;
  }

  /// The certificate to trust, in PEM form.
  public Path certificate() {
    if (certificate == null) {
      throw new IllegalStateException("a registry without TLS");
    }
    return certificate.file();
  }

  /// Pushes an image under a tag.
  public void push(String repository, String tag, BuiltImage image)
      throws IOException, InterruptedException {
    push(repository, image);
    pushManifest(repository, tag, image.manifest());
  }

  /// Pushes an image without a tag, for an index to name.
  public void push(String repository, BuiltImage image) throws IOException, InterruptedException {
    for (Blob blob : image.blobs()) {
      if (!blob.equals(image.manifest())) {
        pushBlob(repository, blob.digest(), BodyPublishers.ofByteArray(blob.bytes()));
      }
    }
    pushManifest(repository, image.manifest().digest(), image.manifest());
  }

  /// Pushes the first image of an OCI layout, a directory of any size.
  public void pushLayout(String repository, String tag, Path layout)
      throws IOException, InterruptedException {
    Matcher digests =
        Pattern.compile("\"digest\":\\s*\"sha256:([0-9a-f]{64})\"")
            .matcher(Files.readString(layout.resolve("index.json")));
    if (!digests.find()) {
      throw new IOException("no manifest in " + layout);
    }
    byte[] manifest = Files.readAllBytes(blob(layout, digests.group(1)));
    Matcher blobs = digests.reset(new String(manifest, StandardCharsets.UTF_8));
    while (blobs.find()) {
      pushBlob(
          repository,
          "sha256:" + blobs.group(1),
          BodyPublishers.ofFile(blob(layout, blobs.group(1))));
    }
    pushManifest(repository, tag, Blob.of(manifest, "application/vnd.oci.image.manifest.v1+json"));
  }

  /// Deletes a manifest, with all its tags.
  public void delete(String repository, String digest) throws IOException, InterruptedException {
    send(request(URI.create(base() + repository + "/manifests/" + digest)).DELETE());
  }

  private static Path blob(Path layout, String hex) {
    return layout.resolve("blobs/sha256").resolve(hex);
  }

  /// @param reference a tag, or the digest
  public void pushManifest(String repository, String reference, Blob manifest)
      throws IOException, InterruptedException {
    URI uri = URI.create(base() + repository + "/manifests/" + reference);
    send(
        request(uri)
            .header("Content-Type", manifest.mediaType())
            .PUT(BodyPublishers.ofByteArray(manifest.bytes())));
  }

  /// Pushes a blob, for a manifest to name.
  public void pushBlob(String repository, Blob blob) throws IOException, InterruptedException {
    pushBlob(repository, blob.digest(), BodyPublishers.ofByteArray(blob.bytes()));
  }

  private void pushBlob(String repository, String digest, BodyPublisher content)
      throws IOException, InterruptedException {
    URI start = URI.create(base() + repository + "/blobs/uploads/");
    HttpResponse<String> begun = send(request(start).POST(BodyPublishers.noBody()));
    URI upload = start.resolve(begun.headers().firstValue("Location").orElseThrow());
    send(
        request(URI.create(upload + (upload.getQuery() == null ? "?" : "&") + "digest=" + digest))
            .header("Content-Type", "application/octet-stream")
            .PUT(content));
  }

  private String base() {
    return (certificate == null ? "http://" : "https://") + host + "/v2/";
  }

  private HttpRequest.Builder request(URI uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (login) {
      byte[] plain = (USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(plain));
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          response.request() + " gave " + response.statusCode() + ": " + response.body());
    }
    return response;
  }

  @Override
  public void close() {
    client.shutdownNow();
    process.destroy();
    process.onExit().join();
  }
}
