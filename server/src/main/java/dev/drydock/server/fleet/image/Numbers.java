package dev.drydock.server.fleet.image;

import java.sql.ResultSet;
import java.sql.SQLException;

/// How many open findings there are, by what is to be done and by severity; a finding of a
/// component that lies in two layers counts twice.
///
/// @param fixable for how many there is a version without it
public record Numbers(int act, int attend, int track, int critical, int high, int fixable) {
  static final Numbers NONE = new Numbers(0, 0, 0, 0, 0, 0);

  /// Columns of a sum over `set_summary m`.
  public static final String SUMS =
      """
      coalesce(sum(m.act), 0) as act, coalesce(sum(m.attend), 0) as attend,
      coalesce(sum(m.track), 0) as track, coalesce(sum(m.critical), 0) as critical,
      coalesce(sum(m.high), 0) as high, coalesce(sum(m.fixable), 0) as fixable
      """;

  public static Numbers read(ResultSet row) throws SQLException {
    return new Numbers(
        row.getInt("act"),
        row.getInt("attend"),
        row.getInt("track"),
        row.getInt("critical"),
        row.getInt("high"),
        row.getInt("fixable"));
  }
}
