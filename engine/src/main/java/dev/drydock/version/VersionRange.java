package dev.drydock.version;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A range of versions in package-url's notation ([VERS](https://www.packageurl.org/docs/vers)):
/// `vers:npm/>=1.2.0|!=1.2.4|<2.0.0`, `vers:deb/*`.
///
/// As the specification demands, what breaks its rules is refused and not set right: constraints
/// that are out of order or name a version twice, bounds that do not alternate.
public final class VersionRange {
  private static final String START = "vers:";

  /// Far more than anybody writes down.
  private static final int MOST_CONSTRAINTS = 10_000;

  private final String text;
  private final String type;

  /// `null` where the range has all versions, whatever they look like.
  private final @Nullable VersionScheme scheme;

  private final List<Constraint> constraints;

  private enum Comparator {
    AT_LEAST(">=", true),
    AT_MOST("<=", true),
    UNEQUAL("!=", false),
    BELOW("<", false),
    ABOVE(">", false),
    EQUAL("", true);

    private final String sign;
    private final boolean inclusive;

    Comparator(String sign, boolean inclusive) {
      this.sign = sign;
      this.inclusive = inclusive;
    }

    boolean begins() {
      return this == AT_LEAST || this == ABOVE;
    }

    boolean ends() {
      return this == AT_MOST || this == BELOW;
    }
  }

  private record Constraint(Comparator comparator, Version version) {}

  private VersionRange(
      String text, String type, @Nullable VersionScheme scheme, List<Constraint> constraints) {
    this.text = text;
    this.type = type;
    this.scheme = scheme;
    this.constraints = constraints;
  }

  /// Empty where it is no range, or one of versions that nobody here can order.
  public static Optional<VersionRange> read(String text) {
    int slash = text.indexOf('/');
    if (!text.startsWith(START) || slash < 0) {
      return Optional.empty();
    }
    String type = text.substring(START.length(), slash);
    String rest = text.substring(slash + 1);
    VersionScheme scheme = scheme(type);
    if (rest.equals("*") && (scheme != null || type.equals("all"))) {
      return Optional.of(new VersionRange(text, type, null, List.of()));
    }
    List<Constraint> constraints = scheme == null ? null : constraints(rest, scheme);
    return constraints == null || !inOrder(constraints)
        ? Optional.empty()
        : Optional.of(new VersionRange(text, type, scheme, constraints));
  }

  /// By the type of a purl, which is that of a range too, save for some words of older documents.
  private static @Nullable VersionScheme scheme(String type) {
    String name =
        switch (type) {
          case "alpine" -> "apk";
          case "dart" -> "pub";
          case "otp" -> "hex";
          case "bitnami", "conan", "swift" -> "semver";
          default -> type;
        };
    return VersionSchemes.of(name).orElse(null);
  }

  private static @Nullable List<Constraint> constraints(String text, VersionScheme scheme) {
    List<Constraint> constraints = new ArrayList<>();
    for (String written : text.split("\\|", MOST_CONSTRAINTS + 1)) {
      Comparator comparator = comparator(written);
      String version = decoded(written.substring(comparator.sign.length()));
      Version read = version == null ? null : scheme.parse(version).orElse(null);
      if (read == null || constraints.size() == MOST_CONSTRAINTS) {
        return null;
      }
      constraints.add(new Constraint(comparator, read));
    }
    return constraints;
  }

  private static Comparator comparator(String written) {
    for (Comparator comparator : Comparator.values()) {
      if (written.startsWith(comparator.sign)) {
        return comparator;
      }
    }
    return Comparator.EQUAL;
  }

  /// `null` where signs stand in it that would have to be encoded.
  private static @Nullable String decoded(String version) {
    for (int i = 0; i < version.length(); i++) {
      char c = version.charAt(i);
      if (c <= ' ' || c > '~' || "<>=!*|".indexOf(c) >= 0) {
        return null;
      }
    }
    try {
      return URLDecoder.decode(version.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static boolean inOrder(List<Constraint> constraints) {
    Version before = null;
    Comparator last = null;
    boolean within = false;
    for (Constraint constraint : constraints) {
      Comparator comparator = constraint.comparator;
      if (before != null && before.compareTo(constraint.version) >= 0) {
        return false;
      }
      before = constraint.version;
      if (comparator == Comparator.UNEQUAL) {
        continue;
      }
      boolean expected = comparator.ends() ? within || last == null : !within;
      if (!expected) {
        return false;
      }
      within = comparator.begins();
      last = comparator;
    }
    return true;
  }

  /// Whether versions of packages of that purl type are what it orders.
  public boolean isFor(String purlType) {
    VersionScheme own = scheme(type);
    return type.equals("all")
        || type.equals(purlType)
        || own != null && own.equals(scheme(purlType))
        || type.equals("semver") && isSemantic(purlType);
  }

  private static boolean isSemantic(String purlType) {
    return switch (purlType) {
      case "npm", "golang", "cargo", "hex", "otp", "pub", "julia", "generic" -> true;
      default -> false;
    };
  }

  /// What is no version of the scheme is in no range but that of all versions.
  public boolean contains(String version) {
    if (scheme == null) {
      return true;
    }
    Version asked = scheme.parse(version).orElse(null);
    if (asked == null) {
      return false;
    }
    boolean within = false;
    for (Constraint constraint : constraints) {
      Comparator comparator = constraint.comparator;
      int order = asked.compareTo(constraint.version);
      if (order == 0) {
        return comparator.inclusive;
      }
      if (comparator.begins() || comparator.ends()) {
        if (order < 0) {
          return within || comparator.ends();
        }
        within = comparator.begins();
      }
    }
    return within;
  }

  /// As it was written.
  @Override
  public String toString() {
    return text;
  }
}
