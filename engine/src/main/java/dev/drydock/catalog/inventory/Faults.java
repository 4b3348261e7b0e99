package dev.drydock.catalog.inventory;

/// Faults of Drydock itself while it reads a file: the file is said to be unread, the scan goes on.
final class Faults {
  private Faults() {}

  /// One line that names the fault and its place, enough to report it.
  static String describe(RuntimeException fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    return "not read because of a fault in Drydock, please report it: "
        + fault.getClass().getSimpleName()
        + place;
  }
}
