package dev.drydock.server.access;

import dev.drydock.server.access.Caller.Place;
import dev.drydock.server.access.Rule.Anybody;
import dev.drydock.server.access.Rule.Member;
import dev.drydock.server.access.Rule.Need;
import dev.drydock.server.access.Rule.Permitted;
import dev.drydock.server.access.Rule.Scope;
import dev.drydock.server.access.Rule.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher.MatchResult;
import org.springframework.stereotype.Component;

/// Holds a request against the [AccessMatrix]: what no rule allows is refused.
@Component
class AccessDecision implements AuthorizationManager<RequestAuthorizationContext> {
  /// The request's attribute with the rule that allowed it.
  static final String RULE = Rule.class.getName();

  /// The request's attribute with the methods that its address has, where it is none of them.
  static final String METHODS = AccessDecision.class.getName() + ".methods";

  private static final AuthorizationResult GRANTED = new AuthorizationDecision(true);

  private final Places places;
  private final List<Matched> rules;

  AccessDecision(Places places) {
    this.places = places;
    this.rules = AccessMatrix.rules().stream().map(AccessDecision::matched).toList();
  }

  private record Matched(
      Rule rule, PathPatternRequestMatcher matcher, PathPatternRequestMatcher path) {}

  private static Matched matched(Rule rule) {
    PathPatternRequestMatcher.Builder matchers = PathPatternRequestMatcher.withDefaults();
    return new Matched(
        rule, matchers.matcher(rule.method(), rule.path()), matchers.matcher(rule.path()));
  }

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    HttpServletRequest request = context.getRequest();
    Optional<Matched> found = find(request);
    if (found.isEmpty()) {
      String methods =
          rules.stream()
              .filter(rule -> rule.path().matches(request))
              .map(rule -> rule.rule().method().name())
              .collect(Collectors.joining(", "));
      request.setAttribute(METHODS, methods);
      return methods.isEmpty() ? Refusal.NO_SUCH_ENDPOINT : Refusal.OTHER_METHOD;
    }
    Matched matched = found.get();
    request.setAttribute(RULE, matched.rule());
    MatchResult result = matched.path().matcher(request);
    return decide(matched.rule().need(), authentication, result.getVariables());
  }

  private Optional<Matched> find(HttpServletRequest request) {
    if (request.getMethod().equals(HttpMethod.HEAD.name())) { // as GET, without the body
      return rules.stream()
          .filter(rule -> rule.rule().method().equals(HttpMethod.GET))
          .filter(rule -> rule.path().matches(request))
          .findFirst();
    }
    return rules.stream().filter(rule -> rule.matcher().matches(request)).findFirst();
  }

  private AuthorizationResult decide(
      Need need,
      Supplier<? extends @Nullable Authentication> authentication,
      Map<String, String> variables) {
    if (need instanceof Anybody) {
      return GRANTED;
    }
    Authentication known = authentication.get();
    if (known == null || !(known.getPrincipal() instanceof Caller caller)) {
      return new AuthorizationDecision(false); // becomes 401, whatever is asked
    }
    return switch (need) {
      case Anybody() -> GRANTED;
      case SignedIn() -> GRANTED;
      case Member() ->
          places.organisation(variables).filter(caller::belongsTo).isPresent()
              ? GRANTED
              : Refusal.NOT_THERE;
      case Permitted(Permission permission, Scope scope) ->
          places
              .of(scope, variables)
              .map(place -> permitted(caller, permission, scope, place))
              .orElse(Refusal.NOT_THERE);
    };
  }

  private static AuthorizationResult permitted(
      Caller caller, Permission permission, Scope scope, Place place) {
    if (caller.may(permission, place)) {
      return GRANTED;
    }
    return sees(caller, scope, place) ? Refusal.NOT_GRANTED : Refusal.NOT_THERE;
  }

  /// Whether the caller may know that it is there. Of an organisation its members know the names of
  /// all teams, so that everybody finds out whom to ask; projects and images are for their teams.
  private static boolean sees(Caller caller, Scope scope, Place place) {
    Integer organisation = place.organisation();
    return switch (scope) {
      case SERVER -> true;
      case ORGANISATION, TEAM -> organisation != null && caller.belongsTo(organisation);
      case PROJECT, IMAGE -> caller.may(Permission.READ, place);
    };
  }
}
