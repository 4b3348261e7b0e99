package dev.drydock.server.fleet.image;

import dev.drydock.server.component.FindingWords;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A vulnerability of a component of an image, as it was known at one moment.
///
/// @param vulnerability the CVE where there is one
/// @param layer that the component came with; absent where that is unknown
/// @param origin `base` or `application`; absent where that is unknown
/// @param since when it became so: before, severity, priority, status or fix were others
/// @param until when it ended, or became another; absent while it is so
/// @param appearedAt when it was first known
record FindingItem(
    String vulnerability,
    List<String> aliases,
    @Nullable String summary,
    @Nullable LocalDate published,
    ComponentName component,
    @Nullable String layer,
    @Nullable String origin,
    String severity,
    String priority,
    String status,
    List<String> fixedIn,
    Instant since,
    @Nullable Instant until,
    Instant appearedAt) {
  FindingItem {
    aliases = List.copyOf(aliases);
    fixedIn = List.copyOf(fixedIn);
  }

  /// What a component is called.
  record ComponentName(String name, String version, String purl) {}

  /// The word for what the column `origin` of `image_set` has.
  static @Nullable String origin(String letter) {
    return switch (letter) {
      case "b" -> "base";
      case "a" -> "application";
      default -> null;
    };
  }

  /// The word for what `component_finding` has.
  static String severity(int number) {
    return FindingWords.severity(number).word();
  }

  /// The word for what `component_finding` has.
  static String priority(int number) {
    return FindingWords.priority(number).word();
  }
}
