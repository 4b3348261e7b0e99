package dev.drydock.explain;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What people call some vulnerabilities: they remember the name, not the number.
final class Nicknames {
  private static final Map<String, String> BY_CVE =
      Resource.rows("nicknames.txt").stream()
          .collect(Collectors.toUnmodifiableMap(row -> row.get(0), row -> row.get(1)));
  private static final Map<String, String> BY_NAME =
      BY_CVE.keySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  cve -> plain(BY_CVE.getOrDefault(cve, cve)), Function.identity()));

  private Nicknames() {}

  static Optional<String> of(String cve) {
    return Optional.ofNullable(BY_CVE.get(cve));
  }

  /// The CVE that goes by a name, however it is written.
  static Optional<String> cve(String name) {
    return Optional.ofNullable(BY_NAME.get(plain(name)));
  }

  private static String plain(String name) {
    StringBuilder plain = new StringBuilder();
    String lower = name.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
