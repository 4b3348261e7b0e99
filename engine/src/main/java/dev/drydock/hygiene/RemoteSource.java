package dev.drydock.hygiene;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an `ADD` takes from the network: a file or a repository of Git
/// ([reference](https://docs.docker.com/reference/dockerfile/#add)).
///
/// @param address as written, without quotes
/// @param repository whether it is one of Git, which may be of one commit for ever
record RemoteSource(String address, boolean repository) {
  /// Lengths of commits, by SHA-1 and SHA-256.
  private static final Set<Integer> COMMITS = Set.of(40, 64);

  private static final Set<String> OF_COMMIT = Set.of("ref", "commit", "checksum");

  /// `null` where it is a file of the build's context.
  static @Nullable RemoteSource of(String source) {
    String lower = source.toLowerCase(Locale.ROOT);
    if (lower.startsWith("http://") || lower.startsWith("https://")) {
      return new RemoteSource(source, path(lower).endsWith(".git"));
    }
    return lower.startsWith("git://") || lower.startsWith("ssh://") || isOfSecureCopy(lower)
        ? new RemoteSource(source, true)
        : null;
  }

  private static String path(String address) {
    return address.split("[?#]", 2)[0];
  }

  /// `git@example.org:team/app.git`.
  private static boolean isOfSecureCopy(String source) {
    int at = source.indexOf('@');
    int colon = source.indexOf(':');
    int slash = source.indexOf('/');
    return at > 0 && colon > at + 1 && (slash < 0 || colon < slash);
  }

  /// Whether its commit is named, so that it is the same tomorrow: `….git#COMMIT`,
  /// `….git?checksum=COMMIT`.
  boolean fixed() {
    return repository && (isCommit(fragment()) || isOfCommitByQuery());
  }

  /// What stands behind `#`, without the directory behind a colon.
  private String fragment() {
    int hash = address.indexOf('#');
    return hash < 0 ? "" : address.substring(hash + 1).split(":", 2)[0];
  }

  private boolean isOfCommitByQuery() {
    String[] parts = address.split("#", 2)[0].split("\\?", 2);
    if (parts.length < 2) {
      return false;
    }
    for (String field : parts[1].split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0
          && OF_COMMIT.contains(field.substring(0, equals))
          && isCommit(field.substring(equals + 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCommit(String text) {
    return COMMITS.contains(text.length())
        && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }
}
