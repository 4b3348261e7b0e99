package dev.drydock.advisory.redhat;

import dev.drydock.advisory.Affected.Event;
import dev.drydock.version.Version;
import dev.drydock.version.VersionScheme;
import dev.drydock.version.VersionSchemes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the builds that fix one vulnerability in one package into one range.
///
/// Minor releases have lines of their own: `7.76.1-23.el9_2.4` fixes what 9.2 has, builds for 9.3
/// start at `7.76.1-24` and are affected until `7.76.1-26.el9_3.2`. Builds with extended support
/// make a line good as well, but are no fix that anybody could install.
final class Streams {
  private static final VersionScheme RPM = VersionSchemes.of("rpm").orElseThrow();

  private final List<Fix> fixes = new ArrayList<>();

  /// A build with the fix.
  private record Fix(String text, Version version, boolean extended) {}

  void add(String version, boolean extended) {
    Version read = RPM.parse(version).orElse(null);
    if (read == null) {
      return;
    }
    int at = 0;
    while (at < fixes.size() && fixes.get(at).version().compareTo(read) < 0) {
      at++;
    }
    if (at < fixes.size() && fixes.get(at).version().compareTo(read) == 0) {
      if (!extended) {
        fixes.set(at, new Fix(version, read, false));
      }
      return;
    }
    fixes.add(at, new Fix(version, read, extended));
  }

  /// Whether there is a fix for everybody.
  boolean fixed() {
    return fixes.stream().anyMatch(fix -> !fix.extended());
  }

  List<Event> events() {
    List<Event> events = new ArrayList<>();
    events.add(new Event(Event.Kind.INTRODUCED, "0"));
    int last = lastForEverybody();
    for (int i = 0; i < fixes.size() && (last < 0 || i <= last); i++) {
      Fix fix = fixes.get(i);
      if (i == last) {
        events.add(new Event(Event.Kind.FIXED, fix.text()));
        break;
      }
      String next = nextLine(fix.text());
      Version begins = next == null ? null : RPM.parse(next).orElse(null);
      boolean ends =
          begins != null
              && (i + 1 == fixes.size() || begins.compareTo(fixes.get(i + 1).version()) < 0);
      if (ends && next != null) {
        // `~` sorts before the build itself: all below it are affected
        events.add(
            fix.extended()
                ? new Event(Event.Kind.LAST_AFFECTED, fix.text() + "~")
                : new Event(Event.Kind.FIXED, fix.text()));
        events.add(new Event(Event.Kind.INTRODUCED, next));
      }
    }
    return events;
  }

  private int lastForEverybody() {
    for (int i = fixes.size() - 1; i >= 0; i--) {
      if (!fixes.get(i).extended()) {
        return i;
      }
    }
    return -1;
  }

  /// The first build after the line of a minor release: `7.76.1-24` after `7.76.1-23.el9_2.4`.
  /// `null` where the build does not tell its minor release, so that its line has no end.
  static @Nullable String nextLine(String version) {
    int dash = version.lastIndexOf('-');
    String release = version.substring(dash + 1);
    if (dash < 0 || !tellsMinor(release)) {
      return null;
    }
    int end = 0;
    while (end < release.length() && isDigit(release.charAt(end))) {
      end++;
    }
    return end == 0 || end > 9
        ? null
        : version.substring(0, dash + 1) + (Long.parseLong(release.substring(0, end)) + 1);
  }

  /// `el9_2` and `el8.8.0` tell it, `el9` does not.
  private static boolean tellsMinor(String release) {
    for (int at = release.indexOf("el"); at >= 0; at = release.indexOf("el", at + 1)) {
      int end = at + 2;
      while (end < release.length() && isDigit(release.charAt(end))) {
        end++;
      }
      boolean module = at > 0 && release.charAt(at - 1) == '+';
      char separator = end < release.length() ? release.charAt(end) : ' ';
      if (end > at + 2
          && end + 1 < release.length()
          && (separator == '_' || module && separator == '.')
          && isDigit(release.charAt(end + 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
