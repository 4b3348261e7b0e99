package dev.drydock.server.access;

import dev.drydock.server.access.Caller.Place;
import dev.drydock.server.access.Rule.Anybody;
import dev.drydock.server.access.Rule.Member;
import dev.drydock.server.access.Rule.Permitted;
import dev.drydock.server.access.Rule.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
  private final Places places;
  private final List<Matched> rules;

  AccessDecision(Places places) {
    this.places = places;
    this.rules =
        AccessMatrix.rules().stream()
            .map(
                rule ->
                    new Matched(
                        rule,
                        PathPatternRequestMatcher.withDefaults()
                            .matcher(rule.method(), rule.path())))
            .toList();
  }

  private record Matched(Rule rule, PathPatternRequestMatcher matcher) {}

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    HttpServletRequest request = context.getRequest();
    for (Matched matched : rules) {
      MatchResult result = matched.matcher().matcher(request);
      if (result.isMatch()) {
        return new AuthorizationDecision(
            allowed(matched.rule().need(), authentication, result.getVariables()));
      }
    }
    return new AuthorizationDecision(false);
  }

  private boolean allowed(
      Rule.Need need,
      Supplier<? extends @Nullable Authentication> authentication,
      Map<String, String> variables) {
    if (need instanceof Anybody) {
      return true;
    }
    Authentication known = authentication.get();
    if (known == null || !(known.getPrincipal() instanceof Caller caller)) {
      return false;
    }
    return switch (need) {
      case Anybody() -> true;
      case SignedIn() -> true;
      case Member() -> places.organisation(variables).map(caller::belongsTo).orElse(false);
      case Permitted(Permission permission, Rule.Scope scope) -> {
        Optional<Place> place = places.of(scope, variables);
        yield place.isPresent() && caller.may(permission, place.get());
      }
    };
  }
}
