package dev.drydock.match;

import dev.drydock.advisory.Affected;
import dev.drydock.version.Version;
import dev.drydock.version.VersionScheme;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An affected package with its events as versions that can be compared. Evaluates as OSV's schema
/// lays down (section "Evaluation"): listed one by one, or in one of the ranges.
final class Entry {
  private final Affected affected;
  private final VersionScheme scheme;
  private final boolean epoch;
  private @Nullable List<Line> lines;
  private @Nullable Ids ids;

  Entry(Affected affected, VersionScheme scheme, boolean epoch) {
    this.affected = affected;
    this.scheme = scheme;
    this.epoch = epoch;
  }

  /// An event with its version; `version` is `null` for one before all others (`0`).
  private record Point(Affected.Event.Kind kind, @Nullable Version version, String text) {
    boolean atOrBelow(Version other) {
      return version == null || version.compareTo(other) <= 0;
    }
  }

  /// A range in the order of versions.
  ///
  /// @param unreadable an event whose version is none of the scheme's; `null` where all are
  private record Line(List<Point> points, @Nullable String unreadable) {}

  Affected affected() {
    return affected;
  }

  Ids ids() {
    if (ids == null) {
      ids = Ids.of(affected.advisory());
    }
    return ids;
  }

  /// @param version `null` where `text` is none of the scheme's versions
  Evaluation evaluate(String text, @Nullable Version version) {
    List<String> versions = affected.versions();
    for (int i = 0; i < versions.size(); i++) {
      if (versions.get(i).equals(text) && !text.isEmpty()) {
        return Evaluation.affected(
            text + " is listed as affected", version == null ? null : lowestFixAbove(version));
      }
    }
    List<Line> ranges = lines();
    if (ranges.isEmpty()) {
      return versions.isEmpty()
          ? Evaluation.undetermined("the record does not say which versions are affected")
          : among(versions, text, version);
    }
    Evaluation best = Evaluation.NOT_AFFECTED;
    for (int i = 0; i < ranges.size(); i++) {
      Evaluation one = inRange(ranges.get(i), text, version);
      if (one.isAffected()) {
        return one;
      }
      best = one.isUndetermined() ? one : best;
    }
    return best;
  }

  /// Listed versions may be written differently; only where they are all that there is.
  private Evaluation among(List<String> versions, String text, @Nullable Version version) {
    if (version == null) {
      return unreadable(text);
    }
    for (String listed : versions) {
      Version other = scheme.parse(listed).orElse(null);
      if (other != null && other.compareTo(version) == 0) {
        return Evaluation.affected(text + " is listed as affected, as " + listed, null);
      }
    }
    return Evaluation.NOT_AFFECTED;
  }

  private Evaluation inRange(Line line, String text, @Nullable Version version) {
    List<Point> points = line.points();
    if (points.size() == 1 && points.getFirst().version() == null && line.unreadable() == null) {
      return points.getFirst().kind() == Affected.Event.Kind.INTRODUCED
          ? Evaluation.affected("all versions are affected, no fix is known", null)
          : Evaluation.NOT_AFFECTED;
    }
    if (version == null) {
      return unreadable(text);
    }
    if (line.unreadable() != null) {
      return Evaluation.undetermined(
          "the record's version \""
              + line.unreadable()
              + "\" cannot be read as one of "
              + scheme.name());
    }
    return between(points, text, version);
  }

