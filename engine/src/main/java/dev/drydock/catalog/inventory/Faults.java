package dev.drydock.catalog.inventory;

/// Faults of Drydock itself while it reads a file: the file is said to be unread, the scan goes on.
final class Faults {
  private static final String OURS = "not read because of a fault in Drydock";

  private Faults() {}

  /// One line that names the fault and its place, enough to report it.
  static String describe(RuntimeException fault) {
    String place = place(fault.getStackTrace());
    return OURS + ", please report it: " + fault.getClass().getSimpleName() + place;
  }

  /// The line of ours, above which the JDK's own checks may stand.
  private static String place(StackTraceElement[] trace) {
    for (StackTraceElement element : trace) {
      if (element.getClassName().startsWith("dev.drydock.")) {
        return " at " + element;
      }
    }
    return trace.length == 0 ? "" : " at " + trace[0];
  }

  /// Whether a file that was said to be unread for this reason may be read another time, or in
  /// other words: where Drydock is at fault, where the layer's index is told, and where a bound is,
  /// which each language writes in its own way.
  static boolean varies(String reason) {
    return reason.startsWith(OURS) || reason.contains("layer ") || reason.contains(" limit ");
  }
}
