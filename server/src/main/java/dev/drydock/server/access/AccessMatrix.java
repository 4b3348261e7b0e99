package dev.drydock.server.access;

import static dev.drydock.server.access.Permission.READ;
import static org.springframework.http.HttpMethod.GET;

import dev.drydock.server.access.Rule.Anybody;
import dev.drydock.server.access.Rule.Need;
import dev.drydock.server.access.Rule.Permitted;
import dev.drydock.server.access.Rule.Scope;
import dev.drydock.server.access.Rule.SignedIn;
import java.util.List;
import org.springframework.http.HttpMethod;

/// The authorisation matrix: every endpoint of the server, and who may use it. What is not here is
/// refused; a test holds it against the API's description, both ways.
public final class AccessMatrix {
  private static final String ORGANISATION = "/api/v1/organisations/{organisation}";

  private static final List<Rule> RULES =
      List.of(
          // the server itself
          rule(GET, "/api/v1/server", new Anybody()),
          rule(GET, "/api/v1/openapi", new SignedIn()),
          rule(GET, "/actuator/health", new Anybody()),
          rule(GET, "/actuator/health/liveness", new Anybody()),
          rule(GET, "/actuator/health/readiness", new Anybody()),
          rule(GET, "/actuator/prometheus", new Permitted(READ, Scope.SERVER)),
          // organisations, teams, projects
          rule(GET, "/api/v1/organisations", new SignedIn()),
          rule(GET, ORGANISATION, new Permitted(READ, Scope.ORGANISATION)));

  private AccessMatrix() {}

  public static List<Rule> rules() {
    return RULES;
  }

  private static Rule rule(HttpMethod method, String path, Need need) {
    return new Rule(method, path, need);
  }
}
