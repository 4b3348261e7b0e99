package dev.drydock.server.gate;

import dev.drydock.policy.rule.Excuse;
import dev.drydock.policy.rule.Glob;
import dev.drydock.policy.rule.Source;
import dev.drydock.server.gate.ProjectExceptions.Asked;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// An exception as the table `excuse` has it, for the policy engine to judge what it covers.
///
/// @param idKeys of vulnerabilities, in upper case; empty for all
record StoredExcuse(int id, List<String> idKeys, Excuse excuse) {
  private static final Source NOWHERE = new Source("", 1, 1);

  StoredExcuse {
    idKeys = List.copyOf(idKeys);
  }

  static StoredExcuse read(ResultSet row) throws SQLException {
    return new StoredExcuse(
        row.getInt("id"),
        texts(row, "id_keys"),
        new Excuse(
            texts(row, "ids"),
            globs(row, "packages"),
            List.of(),
            List.of(),
            globs(row, "images"),
            texts(row, "rules"),
            row.getString("owner"),
            row.getString("reason"),
            Excuse.Status.AFFECTED,
            null,
            null,
            NOWHERE,
            Set.of()));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  private static List<Glob> globs(ResultSet row, String column) throws SQLException {
    return Arrays.stream((String[]) row.getArray(column).getArray()).map(Glob::new).toList();
  }

  /// Whether it speaks of a finding, whatever the image.
  boolean covers(Asked finding) {
    return excuse.covers(ProjectExceptions.finding(finding));
  }

  /// Whether it counts for some images only.
  boolean limited() {
    return !excuse.images().isEmpty();
  }

  /// Whether it counts for an image that is named so.
  boolean holdsFor(List<String> names) {
    return names.stream().anyMatch(excuse::holdsFor);
  }
}
