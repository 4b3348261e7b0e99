package dev.drydock.keyless;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// A TUF repository of the test's own on loopback, all of whose roles have one key.
final class TestRepository implements AutoCloseable {
  final Map<String, byte[]> files = new ConcurrentHashMap<>();
  final List<String> requests = new ArrayList<>();
  private final HttpServer server;
  private final KeyPair key = Keys.pair();
  private final byte[] root = signed(first());
  private int version;

  TestRepository() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String name = exchange.getRequestURI().getPath().substring(1);
          synchronized (requests) {
            requests.add(name);
          }
          byte[] content = files.get(name);
          if (content == null) {
            exchange.sendResponseHeaders(404, -1);
          } else {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
          }
          exchange.close();
        });
    server.start();
  }

  URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
  }

  /// Its first root.
  byte[] root() {
    return root;
  }

  private String first() {
    return """
        {"_type":"root","consistent_snapshot":true,"expires":"2099-01-01T00:00:00Z",\
        "keys":{"k":{"keyid_hash_algorithms":["sha256"],"keytype":"ecdsa",\
        "keyval":{"public":%1$s},"scheme":"ecdsa-sha2-nistp256"}},\
        "roles":{"root":%2$s,"snapshot":%2$s,"targets":%2$s,"timestamp":%2$s},\
        "spec_version":"1.0","version":1}"""
        .formatted(TestSigstore.quoted(pem()), "{\"keyids\":[\"k\"],\"threshold\":1}");
  }

  private String pem() {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  /// Publishes targets in a version of their own.
  void publish(Map<String, String> targets, Instant expires) {
    version++;
    List<String> listed = new ArrayList<>();
    new TreeMap<>(targets)
        .forEach(
            (name, content) -> {
              byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
              String hash = Keys.hex(bytes);
              files.put("targets/" + hash + "." + name, bytes);
              listed.add(
                  "\"%s\":{\"hashes\":{\"sha256\":\"%s\"},\"length\":%d}"
                      .formatted(name, hash, bytes.length));
            });
    put(
        version + ".targets.json",
        "\"_type\":\"targets\",\"expires\":\"%s\",\"spec_version\":\"1.0\",\"targets\":{%s}"
            .formatted(expires, String.join(",", listed)));
    put(version + ".snapshot.json", meta("snapshot", "targets", expires));
    put("timestamp.json", meta("timestamp", "snapshot", expires));
  }

  private String meta(String type, String of, Instant expires) {
    return "\"_type\":\"%s\",\"expires\":\"%s\",\"meta\":{\"%s.json\":{\"version\":%d}},\"spec_version\":\"1.0\""
        .formatted(type, expires, of, version);
  }

  private void put(String name, String members) {
    files.put(name, signed("{" + members + ",\"version\":" + version + "}"));
  }

  /// @param json canonical but for its line ends, which canonical JSON has as they are
  private byte[] signed(String json) {
    byte[] canonical = json.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
    byte[] signature = Keys.sign(key.getPrivate(), canonical);
    return "{\"signatures\":[{\"keyid\":\"k\",\"sig\":\"%s\"}],\"signed\":%s}"
        .formatted(HexFormat.of().formatHex(signature), json)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
