package dev.drydock.fix;

import dev.drydock.match.Finding;
import dev.drydock.match.Finding.Status;

/// Why a finding stays when the plan is carried out.
final class Remainder {
  private Remainder() {}

  /// Whether something is wrong, or may be: what is fixed or never was affected asks for nothing.
  static boolean open(Finding finding) {
    return finding.status() != Status.FIXED && finding.status() != Status.NOT_AFFECTED;
  }

  /// @param touched whether an action of the plan changes its package
  static Plan.Reason reason(Finding finding, boolean touched) {
    return switch (finding.status()) {
      case WILL_NOT_FIX -> Plan.Reason.WILL_NOT_FIX;
      case UNDER_INVESTIGATION -> Plan.Reason.UNDER_INVESTIGATION;
      case UNDETERMINED -> Plan.Reason.UNDETERMINED;
      case AFFECTED, FIXED, NOT_AFFECTED ->
          touched && !finding.fixedIn().isEmpty() ? Plan.Reason.STILL_AFFECTED : Plan.Reason.NO_FIX;
    };
  }
}
