package dev.drydock.cli.signing;

import dev.drydock.attest.identity.IdentityException;
import dev.drydock.attest.identity.IdentityToken;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The token that says who signs: named by the user, or that of the CI job this runs in.
final class IdentityTokens {
  private static final int MOST = 64 << 10;
  private static final String VARIABLE = "env://";

  /// What GitLab's documentation calls it, and cosign.
  private static final String TOKEN = "SIGSTORE_ID_TOKEN";

  private static final String REQUEST_URL = "ACTIONS_ID_TOKEN_REQUEST_URL";
  private static final String REQUEST_TOKEN = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";

  private final Surroundings surroundings;
  private final Invocation invocation;
  private final HttpClient client;

  IdentityTokens(Surroundings surroundings, Invocation invocation, HttpClient client) {
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.client = client;
  }

  IdentityToken token() throws IOException, InterruptedException, Failure {
    String named = invocation.value("--identity-token");
    if (named != null && named.startsWith("eyJ")) {
      // not shown: whoever has it is who it names
      throw Failure.usage(
          "--identity-token takes a file or env://NAME, not the token: everybody on a machine can"
              + " see what programs are started with");
    }
    if (named != null && !named.startsWith(VARIABLE)) {
      byte[] file = Bounded.readFile(PathArgument.of(named), MOST);
      return token(new String(file, StandardCharsets.UTF_8), ErrorLine.oneLine(named));
    }
    String variable = named == null ? TOKEN : named.substring(VARIABLE.length());
    String value = set(variable);
    if (value != null) {
      return token(value, "the environment variable " + ErrorLine.oneLine(variable));
    }
    if (named != null) {
      throw Failure.input(
          "the environment variable "
              + ErrorLine.oneLine(variable)
              + " is not set; it has to hold an ID token",
          null);
    }
    String url = set(REQUEST_URL);
    String secret = set(REQUEST_TOKEN);
    if (url != null && secret != null) {
      return token(requested(url, secret), "what GitHub Actions gives as a token");
    }
    throw Failure.usage(
        "nobody says who signs: name a token with --identity-token FILE, or set "
            + TOKEN
            + " (GitLab: `id_tokens` with the audience sigstore; GitHub Actions: the permission"
            + " `id-token: write` does it all)");
  }

  private IdentityToken token(String text, String what) throws IdentityException {
    return IdentityToken.read(text, Instant.now(), surroundings.limits(), what);
  }

  private @Nullable String set(String variable) {
    String value = surroundings.environment().get(variable);
    return value == null || value.isBlank() ? null : value;
  }

  /// The token of this job, for the audience that Fulcio is (GitHub, "OpenID Connect reference").
  private String requested(String url, String secret) throws IOException, InterruptedException {
    String failure;
    try {
      URI uri = URI.create(url + (url.contains("?") ? "&" : "?") + "audience=sigstore");
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .timeout(Duration.ofSeconds(30))
              .header("Authorization", "Bearer " + secret)
              .header("Accept", "application/json")
              .header("User-Agent", "drydock/" + Surroundings.version())
              .build();
      HttpResponse<byte[]> answer =
          client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST));
      Json json = new JsonReader(surroundings.limits()).read(answer.body(), "the answer");
      String token = json.text("value");
      if (answer.statusCode() == 200 && token != null) {
        return token;
      }
      failure = "HTTP status " + answer.statusCode();
    } catch (IllegalArgumentException | IOException e) {
      String message = e.getMessage();
      failure = message == null ? e.getClass().getSimpleName() : message;
    }
    throw new IdentityException(
        "GitHub Actions gives no token ("
            + ErrorLine.oneLine(failure)
            + "); the job needs the permission `id-token: write`");
  }
}
