package dev.drydock.image.registry;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which proxy a request goes through, as the environment variables `HTTP_PROXY`, `HTTPS_PROXY` and
/// `NO_PROXY` say; the lower-case names come first. Requests to this machine never go through one.
///
/// `DRYDOCK_PROXY` is stronger than all of them: whoever starts a process that must not reach
/// anything by itself names there the one way out, and even this machine is reached by it only.
///
/// @param http for `http:` targets
/// @param https for `https:` targets
/// @param direct hosts that need none: `*`, `host`, `.domain`, `host:port`, `10.0.0.0/8`
/// @param everything whether requests to this machine go through a proxy as well
public record ProxyRules(
    @Nullable URI http, @Nullable URI https, List<String> direct, boolean everything) {

  public ProxyRules {
    direct = List.copyOf(direct);
  }

  /// Rules by which this machine is reached directly.
  public ProxyRules(@Nullable URI http, @Nullable URI https, List<String> direct) {
    this(http, https, direct, false);
  }

  /// No proxy for anything.
  public static ProxyRules none() {
    return new ProxyRules(null, null, List.of());
  }

  /// @param environment variables by name
  /// @throws IllegalArgumentException where a proxy's address is none
  public static ProxyRules fromEnvironment(Map<String, String> environment) {
    URI only = address(environment, "drydock_proxy");
    if (only != null) {
      return new ProxyRules(only, only, List.of(), true);
    }
    List<String> direct = new ArrayList<>();
    String none = variable(environment, "no_proxy");
    if (none != null) {
      for (String entry : none.split(",", -1)) {
        String trimmed = entry.strip().toLowerCase(Locale.ROOT);
        if (!trimmed.isEmpty()) {
          direct.add(trimmed);
        }
      }
    }
    return new ProxyRules(
        address(environment, "http_proxy"), address(environment, "https_proxy"), direct);
  }

  /// The proxy for `target`; `null` where it is reached directly.
  public @Nullable URI proxyFor(URI target) {
    URI proxy = "https".equals(target.getScheme()) ? https : http;
    String host = target.getHost();
    if (proxy == null || host == null) {
      return null;
    }
    String plain = Hosts.withoutBrackets(host.toLowerCase(Locale.ROOT));
    if (!everything && Hosts.isLoopback(plain)) {
      return null;
    }
    for (String entry : direct) {
      if (isDirect(entry, plain, target.getPort())) {
        return null;
      }
    }
    return proxy;
  }

  private static boolean isDirect(String entry, String host, int port) {
    if (entry.equals("*")) {
      return true;
    }
    int slash = entry.indexOf('/');
    if (slash > 0) {
      return Hosts.inNetwork(host, entry.substring(0, slash), entry.substring(slash + 1));
    }
    String name = entry;
    int colon = name.lastIndexOf(':');
    boolean hasPort =
        colon > 0 && name.indexOf(':') == colon
            || name.startsWith("[") && colon > name.indexOf(']');
    if (hasPort) {
      if (!name.substring(colon + 1).equals(Integer.toString(port))) {
        return false;
      }
      name = name.substring(0, colon);
    }
    name = Hosts.withoutBrackets(name);
    if (name.startsWith("*.")) {
      name = name.substring(1);
    }
    return name.startsWith(".")
        ? host.endsWith(name)
        : host.equals(name) || host.endsWith("." + name);
  }

  private static @Nullable URI address(Map<String, String> environment, String name) {
    String value = variable(environment, name);
    if (value == null) {
      return null;
    }
    try {
      URI proxy = URI.create(value.contains("://") ? value : "http://" + value);
      if ("http".equals(proxy.getScheme()) && proxy.getHost() != null) {
        return proxy;
      }
    } catch (IllegalArgumentException _) {
      // told below, without the value: it may hold a password
    }
    throw new IllegalArgumentException(
        "the environment variable "
            + name
            + " is not the address of an HTTP proxy; write http://host:port");
  }

  private static @Nullable String variable(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      value = environment.get(name.toUpperCase(Locale.ROOT));
    }
    return value == null || value.isBlank() ? null : value.strip();
  }
}
