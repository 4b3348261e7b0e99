package dev.drydock.server.fleet;

import dev.drydock.server.TestServer;
import dev.drydock.server.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An organisation of its own with two teams, `shop` with the project `cart` and `bank` with the
/// project `till`, and the words in which clients speak to it.
public final class TestFleet {
  private final TestServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper mapper = new JsonMapper();
  final String organisation;
  final String admin;

  public TestFleet(TestServer server) {
    this.server = server;
    this.organisation = server.organisation();
    server.team(organisation, "shop");
    server.team(organisation, "bank");
    server.project(organisation, "shop", "cart");
    server.project(organisation, "bank", "till");
    this.admin = server.token(Role.ADMIN, organisation, null);
  }

  /// A token of the organisation, or of a team of it.
  String token(Role role, @Nullable String team) {
    return server.token(role, organisation, team);
  }

  String path(String rest) {
    return "/api/v1/organisations/" + organisation + rest;
  }

  /// @param body of JSON, or as text
  record Answer(int status, JsonNode json, byte[] body, HttpResponse<byte[]> response) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    String detail() {
      return json.path("detail").asString("");
    }
  }

  Answer get(String token, String rest) {
    return send("GET", rest, token, new byte[0], Map.of());
  }

  Answer send(String method, String rest, String token, byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.address(path(rest)))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .header("Authorization", "Bearer " + token);
    headers.forEach(request::header);
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      String type = response.headers().firstValue("Content-Type").orElse("");
      return new Answer(
          response.statusCode(),
          mapper.readTree(
              type.contains("json") ? response.body() : "{}".getBytes(StandardCharsets.UTF_8)),
          response.body(),
          response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Into the project `cart`.
  Answer upload(TestImage image, String reference) {
    return upload(image.document(), "reference=" + encoded(reference));
  }

  Answer upload(byte[] document, String query) {
    return upload("cart", admin, document, query);
  }

  Answer upload(String project, String token, byte[] document, String query) {
    return send("POST", "/projects/" + project + "/images?" + query, token, document, json());
  }

  static Map<String, String> json() {
    return Map.of("Content-Type", "application/vnd.cyclonedx+json");
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static List<String> texts(JsonNode list, String... path) {
    return list.valueStream()
        .map(
            item -> {
              JsonNode node = item;
              for (String part : path) {
                node = node.path(part);
              }
              return node.asString("");
            })
        .toList();
  }
}
