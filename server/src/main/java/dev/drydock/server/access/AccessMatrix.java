package dev.drydock.server.access;

import static dev.drydock.server.access.Permission.ADMINISTER;
import static dev.drydock.server.access.Permission.CONTRIBUTE;
import static dev.drydock.server.access.Permission.DECIDE;
import static dev.drydock.server.access.Permission.MANAGE;
import static dev.drydock.server.access.Permission.READ;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.drydock.server.access.Rule.Anybody;
import dev.drydock.server.access.Rule.Member;
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
  private static final String TEAM = ORGANISATION + "/teams/{team}";
  private static final String ACCOUNT = "/api/v1/accounts/{account}";
  private static final String SERVICE_ACCOUNTS = ORGANISATION + "/service-accounts";
  private static final String SERVICE_ACCOUNT = SERVICE_ACCOUNTS + "/{account}";
  private static final String GROUP = ORGANISATION + "/groups/{group}";
  private static final String CONNECTIONS = ORGANISATION + "/connections";
  private static final String CONNECTION = CONNECTIONS + "/{connection}";
  private static final String PROJECT = ORGANISATION + "/projects/{project}";
  private static final String IMAGE = ORGANISATION + "/images/{digest}";
  private static final String EXCEPTION = PROJECT + "/exceptions/{number}";

  /// The settings of the fleet have the bounds that count; beyond this one, nobody reads.
  private static final long UPLOAD = 1L << 31;

  private static final List<Rule> RULES =
      List.of(
          // the server itself
          rule(GET, "/api/v1/server", new Anybody()),
          rule(GET, "/api/v1/server/proof", new Anybody()),
          rule(GET, "/api/v1/openapi", new SignedIn()),
          rule(GET, "/actuator/health", new Anybody()),
          rule(GET, "/actuator/health/liveness", new Anybody()),
          rule(GET, "/actuator/health/readiness", new Anybody()),
          rule(GET, "/actuator/prometheus", new Permitted(READ, Scope.SERVER)),
          // the server's audit log
          rule(GET, "/api/v1/audit", new Permitted(ADMINISTER, Scope.SERVER)),
          rule(GET, "/api/v1/audit/verification", new Permitted(ADMINISTER, Scope.SERVER)),
          // advisories, and where vulnerabilities are
          rule(GET, "/api/v1/advisories", new SignedIn()),
          rule(POST, "/api/v1/advisories/refresh", new Permitted(ADMINISTER, Scope.SERVER)),
          rule(GET, ORGANISATION + "/vulnerabilities/{vulnerability}", new Member()),
          rule(GET, ORGANISATION + "/vulnerabilities/{vulnerability}/repositories", new Member()),
          // organisations, teams, projects
          rule(GET, "/api/v1/organisations", new SignedIn()),
          rule(POST, "/api/v1/organisations", new Permitted(ADMINISTER, Scope.SERVER)),
          rule(GET, ORGANISATION, new Member()),
          rule(PUT, ORGANISATION, new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(DELETE, ORGANISATION, new Permitted(ADMINISTER, Scope.SERVER)),
          rule(GET, ORGANISATION + "/audit", new Permitted(DECIDE, Scope.ORGANISATION)),
          rule(
              GET, ORGANISATION + "/audit/verification", new Permitted(DECIDE, Scope.ORGANISATION)),
          rule(GET, ORGANISATION + "/teams", new Member()),
          rule(POST, ORGANISATION + "/teams", new Permitted(MANAGE, Scope.ORGANISATION)),
          rule(GET, TEAM, new Member()),
          rule(PUT, TEAM, new Permitted(MANAGE, Scope.TEAM)),
          rule(DELETE, TEAM, new Permitted(MANAGE, Scope.ORGANISATION)),
          rule(GET, ORGANISATION + "/projects", new Member()),
          rule(POST, TEAM + "/projects", new Permitted(MANAGE, Scope.TEAM)),
          rule(GET, PROJECT, new Permitted(READ, Scope.PROJECT)),
          rule(PUT, PROJECT, new Permitted(MANAGE, Scope.PROJECT)),
          rule(PUT, PROJECT + "/team", new Permitted(MANAGE, Scope.PROJECT)),
          rule(DELETE, PROJECT, new Permitted(MANAGE, Scope.PROJECT)),
          rule(GET, PROJECT + "/repositories", new Permitted(READ, Scope.PROJECT)),
          // of the project that it is given to, too
          rule(PUT, PROJECT + "/repository/project", new Permitted(MANAGE, Scope.PROJECT)),
          // who has which role where
          rule(GET, "/api/v1/members", new Permitted(ADMINISTER, Scope.SERVER)),
          rule(PUT, "/api/v1/members/{account}", new Permitted(ADMINISTER, Scope.SERVER)),
          rule(DELETE, "/api/v1/members/{account}", new Permitted(ADMINISTER, Scope.SERVER)),
          rule(GET, ORGANISATION + "/members", new Permitted(READ, Scope.ORGANISATION)),
          rule(
              PUT,
              ORGANISATION + "/members/{account}",
              new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(
              DELETE,
              ORGANISATION + "/members/{account}",
              new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(GET, TEAM + "/members", new Permitted(READ, Scope.TEAM)),
          rule(PUT, TEAM + "/members/{account}", new Permitted(MANAGE, Scope.TEAM)),
          rule(DELETE, TEAM + "/members/{account}", new Permitted(MANAGE, Scope.TEAM)),
          // signing in, and one's own account
          rule(POST, "/api/v1/session", new Anybody()),
          rule(GET, "/api/v1/session", new SignedIn()),
          rule(DELETE, "/api/v1/session", new SignedIn()),
          rule(GET, "/api/v1/oidc", new Anybody()),
          rule(GET, "/api/v1/oidc/{provider}", new Anybody()),
          rule(GET, "/api/v1/oidc/{provider}/callback", new Anybody()),
          rule(GET, "/api/v1/account", new SignedIn()),
          rule(PUT, "/api/v1/account/password", new SignedIn()),
          rule(GET, "/api/v1/account/tokens", new SignedIn()),
          rule(POST, "/api/v1/account/tokens", new SignedIn()),
          rule(DELETE, "/api/v1/account/tokens/{token}", new SignedIn()),
          // accounts, service accounts, groups
          rule(GET, "/api/v1/accounts", new Permitted(ADMINISTER, Scope.SERVER)),
          rule(POST, "/api/v1/accounts", new Permitted(ADMINISTER, Scope.SERVER)),
          rule(GET, ACCOUNT, new Permitted(ADMINISTER, Scope.SERVER)),
          rule(PUT, ACCOUNT, new Permitted(ADMINISTER, Scope.SERVER)),
          rule(PUT, ACCOUNT + "/password", new Permitted(ADMINISTER, Scope.SERVER)),
          rule(GET, ACCOUNT + "/tokens", new Permitted(ADMINISTER, Scope.SERVER)),
          rule(POST, ACCOUNT + "/tokens", new Permitted(ADMINISTER, Scope.SERVER)),
          rule(DELETE, ACCOUNT + "/tokens/{token}", new Permitted(ADMINISTER, Scope.SERVER)),
          rule(GET, SERVICE_ACCOUNTS, new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(POST, SERVICE_ACCOUNTS, new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(GET, SERVICE_ACCOUNT, new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(PUT, SERVICE_ACCOUNT, new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(GET, SERVICE_ACCOUNT + "/tokens", new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(POST, SERVICE_ACCOUNT + "/tokens", new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(
              DELETE,
              SERVICE_ACCOUNT + "/tokens/{token}",
              new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(GET, ORGANISATION + "/groups", new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(POST, ORGANISATION + "/groups", new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(GET, GROUP, new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(PUT, GROUP, new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(DELETE, GROUP, new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(GET, GROUP + "/members", new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(PUT, GROUP + "/members", new Permitted(ADMINISTER, Scope.ORGANISATION)),
          // the fleet: images, what clusters run, how teams stand
          rule(POST, ORGANISATION + "/images", new Permitted(CONTRIBUTE, Scope.ORGANISATION))
              .withBody(UPLOAD),
          rule(POST, PROJECT + "/images", new Permitted(CONTRIBUTE, Scope.PROJECT))
              .withBody(UPLOAD),
          rule(GET, ORGANISATION + "/images", new Member()),
          rule(GET, IMAGE, new Permitted(READ, Scope.IMAGE)),
          rule(GET, IMAGE + "/sbom", new Permitted(READ, Scope.IMAGE)),
          rule(GET, IMAGE + "/findings", new Permitted(READ, Scope.IMAGE)),
          rule(GET, IMAGE + "/history", new Permitted(READ, Scope.IMAGE)),
          rule(GET, IMAGE + "/plan", new Permitted(READ, Scope.IMAGE)),
          rule(GET, ORGANISATION + "/components", new Member()),
          rule(
                  PUT,
                  ORGANISATION + "/clusters/{cluster}/inventory",
                  new Permitted(CONTRIBUTE, Scope.ORGANISATION))
              .withBody(UPLOAD),
          rule(GET, ORGANISATION + "/clusters", new Permitted(READ, Scope.ORGANISATION)),
          rule(GET, ORGANISATION + "/summaries", new Member()),
          rule(GET, TEAM + "/summary", new Permitted(READ, Scope.TEAM)),
          // registries that are watched
          rule(POST, "/webhooks/{organisation}/{connection}", new Anybody()),
          rule(GET, CONNECTIONS, new Permitted(READ, Scope.ORGANISATION)),
          rule(POST, CONNECTIONS, new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(GET, CONNECTION, new Permitted(READ, Scope.ORGANISATION)),
          rule(PUT, CONNECTION, new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(DELETE, CONNECTION, new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(GET, CONNECTION + "/pushes", new Permitted(READ, Scope.ORGANISATION)),
          rule(POST, CONNECTION + "/pushes/retry", new Permitted(ADMINISTER, Scope.ORGANISATION)),
          rule(POST, CONNECTION + "/discovery", new Permitted(ADMINISTER, Scope.ORGANISATION)),
          // alerts
          rule(GET, ORGANISATION + "/channels", new Permitted(READ, Scope.ORGANISATION)),
          rule(GET, ORGANISATION + "/channels/{channel}", new Permitted(READ, Scope.ORGANISATION)),
          rule(
              PUT, ORGANISATION + "/channels/{channel}", new Permitted(MANAGE, Scope.ORGANISATION)),
          rule(
              DELETE,
              ORGANISATION + "/channels/{channel}",
              new Permitted(MANAGE, Scope.ORGANISATION)),
          rule(GET, ORGANISATION + "/subscriptions", new Permitted(READ, Scope.ORGANISATION)),
          rule(POST, ORGANISATION + "/subscriptions", new Permitted(MANAGE, Scope.ORGANISATION)),
          rule(
              GET,
              ORGANISATION + "/subscriptions/{subscription}",
              new Permitted(READ, Scope.ORGANISATION)),
          rule(
              PUT,
              ORGANISATION + "/subscriptions/{subscription}",
              new Permitted(MANAGE, Scope.ORGANISATION)),
          rule(
              DELETE,
              ORGANISATION + "/subscriptions/{subscription}",
              new Permitted(MANAGE, Scope.ORGANISATION)),
          rule(
              POST,
              ORGANISATION + "/subscriptions/{subscription}/test",
              new Permitted(MANAGE, Scope.ORGANISATION)),
          rule(
              POST,
              ORGANISATION + "/subscription-preview",
              new Permitted(READ, Scope.ORGANISATION)),
          rule(GET, ORGANISATION + "/alerts", new Permitted(READ, Scope.ORGANISATION)),
          rule(POST, ORGANISATION + "/alerts/redeliver", new Permitted(MANAGE, Scope.ORGANISATION)),
          rule(GET, TEAM + "/channels", new Permitted(READ, Scope.TEAM)),
          rule(GET, TEAM + "/channels/{channel}", new Permitted(READ, Scope.TEAM)),
          rule(PUT, TEAM + "/channels/{channel}", new Permitted(MANAGE, Scope.TEAM)),
          rule(DELETE, TEAM + "/channels/{channel}", new Permitted(MANAGE, Scope.TEAM)),
          rule(GET, TEAM + "/subscriptions", new Permitted(READ, Scope.TEAM)),
          rule(POST, TEAM + "/subscriptions", new Permitted(MANAGE, Scope.TEAM)),
          rule(GET, TEAM + "/subscriptions/{subscription}", new Permitted(READ, Scope.TEAM)),
          rule(PUT, TEAM + "/subscriptions/{subscription}", new Permitted(MANAGE, Scope.TEAM)),
          rule(DELETE, TEAM + "/subscriptions/{subscription}", new Permitted(MANAGE, Scope.TEAM)),
          rule(
              POST, TEAM + "/subscriptions/{subscription}/test", new Permitted(MANAGE, Scope.TEAM)),
          rule(POST, TEAM + "/subscription-preview", new Permitted(READ, Scope.TEAM)),
          rule(GET, TEAM + "/alerts", new Permitted(READ, Scope.TEAM)),
          rule(POST, TEAM + "/alerts/redeliver", new Permitted(MANAGE, Scope.TEAM)),
          // policies, exceptions, verdicts
          rule(GET, ORGANISATION + "/policy", new Member()),
          rule(GET, ORGANISATION + "/policy/versions", new Member()),
          rule(PUT, ORGANISATION + "/policy", new Permitted(DECIDE, Scope.ORGANISATION)),
          rule(DELETE, ORGANISATION + "/policy", new Permitted(DECIDE, Scope.ORGANISATION)),
          rule(GET, TEAM + "/policy", new Permitted(READ, Scope.TEAM)),
          rule(GET, TEAM + "/policy/versions", new Permitted(READ, Scope.TEAM)),
          rule(PUT, TEAM + "/policy", new Permitted(MANAGE, Scope.TEAM)),
          rule(DELETE, TEAM + "/policy", new Permitted(MANAGE, Scope.TEAM)),
          rule(GET, PROJECT + "/policy", new Permitted(READ, Scope.PROJECT)),
          rule(GET, PROJECT + "/policy/versions", new Permitted(READ, Scope.PROJECT)),
          rule(PUT, PROJECT + "/policy", new Permitted(MANAGE, Scope.PROJECT)),
          rule(DELETE, PROJECT + "/policy", new Permitted(MANAGE, Scope.PROJECT)),
          // of a project or team only to those who see it
          rule(GET, ORGANISATION + "/gate-policy", new Member()),
          rule(GET, ORGANISATION + "/exceptions", new Member()),
          rule(GET, PROJECT + "/exceptions", new Permitted(READ, Scope.PROJECT)),
          rule(POST, PROJECT + "/exceptions", new Permitted(CONTRIBUTE, Scope.PROJECT)),
          rule(GET, EXCEPTION, new Permitted(READ, Scope.PROJECT)),
          // whom of these the policy lets decide, it says itself
          rule(POST, EXCEPTION + "/decisions", new Permitted(MANAGE, Scope.PROJECT)),
          rule(POST, EXCEPTION + "/withdrawal", new Permitted(CONTRIBUTE, Scope.PROJECT)),
          rule(POST, EXCEPTION + "/comments", new Permitted(CONTRIBUTE, Scope.PROJECT)),
          rule(GET, PROJECT + "/vex", new Permitted(READ, Scope.PROJECT)),
          rule(GET, PROJECT + "/verdicts/{digest}", new Permitted(READ, Scope.PROJECT)),
          // maturity
          rule(GET, ORGANISATION + "/maturity", new Permitted(READ, Scope.ORGANISATION)),
          rule(GET, ORGANISATION + "/maturity/history", new Permitted(READ, Scope.ORGANISATION)),
          rule(GET, TEAM + "/maturity", new Permitted(READ, Scope.TEAM)),
          rule(GET, TEAM + "/maturity/history", new Permitted(READ, Scope.TEAM)));

  private AccessMatrix() {}

  public static List<Rule> rules() {
    return RULES;
  }

  private static Rule rule(HttpMethod method, String path, Need need) {
    return new Rule(method, path, need);
  }
}