  private Evaluation between(List<Point> points, String text, Version version) {
    Point since = null;
    int end = -1;
    boolean limited = false;
    boolean beforeLimit = false;
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      switch (point.kind()) {
        case INTRODUCED -> since = point.atOrBelow(version) ? point : since;
        case FIXED -> {
          if (point.atOrBelow(version)) {
            since = null;
          } else {
            end = end < 0 ? i : end;
          }
        }
        case LAST_AFFECTED -> {
          if (point.version() == null || point.version().compareTo(version) < 0) {
            since = null;
          } else {
            end = end < 0 ? i : end;
          }
        }
        case LIMIT -> {
          limited = true;
          beforeLimit |= !point.atOrBelow(version);
        }
      }
    }
    return since == null || limited && !beforeLimit
        ? Evaluation.NOT_AFFECTED
        : Evaluation.affected(
            reason(text, since, end < 0 ? null : points.get(end)),
            end >= 0 ? fix(points, end) : limited ? lowestFixAbove(version) : null);
  }

  /// The fix that ends this line; where the line ends without one, that of the next line.
  private static @Nullable String fix(List<Point> points, int end) {
    for (int i = end; i < points.size(); i++) {
      if (points.get(i).kind() == Affected.Event.Kind.FIXED) {
        return points.get(i).text();
      }
    }
    return null;
  }

  private static String reason(String text, Point since, @Nullable Point end) {
    String lower = since.version() == null ? "" : "not lower than " + since.text();
    if (end == null) {
      return lower.isEmpty()
          ? "all versions are affected, no fix is known"
          : text + " is " + lower + ", no fix is known";
    }
    String upper =
        end.kind() == Affected.Event.Kind.FIXED
            ? "lower than the fix " + end.text()
            : "not higher than the last affected " + end.text();
    return text + " is " + (lower.isEmpty() ? upper : lower + " and " + upper);
  }

  private Evaluation unreadable(String text) {
    return Evaluation.undetermined(
        text.isEmpty()
            ? "the version is unknown"
            : "the version \"" + text + "\" cannot be read as one of " + scheme.name());
  }

  private @Nullable String lowestFixAbove(Version version) {
    Point lowest = null;
    for (Line line : lines()) {
      for (Point point : line.points()) {
        if (point.kind() == Affected.Event.Kind.FIXED
            && !point.atOrBelow(version)
            && (lowest == null || lowest.version() != null && !lowest.atOrBelow(parsed(point)))) {
          lowest = point;
        }
      }
    }
    return lowest == null ? null : lowest.text();
  }

  private static Version parsed(Point point) {
    Version version = point.version();
    if (version == null) {
      throw new IllegalStateException("nothing is below all versions");
    }
    return version;
  }

  private List<Line> lines() {
    List<Line> known = lines;
    if (known == null) {
      known = new ArrayList<>(affected.ranges().size());
      for (Affected.Range range : affected.ranges()) {
        known.add(line(range));
      }
      if (known.size() > 1) {
        endWhereTheNextBegins(known);
      }
      lines = known;
    }
    return known;
  }

  /// A range that nothing ends, beside one that begins later, speaks of a line of releases that
  /// never got a fix: otherwise the later one would say nothing. So it ends where that one begins.
  private static void endWhereTheNextBegins(List<Line> lines) {
    for (Line line : lines) {
      if (!line.points().isEmpty() && line.unreadable() == null) {
        Point last = line.points().getLast();
        Point next = last.kind() == Affected.Event.Kind.INTRODUCED ? beginAfter(last, lines) : null;
        if (next != null) {
          line.points().add(new Point(Affected.Event.Kind.LIMIT, next.version(), next.text()));
        }
      }
    }
  }

  /// The lowest beginning of a range above `point`.
  private static @Nullable Point beginAfter(Point point, List<Line> lines) {
    Point lowest = null;
    for (Line line : lines) {
      if (!line.points().isEmpty() && line.unreadable() == null) {
        Point begin = line.points().getFirst();
        if (begin.kind() == Affected.Event.Kind.INTRODUCED
            && above(begin, point)
            && (lowest == null || above(lowest, begin))) {
          lowest = begin;
        }
      }
    }
    return lowest;
  }

  private Line line(Affected.Range range) {
    List<Point> points = new ArrayList<>(range.events().size());
    for (Affected.Event event : range.events()) {
      String text = event.version();
      if (text.equals("0")) {
        insert(points, new Point(event.kind(), null, text));
      } else if (event.kind() != Affected.Event.Kind.LIMIT || !text.equals("*")) {
        Version version = bound(epoch ? text : Epochs.without(text));
        if (version == null) {
          return new Line(points, text);
        }
        insert(points, new Point(event.kind(), version, text));
      }
    }
    return new Line(points, null);
  }

  /// Of PyPI's bounds some come from CPE names, whose `-` for "no update" they have as `-NA`.
  private @Nullable Version bound(String text) {
    Version version = scheme.parse(text).orElse(null);
    return version == null && text.endsWith("-NA")
        ? scheme.parse(text.substring(0, text.length() - 3)).orElse(null)
        : version;
  }

  /// In the order of versions; those of the same version stay in the record's order.
  private static void insert(List<Point> points, Point point) {
    int at = points.size();
    while (at > 0 && above(points.get(at - 1), point)) {
      at--;
    }
    points.add(at, point);
  }

  private static boolean above(Point first, Point second) {
    return first.version() != null
        && (second.version() == null || first.version().compareTo(second.version()) > 0);
  }
}
