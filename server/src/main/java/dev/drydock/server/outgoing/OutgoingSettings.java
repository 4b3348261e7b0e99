package dev.drydock.server.outgoing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the server may send requests that users ask for.
///
/// @param allow hosts and networks within the operator's own that may be reached all the same, also
///   without TLS: `jira.internal.example.com`, `.internal.example.com` (all hosts below),
///   `10.20.0.0/16`, `fd00:1::/32`, `192.168.1.7`
/// @param proxy an HTTP proxy for everything else, `http://[user:password@]host:port`; where it is
///   missing, the environment variables HTTPS_PROXY, HTTP_PROXY and NO_PROXY count
/// @param noProxy hosts that are reached without the proxy, as in NO_PROXY
/// @param certificates a PEM file of certificate authorities that are trusted beside those of the
///   JDK; where it is missing, the one that the environment variable SSL_CERT_FILE names
/// @param connectTimeout until a connection is there
/// @param timeout for a whole request, to the last byte of its answer
@ConfigurationProperties("drydock.outgoing")
public record OutgoingSettings(
    @DefaultValue List<String> allow,
    @Nullable URI proxy,
    @DefaultValue List<String> noProxy,
    @Nullable Path certificates,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("20s") Duration timeout) {

  @Override
  public String toString() {
    return "OutgoingSettings[allow=" + allow + "]"; // a proxy's address may hold a password
  }
}
