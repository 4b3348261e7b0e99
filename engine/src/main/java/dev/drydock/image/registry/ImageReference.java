package dev.drydock.image.registry;

import dev.drydock.image.Digest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The name of an image in a registry: `[host[:port]/]repository[:tag][@digest]`, by the grammar of
/// the distribution project's reference package.
///
/// `debian` means `docker.io/library/debian:latest`.
///
/// @param registry host, with its port where one was given; `docker.io` for Docker Hub under any of
///   its names
/// @param repository path of one or more parts
/// @param tag `null` only where there is a digest
/// @param digest the manifest that it has to be; stands above the tag
public record ImageReference(
    String registry, String repository, @Nullable String tag, @Nullable Digest digest) {

  /// Docker Hub's name in references; the API answers elsewhere.
  static final String DOCKER_HUB = "docker.io";

  private static final String DOCKER_HUB_API = "registry-1.docker.io";
  private static final int MAX_NAME = 255;
  private static final int MAX_TAG = 128;

  /// @throws IllegalArgumentException where `text` is no reference, saying what is wrong with it
  public static ImageReference parse(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          "the image reference is empty; write one such as debian:12");
    }
    int scheme = text.indexOf("://");
    if (scheme >= 0) {
      throw wrong(text, "leave out " + shown(text.substring(0, scheme + 3)));
    }
    String name = text;
    Digest digest = null;
    int at = name.indexOf('@');
    if (at >= 0) {
      digest = digest(text, name.substring(at + 1));
      name = name.substring(0, at);
    }
    String tag = null;
    int colon = name.lastIndexOf(':');
    if (colon > name.lastIndexOf('/')) {
      tag = name.substring(colon + 1);
      name = name.substring(0, colon);
      checkTag(text, tag);
    }
    String registry = DOCKER_HUB;
    int slash = name.indexOf('/');
    if (slash >= 0 && isHost(name.substring(0, slash))) {
      registry = name.substring(0, slash);
      name = name.substring(slash + 1);
      checkHost(text, registry);
      String lower = registry.toLowerCase(Locale.ROOT);
      registry = isHost(lower) ? lower : registry; // capitals may be all that tells a host
      if (registry.equals("index.docker.io") || registry.equals(DOCKER_HUB_API)) {
        registry = DOCKER_HUB;
      }
    }
    checkRepository(text, name);
    if (registry.equals(DOCKER_HUB) && name.indexOf('/') < 0) {
      name = "library/" + name;
    }
    if (registry.length() + name.length() > MAX_NAME) {
      throw wrong(text, "the name is longer than " + MAX_NAME + " characters");
    }
    return new ImageReference(
        registry, name, tag == null && digest == null ? "latest" : tag, digest);
  }

  /// Where the registry's API answers: host, with the port where one was given.
  public String apiHost() {
    return registry.equals(DOCKER_HUB) ? DOCKER_HUB_API : registry;
  }

  /// What the manifest is asked for by: the digest, else the tag.
  public String manifestKey() {
    return digest != null ? digest.toString() : String.valueOf(tag);
  }

  /// The same repository, one certain manifest.
  public ImageReference at(Digest manifest) {
    return new ImageReference(registry, repository, tag, manifest);
  }

  /// As people write it: without what goes without saying for Docker Hub.
  public String familiar() {
    if (!registry.equals(DOCKER_HUB)) {
      return toString();
    }
    String name =
        repository.startsWith("library/") && repository.indexOf('/', 8) < 0
            ? repository.substring(8)
            : repository;
    return name + suffix();
  }

  @Override
  public String toString() {
    return registry + "/" + repository + suffix();
  }

  private String suffix() {
    return (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
  }

  /// Whether the first part of a name is a host: it has a dot, a port or capitals, or is
  /// `localhost`.
  private static boolean isHost(String part) {
    return part.indexOf('.') >= 0
        || part.indexOf(':') >= 0
        || part.equals("localhost")
        || !part.equals(part.toLowerCase(Locale.ROOT));
  }

  private static void checkHost(String text, String host) {
    String name = host;
    if (host.startsWith("[")) {
      int end = host.indexOf(']');
      boolean plain = end > 1;
      for (int i = 1; i < end; i++) {
        char c = host.charAt(i);
        plain &= Character.digit(c, 16) >= 0 && c < 0x80 || c == ':' || c == '.';
      }
      if (!plain) {
        throw wrong(text, "the IPv6 address is not one");
      }
      name = host.substring(end + 1);
      if (!name.isEmpty()) {
        checkPort(text, name);
      }
      return;
    }
    int colon = name.indexOf(':');
    if (colon >= 0) {
      checkPort(text, name.substring(colon));
      name = name.substring(0, colon);
    }
    boolean afterSeparator = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean separator = c == '.';
      boolean hyphen = c == '-';
      boolean ends = i + 1 == name.length() || name.charAt(i + 1) == '.';
      if (!separator && !hyphen && !letterOrDigit(c)
          || separator && afterSeparator
          || hyphen && (afterSeparator || ends)) {
        throw wrong(text, "\"" + shown(name) + "\" is not a host name");
      }
      afterSeparator = separator;
    }
    if (name.isEmpty() || afterSeparator) {
      throw wrong(text, "\"" + shown(name) + "\" is not a host name");
    }
  }

  private static void checkPort(String text, String port) {
    boolean digits = port.length() > 1 && port.length() <= 6 && port.charAt(0) == ':';
    int number = 0;
    for (int i = 1; i < port.length() && digits; i++) {
      char c = port.charAt(i);
      digits = c >= '0' && c <= '9';
      number = number * 10 + (c - '0');
    }
    if (!digits || number == 0 || number > 65535) {
      throw wrong(text, "\"" + shown(port) + "\" is not a port");
    }
  }

  private static boolean letterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  /// Parts of lower-case letters and digits, joined by one `.`, one or two `_`, or any number of
  /// `-`.
  private static void checkRepository(String text, String repository) {
    if (!repository.equals(repository.toLowerCase(Locale.ROOT))) {
      throw wrong(
          text,
          "repository names are in lower case: " + shown(repository.toLowerCase(Locale.ROOT)));
    }
    for (int start = 0; start <= repository.length(); ) {
      int slash = repository.indexOf('/', start);
      int end = slash < 0 ? repository.length() : slash;
      if (!isPathComponent(repository, start, end)) {
        throw wrong(
            text, "\"" + shown(repository.substring(start, end)) + "\" cannot be part of a name");
      }
      start = end + 1;
    }
    if (repository.length() == 64 && isHex(repository)) {
      throw wrong(text, "it looks like an image id; write repository@sha256:" + repository);
    }
  }

  private static boolean isPathComponent(String text, int start, int end) {
    if (start == end) {
      return false;
    }
    for (int i = start; i < end; ) {
      char c = text.charAt(i);
      if (letterOrDigit(c)) {
        i++;
        continue;
      }
      int run = i;
      while (run < end && text.charAt(run) == c) {
        run++;
      }
      boolean allowed = c == '-' || c == '.' && run - i == 1 || c == '_' && run - i <= 2;
      if (!allowed || i == start || run == end || !letterOrDigit(text.charAt(run))) {
        return false;
      }
      i = run;
    }
    return true;
  }

  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  /// Whether a text can be a tag.
  static boolean isTag(String tag) {
    boolean fits = !tag.isEmpty() && tag.length() <= MAX_TAG;
    for (int i = 0; i < tag.length() && fits; i++) {
      char c = tag.charAt(i);
      fits = letterOrDigit(c) || c == '_' || i > 0 && (c == '.' || c == '-');
    }
    return fits;
  }

  private static void checkTag(String text, String tag) {
    if (!isTag(tag)) {
      throw wrong(
          text,
          tag.isEmpty()
              ? "a tag has to follow the colon"
              : "\"" + shown(tag) + "\" is not a tag (letters, digits, _ . -, at most 128)");
    }
  }

  private static Digest digest(String text, String digest) {
    try {
      return Digest.parse(digest);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "not an image reference: "
              + shown(text)
              + ": after @ a digest has to follow, sha256: and"
              + " 64 hexadecimal digits in lower case",
          e);
    }
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException("not an image reference: " + shown(text) + ": " + why);
  }

  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && i < 300; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) ? '?' : c);
    }
    return shown.toString();
  }
}
