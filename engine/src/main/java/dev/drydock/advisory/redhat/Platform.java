package dev.drydock.advisory.redhat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Red Hat Enterprise Linux that a CPE names: `cpe:/o:redhat:enterprise_linux:9::baseos`,
/// `cpe:/a:redhat:rhel_eus:9.2::appstream`.
///
/// @param major `9`
/// @param extended whether only those who pay for longer support of a minor release get it
record Platform(String major, boolean extended) {

  /// `null` where none of the CPEs is Red Hat Enterprise Linux itself: layered products have their
  /// own builds under the same names.
  static @Nullable Platform of(List<String> cpes) {
    for (String cpe : cpes) {
      String[] parts = cpe.split(":", -1);
      boolean formatted = cpe.startsWith("cpe:2.3:");
      int vendor = formatted ? 3 : 2;
      if (parts.length > vendor + 2 && parts[vendor].equals("redhat")) {
        String version = parts[vendor + 2];
        int dot = version.indexOf('.');
        String major = dot < 0 ? version : version.substring(0, dot);
        switch (parts[vendor + 1]) {
          case "enterprise_linux" -> {
            return new Platform(major, false);
          }
          case "rhel_eus",
              "rhel_eus_long_life",
              "rhel_e4s",
              "rhel_aus",
              "rhel_tus",
              "rhel_els",
              "rhel_mission_critical" -> {
            return new Platform(major, true);
          }
          default -> {
            // a layered product
          }
        }
      }
    }
    return null;
  }
}
