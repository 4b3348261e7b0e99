package dev.drydock.server.fleet.image;

import java.sql.ResultSet;
import java.sql.SQLException;

/// How many open findings there are, by what is to be done and by severity; a finding of a
/// component that lies in two layers counts twice.
///
/// @param fixable for how many there is a version without it
/// @param excused how many there are beside these that exceptions excuse
public record Numbers(
    int act, int attend, int track, int critical, int high, int fixable, int excused) {
  public static final Numbers NONE = new Numbers(0, 0, 0, 0, 0, 0, 0);

  /// Columns of a sum over `set_summary m`.
  public static final String SUMS =
      """
      coalesce(sum(m.act), 0) as act, coalesce(sum(m.attend), 0) as attend,
      coalesce(sum(m.track), 0) as track, coalesce(sum(m.critical), 0) as critical,
      coalesce(sum(m.high), 0) as high, coalesce(sum(m.fixable), 0) as fixable
      """;

  /// The same columns of a count of `component_finding f`.
  public static final String COUNTS =
      """
      count(*) filter (where f.priority = 0) as act, count(*) filter (where f.priority = 1) as attend,
      count(*) filter (where f.priority = 2) as track, count(*) filter (where f.severity = 0) as critical,
      count(*) filter (where f.severity = 1) as high, count(*) filter (where f.fixed_in <> '{}') as fixable
      """;

  /// Without what is excused.
  public Numbers without(Numbers excused) {
    return new Numbers(
        act - excused.act,
        attend - excused.attend,
        track - excused.track,
        critical - excused.critical,
        high - excused.high,
        fixable - excused.fixable,
        excused.act + excused.attend + excused.track);
  }

  /// Of columns that [#SUMS] or [#COUNTS] names.
  public static Numbers read(ResultSet row) throws SQLException {
    return new Numbers(
        row.getInt("act"),
        row.getInt("attend"),
        row.getInt("track"),
        row.getInt("critical"),
        row.getInt("high"),
        row.getInt("fixable"),
        0);
  }
}
