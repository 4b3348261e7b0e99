package dev.drydock.catalog.npm;

import dev.drydock.catalog.SourceAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The commit that a dependency from a repository is pinned to, as the tools write it in many ways.
/// - `git+ssh://git@host/owner/name.git#commit`, with or without `git+`, also `#commit=commit`
/// - `github:owner/name#commit`, `gitlab:…`, `bitbucket:…`
/// - the archive of a commit that a host offers:
///   `https://codeload.github.com/owner/name/tar.gz/commit`
final class Commit {
  private static final String CODELOAD = "https://codeload.github.com/";
  private static final List<String> SHORT_HOSTS =
      List.of("github:github.com", "gitlab:gitlab.com", "bitbucket:bitbucket.org");

  private Commit() {}

  /// `git+https://host/repository.git@commit`, as the purl qualifier `vcs_url` has it; `null` where
  /// `resolved` names no commit.
  static @Nullable String vcsUrl(@Nullable String resolved) {
    if (resolved == null) {
      return null;
    }
    String archive = archive(resolved);
    if (archive != null) {
      return archive;
    }
    int hash = resolved.lastIndexOf('#');
    if (hash <= 0) {
      return null;
    }
    String commit = resolved.substring(hash + 1);
    for (String prefix : List.of("commit=", "commit:")) {
      int at = commit.indexOf(prefix);
      if (at >= 0) {
        int end = commit.indexOf('&', at);
        commit = commit.substring(at + prefix.length(), end < 0 ? commit.length() : end);
      }
    }
    return vcsUrl(resolved.substring(0, hash), commit);
  }

  /// The same of a repository and a commit of it; `null` where `commit` is none.
  static @Nullable String vcsUrl(String repository, @Nullable String commit) {
    if (commit == null || !hexadecimal(commit) || !repository(repository)) {
      return null;
    }
    String place = repository;
    for (String host : SHORT_HOSTS) {
      int colon = host.indexOf(':');
      if (place.startsWith(host.substring(0, colon + 1))) {
        place = "https://" + host.substring(colon + 1) + "/" + place.substring(colon + 1) + ".git";
      }
    }
    if (place.startsWith("git@") && place.indexOf(':') > 0 && place.indexOf("://") < 0) {
      place = "ssh://" + place.replaceFirst(":", "/");
    }
    return (place.startsWith("git+") || place.startsWith("git:") ? "" : "git+")
        + SourceAddress.withoutUser(place)
        + "@"
        + commit;
  }

  /// Of the archive of a commit.
  private static @Nullable String archive(String address) {
    if (address.startsWith(CODELOAD)) {
      List<String> parts = List.of(address.substring(CODELOAD.length()).split("/", 5));
      return parts.size() == 4
          ? vcsUrl(
              "https://github.com/" + parts.get(0) + "/" + parts.get(1) + ".git",
              withoutHash(parts.get(3)))
          : null;
    }
    int reference = address.indexOf("/repository/archive.tar.gz?ref=");
    if (reference > 0 && address.startsWith("https://") && !address.contains("/api/v4/")) {
      return vcsUrl(
          address.substring(0, reference) + ".git",
          withoutHash(address.substring(address.indexOf('=') + 1)));
    }
    int get = address.indexOf("/get/");
    int end = address.indexOf(".tar.gz", get + 5);
    if (get > 0 && end > 0 && address.startsWith("https://bitbucket.org/")) {
      return vcsUrl(address.substring(0, get) + ".git", address.substring(get + 5, end));
    }
    return null;
  }

  private static String withoutHash(String text) {
    int hash = text.indexOf('#');
    return hash < 0 ? text : text.substring(0, hash);
  }

  /// Whether the address is one of a repository. Behind that of a registry's file, which may look
  /// like anything, stands a checksum and no commit.
  private static boolean repository(String address) {
    if (!address.startsWith("http:") && !address.startsWith("https:")) {
      return !address.startsWith("file:");
    }
    if (address.endsWith(".git")) {
      return true;
    }
    String place = SourceAddress.withoutUser(address);
    for (String host : SHORT_HOSTS) {
      if (place.startsWith("https://" + host.substring(host.indexOf(':') + 1) + "/")) {
        return !place.endsWith(".tgz") && !place.endsWith(".tar.gz");
      }
    }
    return false;
  }

  private static boolean hexadecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
        return false;
      }
    }
    return text.length() >= 7 && text.length() <= 64;
  }
}
