package dev.drydock.server.component;

import dev.drydock.server.component.FindingPeriods.Beginning;
import java.util.List;

/// Learns of findings within the transaction that writes them down, be it of an upload or of a
/// generation of advisories.
@FunctionalInterface
public interface FindingListener {

  /// @param periods new ones, of findings that may have been known before
  void begun(List<Beginning> periods);
}
