package dev.drydock.catalog.distribution;

import dev.drydock.bom.Distribution;
import java.util.List;

/// Red Hat Enterprise Linux CoreOS, the nodes of OpenShift: its release is OpenShift's (`4.12`),
/// its packages are those of a release of RHEL, which is what advisories speak of.
///
/// `os-release` has that in `RHEL_VERSION`; where only `redhat-release` is left, the table of Red
/// Hat's [RHEL versions utilized by RHCOS](https://access.redhat.com/articles/6907891) tells it.
final class RedHatCoreOs {
  static final String ID = "rhcos";
  private static final String START = "red hat enterprise linux coreos";
  private static final String RHEL = "rhel";

  private RedHatCoreOs() {}

  /// Whether a line of `redhat-release` in lower case is about it.
  static boolean isMeant(String lower) {
    return lower.startsWith(START);
  }

  /// @param openshift `4.12` or `4.7.24`
  /// @param name for people
  static Distribution ofRelease(String openshift, String name) {
    return new Distribution(RHEL, release(openshift), null, List.of(), name, null);
  }

  /// What `os-release` tells, as RHEL where it says which.
  static Distribution ofOsRelease(Distribution told, String rhel) {
    if (rhel.isEmpty() || rhel.charAt(0) < '1' || rhel.charAt(0) > '9') {
      return told;
    }
    return new Distribution(
        RHEL, rhel, told.codename(), told.idLike(), told.name(), told.cpeName());
  }

  /// `""` for releases that came after the table was read: no release is better than a wrong one.
  private static String release(String openshift) {
    String[] parts = openshift.split("\\.", 4);
    int minor = parts.length < 2 ? -1 : number(parts[1]);
    int patch = parts.length < 3 ? 0 : number(parts[2]);
    if (!parts[0].equals("4") || minor < 1 || minor > 20) {
      return "";
    }
    if (minor >= 16) {
      return minor >= 19 ? "9.6" : "9.4";
    }
    if (minor >= 11) {
      return minor >= 13 ? "9.2" : "8.6";
    }
    if (minor >= 7) {
      return minor > 7 || patch >= 24 ? "8.4" : "8.3";
    }
    return minor == 6 ? "8.2" : "8";
  }

  private static int number(String text) {
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || i > 5) {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return text.isEmpty() ? -1 : value;
  }
}
