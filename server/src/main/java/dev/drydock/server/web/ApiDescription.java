package dev.drydock.server.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the API's description (OpenAPI 3.1) says beside its endpoints.
@Configuration(proxyBeanMethods = false)
class ApiDescription {
  private static final String TOKEN = "token";
  private static final String SESSION = "session";

  @Bean
  OpenAPI description() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Drydock")
                .version("v1")
                .description(
                    "An organisation's memory of its container images. Errors are problems of RFC 9457, whose detail says what to do next."))
        .servers(List.of(new Server().url("/").description("This server")))
        .components(
            new Components()
                .addSecuritySchemes(
                    TOKEN,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("An API token"))
                .addSecuritySchemes(
                    SESSION,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name("__Host-drydock")
                        .description(
                            "The session of somebody who has signed in; what changes something sends X-CSRF-Token besides")))
        .security(
            List.of(
                new SecurityRequirement().addList(TOKEN),
                new SecurityRequirement().addList(SESSION)));
  }

  /// One method may answer below an organisation, a team and a project: its operations are told
  /// apart by that, and not by numbers.
  @Bean
  OpenApiCustomizer operationIds() {
    return api -> {
      Map<String, Integer> counts = new HashMap<>();
      forEachOperation(api, (_, operation) -> counts.merge(base(operation), 1, Integer::sum));
      forEachOperation(
          api,
          (path, operation) -> {
            String base = base(operation);
            operation.setOperationId(
                counts.getOrDefault(base, 0) == 1 ? base : base + "Of" + owner(path));
          });
    };
  }

  private static void forEachOperation(OpenAPI api, BiConsumer<String, Operation> action) {
    api.getPaths()
        .forEach(
            (path, item) ->
                item.readOperations().forEach(operation -> action.accept(path, operation)));
  }

  private static String base(Operation operation) {
    return operation.getOperationId().replaceFirst("_[0-9]+$", "");
  }

  private static String owner(String path) {
    return path.contains("{project}")
        ? "Project"
        : path.contains("{team}")
            ? "Team"
            : path.contains("{organisation}") ? "Organisation" : "Server";
  }
}
