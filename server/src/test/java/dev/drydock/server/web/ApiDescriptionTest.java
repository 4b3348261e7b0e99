package dev.drydock.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.access.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServerTest
class ApiDescriptionTest {
  @Autowired TestServer server;

  private JsonNode description() {
    String token = server.token(Role.VIEWER, server.organisation(), null);
    return server.send("GET", "/api/v1/openapi", token, null).json();
  }

  @Test
  void saysWhatItIsAndHowToAsk() {
    JsonNode description = description();
    assertThat(description.get("openapi").asString()).startsWith("3.1");
    assertThat(description.get("info").get("title").asString()).isEqualTo("Drydock");
    assertThat(description.get("servers").size()).isEqualTo(1);
    assertThat(description.get("servers").get(0).get("url").asString()).isEqualTo("/");
    assertThat(description.get("components").get("securitySchemes").propertyNames())
        .containsExactlyInAnyOrder("token", "session");
  }

  @Test
  void everyOperationHasAnIdThatPeopleReadAndSaysWhatItDoes() {
    List<String> ids = new ArrayList<>();
    description()
        .get("paths")
        .valueStream()
        .flatMap(JsonNode::valueStream)
        .forEach(
            operation -> {
              String id = operation.path("operationId").asString("");
              ids.add(id);
              assertThat(id).matches("[a-z][A-Za-z]+");
              assertThat(operation.path("summary").asString("")).as(id).isNotBlank();
            });
    assertThat(ids).hasSizeGreaterThan(60).doesNotHaveDuplicates();
  }
}
