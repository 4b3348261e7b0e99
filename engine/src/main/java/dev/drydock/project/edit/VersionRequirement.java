package dev.drydock.project.edit;

import dev.drydock.version.Version;
import dev.drydock.version.VersionScheme;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A version or a range in brackets as Maven, Gradle and NuGet write it: `1.0`, `[1.0]`,
/// `[1.0,2.0)`, with Gradle also `]1.0,2.0[`.
///
/// @param from lower bound, `""` where there is none
/// @param to upper bound, `""` where there is none
/// @param range whether there are brackets
/// @param simple whether it is understood: one interval, no wildcard
public record VersionRequirement(
    String text, String from, String to, boolean range, boolean simple) {

  public static VersionRequirement of(String written) {
    String text = written.strip();
    if (text.isEmpty() || "[](".indexOf(text.charAt(0)) < 0) {
      return new VersionRequirement(text, text, text, false, Coordinates.isVersion(text));
    }
    String inner = text.length() < 2 ? "" : text.substring(1, text.length() - 1);
    int comma = inner.indexOf(',');
    String from = (comma < 0 ? inner : inner.substring(0, comma)).strip();
    String to = comma < 0 ? from : inner.substring(comma + 1).strip();
    boolean simple =
        "])[".indexOf(text.charAt(text.length() - 1)) >= 0
            && (from.isEmpty() || Coordinates.isVersion(from))
            && (to.isEmpty() || Coordinates.isVersion(to));
    return new VersionRequirement(text, from, to, true, simple);
  }

  /// The version that it starts from or pins; empty where it names none.
  public Optional<String> version() {
    return simple && !from.isEmpty() ? Optional.of(from) : Optional.empty();
  }

  /// Whether it takes nothing below that version.
  public boolean isAtLeast(String version, VersionScheme scheme) {
    Integer order = simple && !from.isEmpty() ? compare(from, version, scheme) : null;
    return order == null ? text.equals(version) : order >= 0;
  }

  /// The requirement in its style that starts from `version`: a range stays one where it lets the
  /// version in.
  public String raised(String version, VersionScheme scheme) {
    if (!range || !simple || from.isEmpty()) {
      return version;
    }
    if (text.indexOf(',') < 0) {
      return "[" + version + "]";
    }
    Integer order = to.isEmpty() ? Integer.valueOf(-1) : compare(version, to, scheme);
    return order != null && order < 0 ? "[" + version + text.substring(text.indexOf(',')) : version;
  }

  private static @Nullable Integer compare(String one, String other, VersionScheme scheme) {
    Optional<Version> left = scheme.parse(one);
    Optional<Version> right = scheme.parse(other);
    return left.isPresent() && right.isPresent() ? left.get().compareTo(right.get()) : null;
  }
}
