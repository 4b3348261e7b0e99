package dev.drydock.catalog.npm;

/// The key of a package in a `pnpm-lock.yaml`, a "dependency path" in pnpm's words.
/// - version 5: `/ms/2.1.2`, `/@scope/name/1.0.0_react@17.0.2`, `registry.example/ms/2.1.2`
/// - version 6: `/ms@2.1.2`, `/@scope/name@1.0.0(react@17.0.2)`
/// - version 9: `ms@2.1.2`, `name@https://codeload.github.com/…`, `name@file:folder`
/// - what is not from a registry in 5 and 6: `github.com/owner/name/commit`, `file:folder`,
///   `@host/path`; name and version are in the entry
///
/// @param name `""` where the key does not say
/// @param version `""` where the key does not say
record PnpmKey(String name, String version) {
  private static final PnpmKey NOTHING = new PnpmKey("", "");

  static PnpmKey of(String key) {
    String path = withoutPeers(key);
    if (path.startsWith("file:") || path.startsWith("link:")) {
      return NOTHING;
    }
    int at = path.indexOf('@', path.startsWith("/") ? 2 : 1);
    int slash = path.indexOf('/', path.startsWith("@") ? path.indexOf('/') + 1 : 0);
    if (at > 0 && (slash < 0 || at < slash)) {
      return atSign(path, at); // version 9
    }
    // what stands before the first slash is the registry; nothing for the usual one
    String rest = path.substring(path.indexOf('/') + 1);
    int end = rest.indexOf('/', rest.startsWith("@") ? rest.indexOf('/') + 1 : 0);
    int sign = rest.indexOf('@', 1);
    if (sign > 0 && (end < 0 || sign < end)) {
      return atSign(rest, sign);
    }
    return end > 0 ? versioned(rest.substring(0, end), rest.substring(end + 1)) : NOTHING;
  }

  /// The key without `(peer@version)` and what other such it ends in.
  static String withoutPeers(String key) {
    int open = key.indexOf('(');
    return open < 0 ? key : key.substring(0, open);
  }

  private static PnpmKey atSign(String path, int at) {
    PnpmKey key = versioned(path.substring(0, at), path.substring(at + 1));
    return key.name.isEmpty() ? new PnpmKey(path.substring(0, at), "") : key;
  }

  /// Peers of version 5 stand behind an underscore, which no version has.
  private static PnpmKey versioned(String name, String text) {
    int underscore = text.indexOf('_');
    String version = underscore < 0 ? text : text.substring(0, underscore);
    int dots = 0;
    for (int i = 0; i < version.length() && dots < 2; i++) {
      char c = version.charAt(i);
      if (c == '.' && i > 0) {
        dots++;
      } else if (c < '0' || c > '9') {
        return NOTHING;
      }
    }
    boolean known = dots == 2 && version.indexOf('/') < 0;
    return known ? new PnpmKey(name, version) : NOTHING;
  }
}
