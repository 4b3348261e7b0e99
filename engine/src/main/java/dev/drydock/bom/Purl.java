package dev.drydock.bom;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A package URL, `pkg:type/namespace/name@version?qualifiers#subpath`, in canonical form (purl
/// specification, ECMA-427).
///
/// @param namespace parts joined by slashes, not encoded; `null` where there is none
/// @param qualifiers keys in order, values not encoded; empty values are left out
/// @param subpath the subspec of a pod, parts joined by slashes, not encoded; `null` where there is
///   none, and of all other types, whose subpaths name files of a package
public record Purl(
    String type,
    @Nullable String namespace,
    String name,
    @Nullable String version,
    SortedMap<String, String> qualifiers,
    @Nullable String subpath) {

  private static final String HEX = "0123456789ABCDEF";

  public Purl {
    type = type.toLowerCase(Locale.ROOT);
    namespace = namespace == null || namespace.isEmpty() ? null : namespace;
    version = version == null || version.isEmpty() ? null : version;
    if (type.isEmpty() || name.isEmpty()) {
      throw new IllegalArgumentException("a purl needs a type and a name");
    }
    switch (type) {
      case "alpm",
          "apk",
          "bitbucket",
          "bitnami",
          "brew",
          "composer",
          "deb",
          "github",
          "hex",
          "luarocks",
          "oci",
          "otp",
          "pub",
          "rpm" -> {
        namespace = namespace == null ? null : namespace.toLowerCase(Locale.ROOT);
        name = type.equals("rpm") ? name : name.toLowerCase(Locale.ROOT);
      }
      case "pypi" -> name = PythonName.normalised(name);
      default -> {
        // the other types keep case, or their ecosystem has normalised already
      }
    }
    TreeMap<String, String> kept = new TreeMap<>();
    qualifiers.forEach(
        (key, value) -> {
          if (!value.isEmpty()) {
            kept.put(key.toLowerCase(Locale.ROOT), value);
          }
        });
    qualifiers = Collections.unmodifiableSortedMap(kept);
    subpath = subpath == null || !type.equals("cocoapods") ? null : subspec(subpath);
  }

  /// One of the whole package.
  public Purl(
      String type,
      @Nullable String namespace,
      String name,
      @Nullable String version,
      SortedMap<String, String> qualifiers) {
    this(type, namespace, name, version, qualifiers, null);
  }

  public static Purl of(
      String type,
      @Nullable String namespace,
      String name,
      @Nullable String version,
      Map<String, String> qualifiers) {
    return new Purl(type, namespace, name, version, new TreeMap<>(qualifiers));
  }

  public static Purl of(
      String type, @Nullable String namespace, String name, @Nullable String version) {
    return new Purl(type, namespace, name, version, new TreeMap<>());
  }

  /// The same package in another version, `null` for any.
  public Purl at(@Nullable String version) {
    return new Purl(type, namespace, name, version, qualifiers, subpath);
  }

  /// Reads a purl as documents have them, in canonical form or not. The path of a file in a package
  /// is passed over, and so is that of a package in a Go module.
  ///
  /// @throws IllegalArgumentException where it is none
  public static Purl parse(String text) {
    return PurlText.parse(text);
  }

  /// The canonical text.
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(64).append("pkg:").append(type).append('/');
    if (namespace != null) {
      for (String part : namespace.split("/")) {
        if (!part.isEmpty()) {
          encode(part, out).append('/');
        }
      }
    }
    encode(name, out);
    if (version != null) {
      encode(version, out.append('@'));
    }
    char separator = '?';
    for (Map.Entry<String, String> qualifier : qualifiers.entrySet()) {
      encode(qualifier.getValue(), out.append(separator).append(qualifier.getKey()).append('='));
      separator = '&';
    }
    separator = '#';
    for (String part : subpath == null ? new String[0] : subpath.split("/")) {
      encode(part, out.append(separator));
      separator = '/';
    }
    return out.toString();
  }

  /// Without the parts that a subpath must not have.
  private static @Nullable String subspec(String subpath) {
    StringBuilder out = new StringBuilder(subpath.length());
    for (String part : subpath.split("/")) {
      if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
        out.append(out.isEmpty() ? "" : "/").append(part);
      }
    }
    return out.isEmpty() ? null : out.toString();
  }

  private static StringBuilder encode(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        if (unreserved(c)) {
          out.append(c);
        } else {
          percent(c, out);
        }
      } else {
        int end = Character.isHighSurrogate(c) && i + 1 < text.length() ? i + 2 : i + 1;
        for (byte b : text.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
          percent(b & 0xff, out);
        }
        i = end - 1;
      }
    }
    return out;
  }

  private static boolean unreserved(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '.'
        || c == '-'
        || c == '_'
        || c == '~'
        || c == ':';
  }

  private static void percent(int octet, StringBuilder out) {
    out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
  }
}
