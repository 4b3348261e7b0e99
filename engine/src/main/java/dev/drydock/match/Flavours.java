package dev.drydock.match;

import dev.drydock.advisory.Affected;

/// Builds of Oracle Linux beside the regular ones: those that Ksplice can patch in memory, and
/// those that are certified after FIPS 140. Their versions sort above regular ones with the same
/// fixes, so that only builds of one flavour can be compared.
final class Flavours {
  private static final String[] MARKS = {"ksplice", "_fips"};

  private Flavours() {}

  static boolean fit(String installed, Affected affected) {
    if (!affected.ecosystem().startsWith("Oracle Linux")) {
      return true;
    }
    for (String mark : MARKS) {
      for (Affected.Range range : affected.ranges()) {
        for (Affected.Event event : range.events()) {
          if (event.kind() == Affected.Event.Kind.FIXED
              && event.version().contains(mark) != installed.contains(mark)) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
