package dev.drydock.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A registry in this process that answers as the OCI distribution specification 1.1 says, with the
/// list of referrers that [RegistryServer] does not have, and with lists of any page size. For
/// reading only; a test puts into it what it needs.
public final class OciRegistry implements AutoCloseable {
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final boolean api;
  private final int pageSize;
  private final Map<String, Blob> content = new ConcurrentHashMap<>();
  private final Map<String, List<Artifact>> referrers = new ConcurrentHashMap<>();
  private final List<String> requests = new ArrayList<>();

  private OciRegistry(boolean api, int pageSize) throws IOException {
    this.api = api;
    this.pageSize = pageSize;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// One that lists referrers, all on one page.
  public static OciRegistry start() throws IOException {
    return new OciRegistry(true, Integer.MAX_VALUE);
  }

  /// One that lists that many referrers or tags on a page.
  public static OciRegistry withPagesOf(int size) throws IOException {
    return new OciRegistry(true, size);
  }

  /// One of before 1.1: who attaches something keeps the list of it, under a tag.
  public static OciRegistry withoutReferrers() throws IOException {
    return new OciRegistry(false, Integer.MAX_VALUE);
  }

  /// `127.0.0.1:port`.
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Path and query of all requests, first one first.
  public List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  public void push(String repository, String tag, BuiltImage image) {
    for (Blob blob : image.blobs()) {
      pushBlob(repository, blob);
    }
    pushManifest(repository, tag, image.manifest());
  }

  public void pushBlob(String repository, Blob blob) {
    content.put(repository + "/blobs/" + blob.digest(), blob);
  }

  /// @param reference a tag; the digest counts too
  public void pushManifest(String repository, String reference, Blob manifest) {
    content.put(repository + "/manifests/" + reference, manifest);
    content.put(repository + "/manifests/" + manifest.digest(), manifest);
  }

  /// Pushes documents under a tag.
  public void push(String repository, String tag, Artifact artifact) {
    pushBlob(repository, artifact.config());
    for (Artifact.Layer layer : artifact.layers()) {
      pushBlob(repository, layer.blob());
    }
    pushManifest(repository, tag, artifact.manifest());
  }

  /// Pushes documents about another manifest, and lists them as its referrers.
  public void attach(String repository, Artifact artifact) {
    Blob subject = artifact.subject();
    if (subject == null) {
      throw new IllegalArgumentException("about nothing");
    }
    push(repository, artifact.manifest().digest(), artifact);
    List<Artifact> all =
        referrers.computeIfAbsent(repository + "/" + subject.digest(), _ -> new ArrayList<>());
    all.add(artifact);
    if (!api) {
      pushManifest(repository, subject.digest().replace(':', '-'), list(all));
    }
  }

  private static Blob list(List<Artifact> artifacts) {
    return BuiltImage.index(
        String.join(",", artifacts.stream().map(Artifact::descriptor).toList()));
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = exchange.getRequestURI().getRawQuery();
    synchronized (requests) {
      requests.add(path + (query == null ? "" : "?" + query));
    }
    try (exchange) {
      int at = path.indexOf("/referrers/");
      if (path.equals("/v2/")) {
        send(exchange, 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
      } else if (path.startsWith("/v2/") && path.endsWith("/tags/list")) {
        tags(exchange, path, query);
      } else if (api && at > 0) {
        String key = path.substring(4, at) + path.substring(at + "/referrers".length());
        page(exchange, path, query, referrers.getOrDefault(key, List.of()));
      } else {
        Blob blob = path.length() < 4 ? null : content.get(path.substring(4));
        if (blob == null) {
          byte[] error = "{\"errors\":[{\"code\":\"NOT_FOUND\"}]}".getBytes(StandardCharsets.UTF_8);
          send(exchange, 404, "application/json", error);
        } else {
          send(exchange, 200, blob.mediaType(), blob.bytes());
        }
      }
    }
  }

  /// In the order of their characters, `last` being the one before ("Listing Tags").
  private void tags(HttpExchange exchange, String path, @Nullable String query) throws IOException {
    String repository = path.substring(4, path.length() - "/tags/list".length());
    String manifests = repository + "/manifests/";
    List<String> all =
        content.keySet().stream()
            .filter(key -> key.startsWith(manifests))
            .map(key -> key.substring(manifests.length()))
            .filter(reference -> reference.indexOf(':') < 0)
            .sorted()
            .toList();
    if (all.isEmpty()) {
      byte[] error = "{\"errors\":[{\"code\":\"NAME_UNKNOWN\"}]}".getBytes(StandardCharsets.UTF_8);
      send(exchange, 404, "application/json", error);
      return;
    }
    String last = parameter(query, "last");
    String n = parameter(query, "n");
    int size = Math.min(pageSize, n == null ? Integer.MAX_VALUE : Integer.parseInt(n));
    List<String> rest =
        all.stream().filter(tag -> last == null || tag.compareTo(last) > 0).toList();
    List<String> page = rest.subList(0, Math.min(size, rest.size()));
    if (page.size() < rest.size()) {
      exchange
          .getResponseHeaders()
          .set("Link", "<" + path + "?n=" + size + "&last=" + page.getLast() + ">; rel=\"next\"");
    }
    String body =
        "{\"name\":\"%s\",\"tags\":[%s]}"
            .formatted(
                repository, String.join(",", page.stream().map(tag -> '"' + tag + '"').toList()));
    send(exchange, 200, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private void page(
      HttpExchange exchange, String path, @Nullable String query, List<Artifact> artifacts)
      throws IOException {
    String type = parameter(query, "artifactType");
    List<Artifact> wanted =
        artifacts.stream()
            .filter(artifact -> type == null || type.equals(artifact.listedType()))
            .toList();
    if (type != null) {
      exchange.getResponseHeaders().set("OCI-Filters-Applied", "artifactType");
    }
    String from = parameter(query, "from");
    int first = from == null ? 0 : Integer.parseInt(from);
    int last = (int) Math.min(wanted.size(), (long) first + pageSize);
    if (last < wanted.size()) {
      String filter = type == null ? "" : "artifactType=" + type.replace("+", "%2B") + "&";
      exchange
          .getResponseHeaders()
          .set("Link", "<" + path + "?" + filter + "from=" + last + ">; rel=\"next\"");
    }
    send(exchange, 200, INDEX, list(wanted.subList(first, last)).bytes());
  }

  private static @Nullable String parameter(@Nullable String query, String name) {
    for (String parameter : query == null ? new String[0] : query.split("&")) {
      if (parameter.startsWith(name + "=")) {
        return URLDecoder.decode(parameter.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  private static void send(HttpExchange exchange, int status, String mediaType, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", mediaType);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
