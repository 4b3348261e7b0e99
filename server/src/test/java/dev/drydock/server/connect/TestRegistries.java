package dev.drydock.server.connect;

import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.access.Role;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.DynamicPropertyRegistry;
import tools.jackson.databind.JsonNode;

/// An organisation with the team `shop` and its project `cart`, and connections of it.
final class TestRegistries {
  static final String SECRET = "what the registry knows";

  private final TestServer server;
  final String organisation;
  final String admin;

  TestRegistries(TestServer server) {
    this.server = server;
    this.organisation = server.organisation();
    server.team(organisation, "shop");
    server.project(organisation, "shop", "cart");
    server.project(organisation, "shop", "till");
    this.admin = server.token(Role.ADMIN, organisation, null);
  }

  /// Lets the server reach this machine, and find the command line that the tests are run with.
  static void settings(DynamicPropertyRegistry registry) {
    String commandLine = commandLine().toString();
    registry.add("drydock.outgoing.allow", () -> "127.0.0.1");
    registry.add("drydock.connect.first-wait", () -> "200ms");
    registry.add("drydock.connect.command-line", () -> commandLine);
  }

  /// A jar that names the tests' own class path, in which the command line is.
  private static Path commandLine() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> addresses = new ArrayList<>();
    for (String entry : path.split(File.pathSeparator, -1)) {
      addresses.add(Path.of(entry).toUri().toString());
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", addresses));
    try {
      Path jar = Files.createTempFile("drydock-cli", ".jar");
      try (OutputStream out = Files.newOutputStream(jar)) {
        new JarOutputStream(out, manifest).close();
      }
      jar.toFile().deleteOnExit();
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String path(String rest) {
    return "/api/v1/organisations/" + organisation + rest;
  }

  Answer send(String method, String rest, @Nullable String body, Map<String, String> headers) {
    return server.send(method, path(rest), admin, body, headers);
  }

  Answer get(String rest) {
    return send("GET", rest, null, Map.of());
  }

  /// @param more members of the body
  Answer connect(String name, String kind, String registry, String more) {
    return send(
        "POST",
        "/connections",
        """
        {"name": "%s", "kind": "%s", "registry": "%s", "project": "cart", "webhookSecret": "%s"%s}
        """
            .formatted(name, kind, registry, SECRET.replace(' ', '-'), more),
        Map.of());
  }

  static String secret() {
    return SECRET.replace(' ', '-');
  }

  Answer tell(String connection, String body, Map<String, String> headers) {
    return server.send("POST", "/webhooks/" + organisation + "/" + connection, null, body, headers);
  }

  /// The pushes of a connection as `repository:tag state`, the oldest first.
  List<String> pushes(String connection) {
    List<String> all = new ArrayList<>();
    for (JsonNode one :
        get("/connections/" + connection + "/pushes?limit=1000").json().path("items")) {
      all.addFirst(
          one.path("repository").asString()
              + ":"
              + one.path("tag").asString("")
              + " "
              + one.path("action").asString()
              + " "
              + one.path("state").asString());
    }
    return all;
  }
}
