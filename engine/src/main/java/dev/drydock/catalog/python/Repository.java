package dev.drydock.catalog.python;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where in a version control system a distribution comes from, as the purl qualifier `vcs_url`
/// says it: `git+https://host/x.git@commit`.
final class Repository {
  private static final List<String> SYSTEMS = List.of("git", "hg", "bzr", "svn");

  private Repository() {}

  /// `null` where the commit is not a whole one: a branch or a tag may move.
  static @Nullable String at(String system, String url, String commit) {
    if (!SYSTEMS.contains(system.toLowerCase(Locale.ROOT)) || !commit(commit) || url.isEmpty()) {
      return null;
    }
    String plain = url.startsWith(system + "+") ? url.substring(system.length() + 1) : url;
    return system + "+" + withoutCredentials(plain) + "@" + commit;
  }

  /// Reads `git+https://host/x.git@commit`, without a fragment.
  static @Nullable String parse(String text) {
    int plus = text.indexOf('+');
    int at = text.lastIndexOf('@');
    return plus > 0 && at > plus
        ? at(text.substring(0, plus), text.substring(plus + 1, at), text.substring(at + 1))
        : null;
  }

  /// Reads `https://host/x.git?rev=main#commit`, as uv and pixi write it.
  static @Nullable String git(String address) {
    int fragment = address.indexOf('#');
    if (fragment < 0) {
      return null;
    }
    int query = address.indexOf('?');
    int end = query < 0 ? fragment : Math.min(query, fragment);
    return at("git", address.substring(0, end), address.substring(fragment + 1));
  }

  private static boolean commit(String text) {
    if (text.length() != 40 && text.length() != 64) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /// Lock files have held tokens; nobody wants those in a bill of materials.
  private static String withoutCredentials(String url) {
    int scheme = url.indexOf("://");
    if (scheme < 0) {
      return url;
    }
    int host = scheme + 3;
    int end = url.indexOf('/', host);
    int at = url.lastIndexOf('@', end < 0 ? url.length() : end);
    return at < host ? url : url.substring(0, host) + url.substring(at + 1);
  }
}
