package dev.drydock.advisory.osv;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import java.util.List;

/// One OSV record as it was read.
///
/// @param affected what it says of packages; the advisory of an entry with severities of its own
///   has these, else it is this record's
public record OsvRecord(Advisory advisory, List<Affected> affected) {
  public OsvRecord {
    affected = List.copyOf(affected);
  }
}
