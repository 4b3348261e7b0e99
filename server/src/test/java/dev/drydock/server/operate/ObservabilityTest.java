package dev.drydock.server.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.drydock.server.DrydockServer;
import dev.drydock.server.TestDatabase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// A server that is told where traces go, and one that is not.
class ObservabilityTest {
  @TempDir Path directory;

  @Test
  void sendsTracesWhereItIsToldTo() throws Exception {
    LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
    try (ConfigurableApplicationContext server =
        server("--management.opentelemetry.tracing.export.otlp.endpoint=" + endpoint)) {
      String port = server.getEnvironment().getRequiredProperty("local.server.port");
      HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/server"))
                  .build(),
              BodyHandlers.discarding());
      StringBuilder all = new StringBuilder();
      while (!all.toString().contains("/api/v1/server")) {
        String next = received.poll(60, TimeUnit.SECONDS);
        assertThat(next).as("a trace within a minute").isNotNull();
        all.append(next);
      }
      assertThat(all).contains("service.name", "drydock");
    } finally {
      collector.stop(0);
    }
  }

  private ConfigurableApplicationContext server(String setting) {
    return new SpringApplicationBuilder(DrydockServer.class)
        .run(
            "--server.port=0",
            "--drydock.data=" + directory,
            "--drydock.database.url=" + TestDatabase.create(),
            "--drydock.database.username=" + TestDatabase.username(),
            "--drydock.database.password=" + TestDatabase.password(),
            setting);
  }
}
