package dev.drydock.advisory.distribution;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.Affected.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ranges that distributions mean: all versions below the fix, or all there are.
public final class Ranges {
  private static final Event FROM_START = new Event(Event.Kind.INTRODUCED, "0");

  private Ranges() {}

  public static List<Affected.Range> below(String fixed) {
    return of(List.of(FROM_START, new Event(Event.Kind.FIXED, fixed)));
  }

  public static List<Affected.Range> all() {
    return of(List.of(FROM_START));
  }

  public static List<Affected.Range> of(List<Event> events) {
    return List.of(new Affected.Range(false, events));
  }

  /// A CVSS vector in OSV's words; `null` where it is of no known version.
  public static Advisory.@Nullable Severity cvss(String vector) {
    String type =
        vector.startsWith("CVSS:4")
            ? "CVSS_V4"
            : vector.startsWith("CVSS:3") ? "CVSS_V3" : vector.startsWith("AV:") ? "CVSS_V2" : null;
    return type == null ? null : new Advisory.Severity(type, vector, null);
  }
}
