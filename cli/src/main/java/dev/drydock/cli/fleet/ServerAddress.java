package dev.drydock.cli.fleet;

import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.surroundings.Surroundings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which server, which organisation of it, and with whose token.
///
/// @param base `https://drydock.example.com`, without a slash at its end
/// @param token never shown
/// @param hasToProve whether it has to show that it knows the token before it is sent: where the
///   user has not said that this token is for this address
public record ServerAddress(URI base, String organisation, String token, boolean hasToProve) {
  static final String LOCAL = "http://127.0.0.1:8480";
  private static final String TOKEN = "DRYDOCK_TOKEN";
  private static final int LONGEST_TOKEN = 1000;

  /// What the user says; `null` where they name no server.
  ///
  /// @param environment whether DRYDOCK_SERVER is asked, too
  public static @Nullable ServerAddress named(
      Surroundings surroundings, Invocation invocation, boolean environment)
      throws IOException, Failure {
    String named = invocation.value("--server");
    if (named == null && environment) {
      named = variable(surroundings.environment(), "DRYDOCK_SERVER");
    }
    return named == null ? null : of(named, surroundings);
  }

  /// What the user says, else the server of this machine.
  static ServerAddress of(Surroundings surroundings, Invocation invocation)
      throws IOException, Failure {
    ServerAddress named = named(surroundings, invocation, true);
    return named == null ? of(LOCAL, surroundings) : named;
  }

  private static ServerAddress of(String text, Surroundings surroundings)
      throws IOException, Failure {
    URI base = base(text);
    String organisation = variable(surroundings.environment(), "DRYDOCK_ORGANISATION");
    String token = variable(surroundings.environment(), TOKEN);
    boolean found = token == null && loopback(base);
    if (found) {
      token = left(surroundings);
    }
    boolean hasToProve = found && "http".equalsIgnoreCase(base.getScheme());
    return new ServerAddress(
        hasToProve ? literal(base) : base,
        organisation == null ? "default" : organisation,
        usable(token, base),
        hasToProve);
  }

  /// The address that a name of this machine stands for, so that nothing looks it up again between
  /// the proof and the token.
  private static URI literal(URI base) throws IOException, Failure {
    InetAddress address = InetAddress.getByName(base.getHost());
    if (!address.isLoopbackAddress()) {
      throw Failure.usage(
          ErrorLine.oneLine(base.getHost())
              + " is not this machine here; name the server by its address");
    }
    String host = address.getHostAddress();
    try {
      return new URI(
          base.getScheme(),
          null,
          host.indexOf(':') < 0 ? host : "[" + host + "]",
          base.getPort(),
          base.getPath(),
          null,
          null);
    } catch (URISyntaxException e) {
      throw new IOException("an address of this machine is none", e);
    }
  }

  private static URI base(String text) throws Failure {
    URI uri;
    try {
      String trimmed = text.strip();
      while (trimmed.endsWith("/")) {
        trimmed = trimmed.substring(0, trimmed.length() - 1);
      }
      uri = new URI(trimmed);
    } catch (URISyntaxException _) {
      throw noServer(text);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || uri.getRawUserInfo() != null
        || !scheme.equals("https") && !scheme.equals("http")) {
      throw noServer(text);
    }
    if (scheme.equals("http") && !loopback(uri)) {
      throw Failure.usage(
          "without TLS, anybody on the way to "
              + ErrorLine.oneLine(uri.getHost())
              + " could read the token; write https://");
    }
    return uri;
  }

  private static Failure noServer(String text) {
    return Failure.usage(
        "'"
            + ErrorLine.oneLine(text)
            + "' is no address of a server; write one such as https://drydock.example.com");
  }

  private static boolean loopback(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
  }

  private static String usable(@Nullable String token, URI base) throws Failure {
    if (token == null) {
      throw Failure.usage(
          "the server wants to know who asks: put a token of it into "
              + TOKEN
              + (loopback(base) ? ", or start a server here with `drydock serve`" : ""));
    }
    for (int i = 0; i < token.length(); i++) {
      if (token.charAt(i) <= ' ' || token.charAt(i) > '~') {
        throw Failure.usage(TOKEN + " holds characters that no token has; copy it again");
      }
    }
    return token;
  }

  /// The one that a server which this user runs here has left.
  private static @Nullable String left(Surroundings surroundings) throws IOException, Failure {
    String named = variable(surroundings.environment(), "DRYDOCK_DATA");
    Path home = surroundings.userHome();
    if (named == null && home == null) {
      return null;
    }
    Path data =
        named != null || home == null
            ? PathArgument.of(String.valueOf(named))
            : home.resolve(".local").resolve("share").resolve("drydock").resolve("server");
    Path file = data.resolve("admin.token");
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LONGEST_TOKEN) {
      return null;
    }
    return Files.readString(file).strip();
  }

  public static @Nullable String variable(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  @Override
  public String toString() {
    return base + " (" + organisation + ")"; // never the token
  }
}
