package dev.drydock.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A registry in this process that takes uploads as the OCI distribution specification 1.1 says,
/// whose content a test can change behind everybody's back, and that fails where a test wants it.
public final class FallibleRegistry implements AutoCloseable {
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final Pattern PATH =
      Pattern.compile("/v2/(.+)/(blobs/uploads|blobs|manifests|referrers)/([^/]*)");
  private static final Pattern SUBJECT =
      Pattern.compile("\"subject\":\\{[^}]*\"digest\":\"(sha256:[0-9a-f]{64})\"");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Trait> traits;
  private final Map<String, Blob> content = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> referrers = new ConcurrentHashMap<>();
  private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Fault fault = (_, _) -> false;

  /// What a registry may have or not.
  public enum Trait {
    /// lists what refers to a manifest
    REFERRERS,
    /// stores a manifest only under the condition of `If-Match`
    CONDITIONS,
    /// takes no chunks
    WHOLE_BLOBS_ONLY,
    /// lets manifests be deleted
    DELETES
  }

  /// Something that goes wrong.
  @FunctionalInterface
  public interface Fault {
    /// @param request `PUT /v2/app/manifests/1`
    /// @return whether the request is answered by this; where nothing was sent, its connection ends
    boolean strikes(HttpExchange exchange, String request) throws IOException;
  }

