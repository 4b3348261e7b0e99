package dev.drydock.bom;

import dev.drydock.bom.Component.Hash;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Digests under the names and in the forms that different documents have for them.
public final class Hashes {
  /// More than any lock file has for one package: its text is not looked at further.
  private static final int LONGEST = 4096;

  private Hashes() {}

  /// Empty where the algorithm is unknown, or the value has not its length.
  ///
  /// @param algorithm in any usual spelling: `sha256`, `SHA-256`
  /// @param value in hexadecimal
  public static Optional<Hash> of(String algorithm, String value) {
    String common = name(algorithm);
    String lower = value.strip().toLowerCase(Locale.ROOT);
    return !common.isEmpty() && lower.length() == 2 * bytes(common) && hexadecimal(lower)
        ? Optional.of(new Hash(common, lower))
        : Optional.empty();
  }

  /// Of `sha256:ab12…`; none where it is something else.
  public static List<Hash> prefixed(@Nullable String text) {
    int colon = text == null || text.length() > LONGEST ? -1 : text.indexOf(':');
    return text == null || colon < 0
        ? List.of()
        : of(text.substring(0, colon), text.substring(colon + 1)).stream().toList();
  }

  /// Of [Subresource Integrity](https://www.w3.org/TR/SRI/), `sha512-q83v…==` with spaces between
  /// several; none where it is something else. Of two of one algorithm neither counts: any of
  /// several files would do.
  public static List<Hash> integrity(@Nullable String text) {
    List<Hash> hashes = new ArrayList<>();
    if (text == null || text.length() > LONGEST) {
      return hashes;
    }
    for (String one : text.strip().split(" +")) {
      int dash = one.indexOf('-');
      int options = one.indexOf('?', dash + 1);
      if (dash > 0) {
        base64(
                one.substring(0, dash),
                one.substring(dash + 1, options < 0 ? one.length() : options))
            .ifPresent(hashes::add);
      }
    }
    return unambiguous(hashes);
  }

  private static Optional<Hash> base64(String algorithm, String value) {
    String common = name(algorithm);
    try {
      byte[] digest = Base64.getDecoder().decode(value);
      return !common.isEmpty() && digest.length == bytes(common)
          ? Optional.of(new Hash(common, HexFormat.of().formatHex(digest)))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Each once, by algorithm, without those of algorithms that have several values: there is more
  /// than one artifact then, and nothing tells which one is meant.
  static List<Hash> unambiguous(Collection<Hash> hashes) {
    if (hashes.size() < 2) {
      return List.copyOf(hashes);
    }
    Map<String, TreeSet<String>> values = new HashMap<>();
    for (Hash hash : hashes) {
      values.computeIfAbsent(hash.algorithm(), _ -> new TreeSet<>()).add(hash.value());
    }
    List<Hash> kept = new ArrayList<>();
    for (String algorithm : new TreeSet<>(values.keySet())) {
      TreeSet<String> its = values.getOrDefault(algorithm, new TreeSet<>());
      if (its.size() == 1) {
        kept.add(new Hash(algorithm, its.getFirst()));
      }
    }
    return kept;
  }

  /// As CycloneDX spells it; `""` where it is unknown.
  private static String name(String algorithm) {
    return switch (algorithm.toUpperCase(Locale.ROOT).replace("-", "").replace("_", "")) {
      case "MD5" -> "MD5";
      case "SHA1" -> "SHA-1";
      case "SHA256" -> "SHA-256";
      case "SHA384" -> "SHA-384";
      case "SHA512" -> "SHA-512";
      default -> "";
    };
  }

  private static int bytes(String algorithm) {
    return switch (algorithm) {
      case "MD5" -> 16;
      case "SHA-1" -> 20;
      case "SHA-256" -> 32;
      case "SHA-384" -> 48;
      default -> 64;
    };
  }

  private static boolean hexadecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
