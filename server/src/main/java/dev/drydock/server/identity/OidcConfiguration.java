package dev.drydock.server.identity;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.drydock.server.outgoing.TrustedCertificates;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.web.client.RestClient;

/// How codes become ID tokens, and how these are verified.
@Configuration(proxyBeanMethods = false)
class OidcConfiguration {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PURGE = Duration.ofMinutes(10);

  @Bean
  AuthenticationProvider oidcExchange(OidcProviders providers, TrustedCertificates trusted) {
    RestClientAuthorizationCodeTokenResponseClient tokens =
        new RestClientAuthorizationCodeTokenResponseClient();
    tokens.setRestClient(restClient(trusted));
    OidcAuthorizationCodeAuthenticationProvider exchange =
        new OidcAuthorizationCodeAuthenticationProvider(tokens, new OidcUserService());
    OidcIdTokenDecoderFactory decoders = new OidcIdTokenDecoderFactory();
    decoders.setJwsAlgorithmResolver(
        registration ->
            providers
                .settings(registration.getRegistrationId())
                .map(provider -> SignatureAlgorithm.from(provider.algorithm()))
                .orElse(SignatureAlgorithm.RS256));
    exchange.setJwtDecoderFactory(decoders);
    return exchange;
  }

  private static RestClient restClient(TrustedCertificates trusted) {
    HttpClient.Builder client =
        HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER);
    trusted.context().ifPresent(client::sslContext);
    JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client.build());
    requests.setReadTimeout(PATIENCE);
    return RestClient.builder()
        .requestFactory(requests)
        .configureMessageConverters(
            converters ->
                converters
                    .addCustomConverter(new FormHttpMessageConverter())
                    .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
        .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
        .build();
  }

  @Bean
  Task<Void> purgeOfSignIns(OidcRequests requests) {
    return Tasks.recurring("sign-in-purge", FixedDelay.of(PURGE))
        .execute((instance, context) -> requests.purge());
  }
}