  public FallibleRegistry(Trait... traits) throws IOException {
    this.traits = EnumSet.noneOf(Trait.class);
    this.traits.addAll(List.of(traits));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// `127.0.0.1:port`.
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// From now on this goes wrong.
  public void fail(Fault next) {
    fault = next;
  }

  /// Method and path of all requests, first one first.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /// Puts an image there without a request.
  public void push(String repository, String tag, BuiltImage image) {
    for (Blob blob : image.blobs()) {
      content.put(repository + "/blobs/" + blob.digest(), blob);
    }
    put(repository, tag, image.manifest());
  }

  /// Puts a manifest there without a request.
  public void put(String repository, String tag, Blob manifest) {
    content.put(repository + "/manifests/" + manifest.digest(), manifest);
    content.put(repository + "/manifests/" + tag, manifest);
  }

  /// Puts anything there without a request.
  ///
  /// @param path `app/blobs/sha256:…`
  public void put(String path, Blob blob) {
    content.put(path, blob);
  }

  /// What is at `app/blobs/sha256:…` or `app/manifests/1`; `null` where nothing is.
  public @Nullable Blob get(String path) {
    return content.get(path);
  }

  /// Changes what is there, under the same name.
  public void replace(String path, byte[] bytes) {
    content.computeIfPresent(path, (_, old) -> new Blob(bytes, old.mediaType(), old.digest()));
  }

  /// The paths of all that is there.
  public Set<String> paths() {
    return Set.copyOf(content.keySet());
  }

  /// The digests that the list of referrers has for a manifest, the first attached first.
  public List<String> referrers(String repository, String subject) {
    Set<String> listed = referrers.getOrDefault(repository + "/" + subject, Set.of());
    synchronized (listed) {
      return List.copyOf(listed);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String request = exchange.getRequestMethod() + " " + path;
    requests.add(request);
    try (exchange) {
      if (fault.strikes(exchange, request)) {
        return;
      }
      Matcher parts = PATH.matcher(path);
      if (path.equals("/v2/")) {
        send(exchange, 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
      } else if (path.equals("/v2/_catalog")) {
        names(exchange, "repositories", repositories());
      } else if (path.endsWith("/tags/list")) {
        tags(exchange, path.substring(4, path.length() - "/tags/list".length()));
      } else if (!parts.matches()) {
        send(exchange, 404, "text/plain", new byte[0]);
      } else {
        byte[] body = exchange.getRequestBody().readAllBytes();
        switch (parts.group(2)) {
          case "blobs/uploads" -> upload(exchange, parts.group(1), parts.group(3), body);
          case "manifests" -> manifest(exchange, parts.group(1), parts.group(3), body);
          case "referrers" -> list(exchange, parts.group(1), parts.group(3));
          default -> stored(exchange, content.get(path.substring(4)));
        }
      }
    }
  }

  private Set<String> repositories() {
    Set<String> names = new TreeSet<>();
    for (String key : content.keySet()) {
      int at = key.indexOf("/manifests/");
      if (at > 0) {
        names.add(key.substring(0, at));
      }
    }
    return names;
  }

  private void tags(HttpExchange exchange, String repository) throws IOException {
    String manifests = repository + "/manifests/";
    Set<String> tags = new TreeSet<>();
    for (String key : content.keySet()) {
      if (key.startsWith(manifests) && key.indexOf(':') < 0) {
        tags.add(key.substring(manifests.length()));
      }
    }
    if (tags.isEmpty()) {
      error(exchange, 404, "NAME_UNKNOWN");
    } else {
      names(exchange, "tags", tags);
    }
  }

  private static void names(HttpExchange exchange, String member, Set<String> names)
      throws IOException {
    String listed = String.join(",", names.stream().map(name -> '"' + name + '"').toList());
    send(
        exchange,
        200,
        "application/json",
        ("{\"" + member + "\":[" + listed + "]}").getBytes(StandardCharsets.UTF_8));
  }

  private void upload(HttpExchange exchange, String repository, String id, byte[] body)
      throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    String method = exchange.getRequestMethod();
    if (method.equals("POST")) {
      String from = parameter(query, "from");
      Blob mounted =
          from == null ? null : content.get(from + "/blobs/" + parameter(query, "mount"));
      if (mounted != null) {
        content.put(repository + "/blobs/" + mounted.digest(), mounted);
        send(exchange, 201, "text/plain", new byte[0]);
        return;
      }
      String begun = UUID.randomUUID().toString();
      uploads.put(begun, new ByteArrayOutputStream());
      answer(exchange, 202, repository, begun, 0);
      return;
    }
    ByteArrayOutputStream upload = uploads.get(id);
    boolean chunk = method.equals("PATCH");
    if (upload == null || chunk && traits.contains(Trait.WHOLE_BLOBS_ONLY)) {
      send(exchange, upload == null ? 404 : 405, "text/plain", new byte[0]);
    } else if (chunk) {
      String range = exchange.getRequestHeaders().getFirst("Content-Range");
      if (range != null && !range.startsWith(upload.size() + "-")) {
        send(exchange, 416, "text/plain", new byte[0]);
        return;
      }
      upload.write(body);
      answer(exchange, 202, repository, id, upload.size());
    } else if (method.equals("GET")) {
      answer(exchange, 204, repository, id, upload.size());
    } else {
      upload.write(body);
      Blob blob = Blob.of(upload.toByteArray(), "application/octet-stream");
      if (!blob.digest().equals(parameter(query, "digest"))) {
        error(exchange, 400, "DIGEST_INVALID");
        return;
      }
      uploads.remove(id);
      content.put(repository + "/blobs/" + blob.digest(), blob);
      exchange.getResponseHeaders().set("Docker-Content-Digest", blob.digest());
      send(exchange, 201, "text/plain", new byte[0]);
    }
  }

  /// What a test makes arrive of a chunk before the connection ends.
  public void arrive(String path, byte[] part) {
    ByteArrayOutputStream upload = uploads.get(path.substring(path.lastIndexOf('/') + 1));
    if (upload == null) {
      throw new IllegalArgumentException(path);
    }
    upload.writeBytes(part);
  }

  private static void answer(
      HttpExchange exchange, int status, String repository, String id, int size)
      throws IOException {
    exchange.getResponseHeaders().set("Location", "/v2/" + repository + "/blobs/uploads/" + id);
    exchange.getResponseHeaders().set("Range", "0-" + Math.max(0, size - 1));
    exchange.sendResponseHeaders(status, -1);
  }

  private void manifest(HttpExchange exchange, String repository, String reference, byte[] body)
      throws IOException {
    String path = repository + "/manifests/" + reference;
    if (exchange.getRequestMethod().equals("DELETE")) {
      delete(exchange, repository, reference);
      return;
    }
    if (!exchange.getRequestMethod().equals("PUT")) {
      stored(exchange, content.get(path));
      return;
    }
    Blob manifest = Blob.of(body, exchange.getRequestHeaders().getFirst("Content-Type"));
    String condition = exchange.getRequestHeaders().getFirst("If-Match");
    synchronized (content) {
      Blob old = content.get(path);
      if (traits.contains(Trait.CONDITIONS)
          && condition != null
          && (old == null || !condition.equals('"' + old.digest() + '"'))) {
        send(exchange, 412, "text/plain", new byte[0]);
        return;
      }
      put(repository, reference, manifest);
    }
    Matcher subject = SUBJECT.matcher(new String(body, StandardCharsets.UTF_8));
    if (traits.contains(Trait.REFERRERS) && subject.find()) {
      referrers
          .computeIfAbsent(
              repository + "/" + subject.group(1),
              _ -> Collections.synchronizedSet(new LinkedHashSet<>()))
          .add(manifest.digest());
      exchange.getResponseHeaders().set("OCI-Subject", subject.group(1));
    }
    exchange.getResponseHeaders().set("Docker-Content-Digest", manifest.digest());
    send(exchange, 201, "text/plain", new byte[0]);
  }

  /// As docker-registry does: by digest alone, with all tags that stand for it.
  private void delete(HttpExchange exchange, String repository, String digest) throws IOException {
    if (!traits.contains(Trait.DELETES)) {
      error(exchange, 405, "UNSUPPORTED");
      return;
    }
    boolean there =
        content
            .entrySet()
            .removeIf(
                one ->
                    one.getKey().startsWith(repository + "/manifests/")
                        && one.getValue().digest().equals(digest));
    if (there) {
      exchange.sendResponseHeaders(202, -1);
    } else {
      error(exchange, 404, "MANIFEST_UNKNOWN");
    }
  }

  private void list(HttpExchange exchange, String repository, String subject) throws IOException {
    if (!traits.contains(Trait.REFERRERS)) {
      error(exchange, 404, "NOT_FOUND");
      return;
    }
    List<String> entries = new ArrayList<>();
    for (String digest : referrers(repository, subject)) {
      Blob manifest = content.get(repository + "/manifests/" + digest);
      if (manifest != null) {
        String text = new String(manifest.bytes(), StandardCharsets.UTF_8);
        entries.add(
            manifest.descriptorStart()
                + ",\"artifactType\":\""
                + between(text, "\"artifactType\":\"", "\"")
                + "\"}");
      }
    }
    send(exchange, 200, INDEX, BuiltImage.index(String.join(",", entries)).bytes());
  }

  private static String between(String text, String before, String after) {
    int start = text.indexOf(before);
    return start < 0
        ? ""
        : text.substring(start + before.length(), text.indexOf(after, start + before.length()));
  }

  private void stored(HttpExchange exchange, @Nullable Blob blob) throws IOException {
    if (blob == null) {
      error(exchange, 404, "NOT_FOUND");
      return;
    }
    if (traits.contains(Trait.CONDITIONS)) {
      exchange.getResponseHeaders().set("ETag", '"' + blob.digest() + '"');
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(200, -1);
    } else {
      send(exchange, 200, blob.mediaType(), blob.bytes());
    }
  }

  private static void error(HttpExchange exchange, int status, String code) throws IOException {
    send(
        exchange,
        status,
        "application/json",
        ("{\"errors\":[{\"code\":\"" + code + "\"}]}").getBytes(StandardCharsets.UTF_8));
  }

  /// An answer, for faults.
  public static void send(HttpExchange exchange, int status, String mediaType, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", mediaType);
    boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, none ? -1 : body.length);
    if (!none) {
      exchange.getResponseBody().write(body);
    }
  }

  private static @Nullable String parameter(@Nullable String query, String name) {
    for (String parameter : query == null ? new String[0] : query.split("&")) {
      if (parameter.startsWith(name + "=")) {
        return URLDecoder.decode(parameter.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
