package dev.drydock.attest.identity;

import dev.drydock.limits.Limits;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.InstantSource;

/// What a [SigstoreProvider] is lent by who embeds it.
///
/// @param client follows no redirects: it would show them tokens
/// @param cacheDirectory where the trusted roots of TUF repositories are kept
public record Outside(
    HttpClient client, String userAgent, InstantSource clock, Path cacheDirectory, Limits limits) {

  public Outside {
    if (client.followRedirects() != HttpClient.Redirect.NEVER) {
      throw new IllegalArgumentException("a client that follows redirects shows them tokens");
    }
  }
}
