package dev.drydock.server.access;

import dev.drydock.server.web.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// How requests pass: who asks, whether it is too much, what the [AccessMatrix] says, how large the
/// body is. Other ways of saying who asks than a bearer token come as `Customizer<HttpSecurity>`.
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  @Bean
  SecurityFilterChain requests(
      HttpSecurity http,
      AccessDecision decision,
      ApiTokens tokens,
      LimitsSettings limits,
      Clock clock,
      ProblemWriter problems) {
    return http.csrf(
            AbstractHttpConfigurer
                ::disable) // where a cookie says who asks, its filter asks for more
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(AccessConfiguration::headers)
        .addFilterBefore(new BearerTokenFilter(tokens), UsernamePasswordAuthenticationFilter.class)
        .addFilterBefore(new RateLimitFilter(limits, clock, problems), AuthorizationFilter.class)
        .addFilterAfter(new BodyLimitFilter(problems), AuthorizationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll() // what was asked has been decided already
                    .anyRequest()
                    .access(decision))
        .exceptionHandling(
            refused ->
                refused
                    .authenticationEntryPoint(unknown(problems))
                    .accessDeniedHandler(refused(problems)))
        .build();
  }

  /// Answers are data: no browser is to run, frame, keep or pass on anything of them.
  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(
            policy ->
                policy.policyDirectives(
                    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
        .httpStrictTransportSecurity(
            transport -> transport.includeSubDomains(false).maxAgeInSeconds(31_536_000));
  }

  private static AuthenticationEntryPoint unknown(ProblemWriter problems) {
    return (request, response, e) -> {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      problems.write(
          response,
          HttpStatus.UNAUTHORIZED,
          "Say who asks: sign in, or send a token that is known, not expired and not revoked, as Authorization: Bearer drydock_…");
    };
  }

  private static AccessDeniedHandler refused(ProblemWriter problems) {
    return (request, response, e) -> {
      Refusal refusal =
          e instanceof AuthorizationDeniedException denied
                  && denied.getAuthorizationResult() instanceof Refusal known
              ? known
              : Refusal.NOT_GRANTED;
      problems.write(response, refusal.status(), refusal.detail());
    };
  }
}
