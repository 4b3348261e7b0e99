package dev.drydock.bom;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The name of an image in a registry.
///
/// @param repository with its registry: `docker.io/library/debian`
/// @param tag `""` where the image was named by its digest alone
public record ImageName(String repository, String tag) {
  private static final List<String> SCHEMES =
      List.of("registry:", "docker:", "podman:", "containerd:");
  private static final List<String> NAMELESS =
      List.of("docker-archive:", "oci-archive:", "oci-dir:", "dir:", "rootfs:", "sbom:");

  /// Of a reference as people write it; `null` for files and directories, which have no name that
  /// means anything.
  public static @Nullable ImageName of(String reference) {
    String text = reference;
    for (String scheme : SCHEMES) {
      if (text.startsWith(scheme) && text.length() > scheme.length()) {
        text = text.substring(scheme.length());
      }
    }
    if (text.indexOf('\\') >= 0
        || text.startsWith("/")
        || text.startsWith(".")
        || isFile(reference)) {
      return null;
    }
    int at = text.indexOf('@');
    text = at < 0 ? text : text.substring(0, at);
    int colon = text.lastIndexOf(':');
    boolean tagged = colon > text.lastIndexOf('/');
    String tag = tagged ? text.substring(colon + 1) : at < 0 ? "latest" : "";
    return new ImageName(fullName(tagged ? text.substring(0, colon) : text), tag);
  }

  /// The last part of the repository.
  public String name() {
    return repository.substring(repository.lastIndexOf('/') + 1);
  }

  /// The purl of an image (purl specification, type `oci`); `null` where its name or its digest is
  /// unknown, without which it is one of many.
  public static @Nullable Purl purl(Bom.Subject subject) {
    ImageName named = of(subject.reference());
    String digest = subject.digest();
    if (named == null || digest == null || named.name().isEmpty()) {
      return null;
    }
    Map<String, String> qualifiers = new TreeMap<>();
    qualifiers.put("repository_url", named.repository());
    qualifiers.put("tag", named.tag());
    String[] platform = subject.platform().split("/", 3);
    if (platform.length > 1) {
      qualifiers.put("arch", platform[1]);
    }
    return Purl.of("oci", null, named.name(), digest, qualifiers);
  }

  private static boolean isFile(String reference) {
    for (String scheme : NAMELESS) {
      if (reference.startsWith(scheme)) {
        return true;
      }
    }
    return reference.endsWith(".tar") || reference.endsWith(".tar.gz");
  }

  /// With registry and `library`, as Docker Hub's short names leave them out.
  public static String fullName(String name) {
    String text = name.toLowerCase(Locale.ROOT);
    int slash = text.indexOf('/');
    String host = slash < 0 ? "" : text.substring(0, slash);
    boolean hosted = host.indexOf('.') >= 0 || host.indexOf(':') >= 0 || host.equals("localhost");
    if (!hosted) {
      return "docker.io/" + (slash < 0 ? "library/" : "") + text;
    }
    if (host.equals("index.docker.io")
        || host.equals("registry-1.docker.io")
        || host.equals("docker.io")) {
      String rest = text.substring(slash + 1);
      return "docker.io/" + (rest.indexOf('/') < 0 ? "library/" : "") + rest;
    }
    return text;
  }
}
