package dev.drydock.catalog;

/// Where a package comes from that is of no registry, or not of the usual one: the addresses that
/// lock files have, as qualifiers of a purl tell them (purl specification, "Known qualifiers").
public final class SourceAddress {
  private SourceAddress() {}

  /// A `vcs_url`: `git+https://host/repository.git@commit`, of an address as Git takes it.
  ///
  /// @param address may also be `git@host:owner/repository.git`
  /// @param commit left out where it is empty
  public static String git(String address, String commit) {
    String place = address.startsWith("git+") ? address.substring(4) : address;
    int colon = place.indexOf(':');
    int slash = place.indexOf('/');
    if (colon > 0 && !place.startsWith("//", colon + 1) && (slash < 0 || colon < slash)) {
      place = "ssh://" + place.substring(0, colon) + "/" + place.substring(colon + 1);
    }
    String prefix = place.indexOf("://") < 0 ? "git+file://" : "git+";
    String at = commit.isEmpty() ? "" : "@" + commit;
    return (place.startsWith("git:") ? "" : prefix) + withoutUser(place) + at;
  }

  /// The same of a repository of Mercurial: `hg+https://host/repository@changeset`.
  ///
  /// @param changeset left out where it is empty
  public static String mercurial(String address, String changeset) {
    return "hg+" + withoutUser(address) + (changeset.isEmpty() ? "" : "@" + changeset);
  }

  /// An address, or a path, up to its query or fragment.
  public static String withoutQuery(String address) {
    int end = 0;
    while (end < address.length() && "?#".indexOf(address.charAt(end)) < 0) {
      end++;
    }
    return address.substring(0, end);
  }

  /// A user in an address may be an access token, and that is nobody's business; `git` is none.
  public static String withoutUser(String address) {
    int host = address.indexOf("://") + 3;
    if (host < 3 || address.startsWith("git@", host)) {
      return address;
    }
    int path = address.indexOf('/', host);
    int at = address.lastIndexOf('@', path < 0 ? address.length() : path);
    return at > host ? address.substring(0, host) + address.substring(at + 1) : address;
  }

  /// Whether a host that the address names is this one, or below it.
  public static boolean of(String address, String host) {
    String rest = withoutUser(address);
    int scheme = rest.indexOf("://");
    rest = scheme < 0 ? rest : rest.substring(scheme + 3);
    int end = 0;
    while (end < rest.length() && "/:?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    String named = rest.substring(0, end);
    return named.equals(host) || named.endsWith("." + host);
  }
}
