package dev.drydock.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.json.JsonWriter;
import dev.drydock.limits.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A Gitea on this machine with one project, `own/shop`: its repository can be fetched over HTTP,
/// and it keeps the pull requests that are opened, and the comments on request 7.
public final class StubGitea implements AutoCloseable {
  private static final String PULLS = "/api/v1/repos/own/shop/pulls";
  private static final String ISSUES = "/api/v1/repos/own/shop/issues";

  private final HttpServer server;
  private final Path repository;
  private final List<Json> opened = Collections.synchronizedList(new ArrayList<>());
  private final List<String> states = Collections.synchronizedList(new ArrayList<>());
  private final List<String> comments = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> tokens = Collections.synchronizedSet(new TreeSet<>());

  public StubGitea(Path directory) throws IOException {
    repository = directory.resolve("shop.git");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/own/shop.git/", this::file);
    server.createContext(PULLS, this::pulls);
    server.createContext(ISSUES + "/7/comments", this::comments);
    server.createContext(ISSUES + "/comments/", this::comment);
    server.createContext("/api/v1/user", exchange -> answer(exchange, 200, "{\"id\": 1}"));
    server.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Where the bare repository is to be.
  public Path repository() {
    return repository;
  }

  /// Of the requests, in the order in which they were opened.
  public List<String> bodies() {
    return opened.stream().map(request -> request.text("body")).toList();
  }

  /// Of the requests: `open` or `closed`.
  public List<String> states() {
    return states;
  }

  public List<String> comments() {
    return comments;
  }

  public Set<String> tokens() {
    return tokens;
  }

  /// Git's plain protocol: the files of the repository as they are.
  private void file(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/own/shop.git/".length());
    Path file = repository.resolve(path);
    boolean there = Files.isRegularFile(file);
    answer(exchange, there ? 200 : 404, there ? Files.readAllBytes(file) : new byte[0]);
  }

  private void pulls(HttpExchange exchange) throws IOException {
    tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestMethod().equals("POST")) {
      opened.add(new JsonReader(Limits.defaults()).read(body, "a request"));
      states.add("open");
      answer(exchange, 201, written(opened.size()).getBytes(StandardCharsets.UTF_8));
      return;
    }
    if (exchange.getRequestMethod().equals("PATCH")) {
      String path = exchange.getRequestURI().getPath();
      int number = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
      edit(number, new JsonReader(Limits.defaults()).read(body, "a request"));
      answer(exchange, 201, written(number).getBytes(StandardCharsets.UTF_8));
      return;
    }
    List<String> all = new ArrayList<>();
    String query = exchange.getRequestURI().getQuery();
    for (int i = 1; query.endsWith("page=1") && i <= opened.size(); i++) {
      if (query.contains("state=" + states.get(i - 1))) {
        all.add(written(i));
      }
    }
    answer(exchange, 200, ("[" + String.join(",", all) + "]").getBytes(StandardCharsets.UTF_8));
  }

  private void edit(int number, Json change) throws IOException {
    Json request = opened.get(number - 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var json = new JsonWriter(out)) {
      json.object()
          .member("title", change.text("title"))
          .member("body", change.text("body"))
          .member("head", request.text("head"))
          .member("base", request.text("base"))
          .end();
    }
    opened.set(number - 1, new JsonReader(Limits.defaults()).read(out.toByteArray(), "a request"));
    String state = change.text("state");
    if (state != null) {
      states.set(number - 1, state);
    }
  }

  private void comments(HttpExchange exchange) throws IOException {
    tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    if (exchange.getRequestMethod().equals("POST")) {
      comments.add(sentBody(exchange));
      answer(exchange, 201, "{\"id\": " + comments.size() + "}");
      return;
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; i < comments.size(); i++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (var json = new JsonWriter(out)) {
        json.object().member("id", i).member("body", comments.get(i));
        json.object("user").member("id", 1).end();
        json.end();
      }
      all.add(out.toString(StandardCharsets.UTF_8));
    }
    answer(exchange, 200, "[" + String.join(",", all) + "]");
  }

  private void comment(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    comments.set(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)), sentBody(exchange));
    answer(exchange, 200, "{}");
  }

  private static String sentBody(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    return String.valueOf(new JsonReader(Limits.defaults()).read(body, "a comment").text("body"));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    answer(exchange, status, body.getBytes(StandardCharsets.UTF_8));
  }

  private String written(int number) throws IOException {
    Json request = opened.get(number - 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var json = new JsonWriter(out)) {
      json.object()
          .member("number", number)
          .member("state", states.get(number - 1))
          .member("html_url", "https://example.org/pulls/" + number)
          .member("title", request.text("title"))
          .member("body", request.text("body"));
      json.object("head").member("ref", request.text("head")).member("repo_id", 1).end();
      json.object("base").member("ref", request.text("base")).member("repo_id", 1).end();
      json.end();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
