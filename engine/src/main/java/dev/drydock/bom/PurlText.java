package dev.drydock.bom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the text of a [Purl] (purl specification, "how to parse a purl string").
///
/// More lenient than the specification where documents in the wild are: a scope may have its `@`
/// unencoded, and a percent sign that encodes nothing stands for itself.
final class PurlText {
  private static final String SCHEME = "pkg:";

  private PurlText() {}

  static Purl parse(String text) {
    String rest = text.strip();
    if (!rest.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new IllegalArgumentException("a purl starts with pkg:");
    }
    rest = trimSlashes(rest.substring(SCHEME.length()));
    int hash = rest.lastIndexOf('#');
    List<String> subpath = hash < 0 ? List.of() : parts(rest.substring(hash + 1));
    rest = hash < 0 ? rest : rest.substring(0, hash);
    int question = rest.lastIndexOf('?');
    Map<String, String> qualifiers =
        question < 0 ? Map.of() : qualifiers(rest.substring(question + 1));
    rest = question < 0 ? rest : rest.substring(0, question);
    int slash = rest.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException("a purl needs a type and a name");
    }
    String type = type(rest.substring(0, slash));
    String path = rest.substring(slash + 1);
    int at = version(path);
    String version = at < 0 ? null : decode(path.substring(at + 1));
    List<String> parts = parts(at < 0 ? path : path.substring(0, at));
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a purl needs a name");
    }
    if (type.equalsIgnoreCase("golang") && isHalfOfAModule(parts, version, qualifiers)) {
      parts.addAll(subpath);
      parts.removeAll(List.of(".", ".."));
    }
    String name = parts.removeLast();
    return new Purl(
        type,
        parts.isEmpty() ? null : String.join("/", parts),
        name,
        version,
        new TreeMap<>(qualifiers),
        String.join("/", subpath));
  }

  /// Where the version starts: at the last `@`, unless that one starts the scope of a package of
  /// npm.
  private static int version(String path) {
    int at = path.lastIndexOf('@');
    boolean first = at == 0 || at > 0 && path.charAt(at - 1) == '/';
    return first && path.indexOf('/', at) > 0 ? -1 : at;
  }

  /// Whether the subpath ends the path of the Go module. Syft wrote modules so until the end of
  /// 2025, with everything after the third part of the path:
  /// `pkg:golang/github.com/jackc/pgx@v5.5.3#v5` is `github.com/jackc/pgx/v5`. The subpath of
  /// another purl is a package within the module, as it is where the purl says so, or has a version
  /// that no module has.
  private static boolean isHalfOfAModule(
      List<String> parts, @Nullable String version, Map<String, String> qualifiers) {
    return parts.size() == 3
        && (version == null || version.startsWith("v"))
        && !"package".equals(qualifiers.get("type"));
  }

  private static String type(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean good =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '.'
              || c == '+'
              || c == '-';
      if (!good) {
        throw new IllegalArgumentException("the type of a purl has letters and digits only");
      }
    }
    return text;
  }

  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from <= path.length()) {
      int slash = path.indexOf('/', from);
      int end = slash < 0 ? path.length() : slash;
      if (end > from) {
        parts.add(decode(path.substring(from, end)));
      }
      from = end + 1;
    }
    return parts;
  }

  private static Map<String, String> qualifiers(String text) {
    Map<String, String> qualifiers = new HashMap<>();
    int from = 0;
    while (from < text.length()) {
      int ampersand = text.indexOf('&', from);
      int end = ampersand < 0 ? text.length() : ampersand;
      int equals = text.indexOf('=', from);
      if (equals > from && equals < end && isKey(text, from, equals)) {
        qualifiers.put(text.substring(from, equals), decode(text.substring(equals + 1, end)));
      }
      from = end + 1;
    }
    return qualifiers;
  }

  /// Letters, digits, period, hyphen, underscore: keys are written as they are, so another one
  /// would change what the rest of the purl means.
  private static boolean isKey(String text, int from, int end) {
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      boolean good =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '.'
              || c == '-'
              || c == '_';
      if (!good) {
        return false;
      }
    }
    return true;
  }

  private static String trimSlashes(String text) {
    int from = 0;
    while (from < text.length() && text.charAt(from) == '/') {
      from++;
    }
    return text.substring(from);
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      Integer octet = bytes[at] == '%' ? octet(bytes, at + 1) : null;
      out.write(octet == null ? bytes[at] : octet);
      at += octet == null ? 1 : 3;
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static @Nullable Integer octet(byte[] bytes, int at) {
    if (at + 1 >= bytes.length) {
      return null;
    }
    int high = Character.digit(bytes[at], 16);
    int low = Character.digit(bytes[at + 1], 16);
    return high < 0 || low < 0 ? null : high << 4 | low;
  }
}
