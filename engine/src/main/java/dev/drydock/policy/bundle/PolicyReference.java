package dev.drydock.policy.bundle;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The name of a policy that is fetched from elsewhere: from an OCI registry, or a Git repository.
public sealed interface PolicyReference {

  /// A policy in a registry, `oci://registry.example.org/policies/org@sha256:…`.
  ///
  /// @param repository with its registry
  /// @param tag `null` where none is named
  /// @param digest of the manifest; `null` where the tag says which one
  record Oci(String repository, @Nullable String tag, @Nullable String digest)
      implements PolicyReference {

    /// As registries know it.
    public String reference() {
      return repository + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
    }

    @Override
    public String toString() {
      return OCI + reference();
    }
  }

  /// A file of a commit, `git+https://git.example.org/policies.git//org/drydock.yaml?ref=…`.
  ///
  /// @param path of the file, from the top
  /// @param commit its whole id
  record Git(URI repository, String path, String commit) implements PolicyReference {
    @Override
    public String toString() {
      return "git+" + repository + "//" + path + "?ref=" + commit;
    }
  }

  /// What a name begins with that this is for.
  String OCI = "oci://";

  /// What a name begins with that this is for.
  String GIT = "git+";

  int LONGEST = 1024;
  Pattern HOST = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})(?::[0-9]{1,5})?");
  Pattern REPOSITORY =
      Pattern.compile("[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*");
  Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
  Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~+@][A-Za-z0-9._~+@-]{0,254}");

  /// Whether a name is to be parsed here.
  static boolean isOne(String text) {
    return text.startsWith(OCI) || text.startsWith(GIT);
  }

  /// @throws IllegalArgumentException with what is wrong; it goes on where the name ends
  static PolicyReference parse(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("is too long for the name of a policy");
    }
    return text.startsWith(OCI) ? oci(text.substring(OCI.length())) : git(text);
  }

  private static Oci oci(String text) {
    int at = text.indexOf('@');
    String digest = at < 0 ? null : text.substring(at + 1);
    if (digest != null && !DIGEST.matcher(digest).matches()) {
      throw new IllegalArgumentException(
          "has no whole digest after @; it is sha256: and 64 hexadecimal digits");
    }
    String name = at < 0 ? text : text.substring(0, at);
    int slash = name.indexOf('/');
    int colon = name.indexOf(':', Math.max(slash, 0));
    String tag = slash < 0 || colon < 0 ? null : name.substring(colon + 1);
    String repository = tag == null ? name : name.substring(0, colon);
    if (slash < 0
        || !HOST.matcher(repository.substring(0, slash)).matches()
        || !REPOSITORY.matcher(repository.substring(slash + 1)).matches()
        || tag != null && !TAG.matcher(tag).matches()) {
      throw new IllegalArgumentException(
          "names no policy in a registry; that has the form oci://HOST/REPOSITORY@sha256:…");
    }
    if (tag == null && digest == null) {
      throw new IllegalArgumentException(
          "says not which policy of the repository; add its digest, @sha256:…");
    }
    return new Oci(repository, tag, digest);
  }

  private static Git git(String text) {
    String start = GIT + "https://";
    if (!text.startsWith(start)) {
      throw new IllegalArgumentException("is not fetched; Git is asked by git+https:// alone");
    }
    String rest = text.substring(start.length());
    int query = rest.indexOf('?');
    String commit = query < 0 ? "" : rest.substring(query + 1);
    Matcher ref = COMMIT.matcher(commit.startsWith("ref=") ? commit.substring(4) : "");
    if (!ref.matches()) {
      throw new IllegalArgumentException(
          "has to name a commit, ?ref= and its 40 hexadecimal digits: a branch or tag may change");
    }
    String place = query < 0 ? rest : rest.substring(0, query);
    int file = place.indexOf("//");
    int slash = place.indexOf('/');
    if (file < 0
        || slash == file
        || !HOST.matcher(place.substring(0, slash)).matches()
        || !isPath(place.substring(slash + 1, file))
        || !isPath(place.substring(file + 2))) {
      throw new IllegalArgumentException(
          "names no file of a repository; that has the form"
              + " git+https://HOST/REPOSITORY//PATH?ref=COMMIT");
    }
    return new Git(
        URI.create("https://" + place.substring(0, file)), place.substring(file + 2), ref.group());
  }

  private static boolean isPath(String text) {
    for (String segment : text.split("/", -1)) {
      if (!SEGMENT.matcher(segment).matches() || segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return true;
  }
}
