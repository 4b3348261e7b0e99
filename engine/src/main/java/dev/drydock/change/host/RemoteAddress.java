package dev.drydock.change.host;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// The URL of a Git remote taken apart (`git help urls`), without user and password.
///
/// @param scheme `https`, `http` or `ssh`
/// @param host in lower case
/// @param port -1 where none is written
/// @param path without `/` at its ends and without `.git`; sub-groups are segments
public record RemoteAddress(String scheme, String host, int port, String path) {
  private static final int MAX_URL = 4096;

  /// Empty where the remote is a directory, a bundle, or spoken to in another way.
  public static Optional<RemoteAddress> parse(String url) {
    if (url.length() > MAX_URL || url.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      return Optional.empty();
    }
    return url.contains("://") ? ofUrl(url) : ofScp(url);
  }

  /// Whether both name the same repository of the same host, however it is spoken to.
  public boolean isSame(RemoteAddress other) {
    return host.equals(other.host) && path.equalsIgnoreCase(other.path);
  }

  private static Optional<RemoteAddress> ofUrl(String url) {
    URI uri;
    try {
      uri = new URI(withoutUser(url));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String plain =
        switch (scheme) {
          case "https", "http", "ssh" -> scheme;
          case "git+ssh", "ssh+git" -> "ssh";
          default -> "";
        };
    if (plain.isEmpty()
        || uri.getHost() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      return Optional.empty();
    }
    return of(plain, uri.getHost(), uri.getPort(), uri.getPath());
  }

  /// Tokens in the place of users have characters that no URI has.
  private static String withoutUser(String url) {
    int start = url.indexOf("://") + 3;
    int slash = url.indexOf('/', start);
    int at = url.lastIndexOf('@', slash < 0 ? url.length() : slash);
    return at < start ? url : url.substring(0, start) + url.substring(at + 1);
  }

  /// `[user@]host:path`; a colon after a slash, or after a single letter, is part of a file's name.
  private static Optional<RemoteAddress> ofScp(String url) {
    int colon = url.startsWith("[") ? url.indexOf("]:") + 1 : url.indexOf(':');
    int slash = url.indexOf('/');
    if (colon <= 1 || slash >= 0 && slash < colon) {
      return Optional.empty();
    }
    String host = url.substring(url.lastIndexOf('@', colon) + 1, colon);
    return of("ssh", host, -1, url.substring(colon + 1));
  }

  private static Optional<RemoteAddress> of(String scheme, String host, int port, String path) {
    int start = 0;
    int end = path.length();
    while (start < end && path.charAt(start) == '/') {
      start++;
    }
    while (end > start && path.charAt(end - 1) == '/') {
      end--;
    }
    String inner = path.substring(start, end);
    if (inner.endsWith(".git")) {
      inner = inner.substring(0, inner.length() - ".git".length());
    }
    for (String segment : inner.split("/", -1)) {
      if (segment.isEmpty()
          || segment.equals(".")
          || segment.equals("..")
          || segment.chars().anyMatch(Character::isISOControl)) {
        return Optional.empty();
      }
    }
    return host.isEmpty() || !isHost(host)
        ? Optional.empty()
        : Optional.of(new RemoteAddress(scheme, host.toLowerCase(Locale.ROOT), port, inner));
  }

  private static boolean isHost(String host) {
    return host.chars()
        .allMatch(
            c ->
                c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || ".-_:[]".indexOf(c) >= 0);
  }
}
