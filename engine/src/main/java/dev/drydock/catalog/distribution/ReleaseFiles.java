package dev.drydock.catalog.distribution;

import dev.drydock.bom.Distribution;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The files that told of the distribution before `os-release` did, and still do in images that
/// lack it: one line such as `CentOS release 6.10 (Final)`.
///
/// Versions are cut to what the distribution's own `VERSION_ID` has: Debian `11` for `11.7`, CentOS
/// `7` for `7.9.2009`, Amazon `2023` for `2023.3.20240131`.
final class ReleaseFiles {
  /// In this order: derived distributions keep the files of those that they come from. Those below
  /// `usr/lib` are what links in `etc` lead to, which an image may lack.
  static final List<String> PATHS =
      List.of(
          "etc/lsb-release",
          "etc/alpine-release",
          "etc/oracle-release",
          "etc/enterprise-release",
          "etc/rocky-release",
          "etc/almalinux-release",
          "etc/centos-release",
          "etc/fedora-release",
          "etc/alinux-release",
          "etc/sl-release",
          "etc/mariner-release",
          "etc/azurelinux-release",
          "etc/photon-release",
          "etc/mageia-release",
          "etc/openEuler-release",
          "etc/SuSE-release",
          "etc/redhat-release",
          "etc/system-release",
          "etc/debian_version",
          "usr/lib/fedora-release",
          "usr/lib/system-release");

  /// The start of the line, lower-case, and the identifier that `os-release` would have.
  private static final List<Known> KNOWN =
      List.of(
          new Known("red hat enterprise linux", "rhel", false),
          new Known("centos", "centos", true),
          new Known("fedora", "fedora", true),
          new Known("rocky", "rocky", false),
          new Known("almalinux", "almalinux", false),
          new Known("oracle linux", "ol", false),
          new Known("enterprise linux enterprise linux", "ol", false),
          new Known("amazon linux", "amzn", false),
          new Known("alibaba cloud linux", "alinux", false),
          new Known("scientific linux", "scientific", false),
          new Known("suse linux enterprise server", "sles", false),
          new Known("suse linux enterprise desktop", "sled", false),
          new Known("opensuse", "opensuse", false),
          new Known("cbl-mariner", "mariner", false),
          new Known("microsoft azure linux", "azurelinux", false),
          new Known("vmware photon", "photon", false),
          new Known("mageia", "mageia", true),
          new Known("openeuler", "openeuler", false));

  /// @param majorOnly whether `VERSION_ID` has only the first number
  private record Known(String start, String id, boolean majorOnly) {}

  private ReleaseFiles() {}

  static @Nullable Distribution parse(String path, String text) {
    return switch (path) {
      case "etc/lsb-release" -> lsb(OsRelease.parse(text));
      case "etc/alpine-release" -> alpine(firstLine(text));
      case "etc/debian_version" -> debian(firstLine(text));
      default -> line(firstLine(text), text);
    };
  }

  private static @Nullable Distribution lsb(OsRelease values) {
    String id = OsRelease.id(values.get("DISTRIB_ID"));
    if (id.isEmpty()) {
      return null;
    }
    String name = values.get("DISTRIB_DESCRIPTION");
    return new Distribution(
        id,
        values.get("DISTRIB_RELEASE"),
        OsRelease.orNull(values.get("DISTRIB_CODENAME")),
        List.of(),
        name.isEmpty() ? values.get("DISTRIB_ID") : name,
        null);
  }

  private static @Nullable Distribution alpine(String line) {
    String version = version(line);
    return version.isEmpty()
        ? null
        : new Distribution("alpine", line, null, List.of(), "Alpine Linux " + line, null);
  }

  /// `11.7`, or `bookworm/sid` before a release.
  private static @Nullable Distribution debian(String line) {
    if (line.isEmpty()) {
      return null;
    }
    String version = version(line);
    if (!version.isEmpty() && version.length() == line.length()) {
      return new Distribution(
          "debian", major(version), null, List.of(), "Debian GNU/Linux " + line, null);
    }
    int slash = line.indexOf('/');
    String codename = OsRelease.id(slash < 0 ? line : line.substring(0, slash));
    return codename.isEmpty()
        ? null
        : new Distribution("debian", "", codename, List.of(), "Debian GNU/Linux " + line, null);
  }

  private static @Nullable Distribution line(String line, String text) {
    String lower = line.toLowerCase(Locale.ROOT);
    if (RedHatCoreOs.isMeant(lower)) {
      return RedHatCoreOs.ofRelease(version(line), line);
    }
    for (Known known : KNOWN) {
      if (lower.startsWith(known.start)) {
        String version = version(line);
        if (known.majorOnly || known.id.equals("amzn") && version.startsWith("202")) {
          version = major(version);
        } else if (known.id.equals("mariner") || known.id.equals("azurelinux")) {
          version = majorMinor(version);
        } else if (known.id.startsWith("sle") && !patchLevel(text).equals("0")) {
          version = patchLevel(text).isEmpty() ? version : version + "." + patchLevel(text);
        }
        return new Distribution(known.id, version, null, List.of(), line, null);
      }
    }
    return null;
  }

  /// The number in the line `PATCHLEVEL = 3` of `SuSE-release`.
  private static String patchLevel(String text) {
    int at = text.indexOf("PATCHLEVEL");
    int equals = at < 0 ? -1 : text.indexOf('=', at);
    return equals < 0 ? "" : version(firstLine(text.substring(equals + 1)));
  }

  private static String firstLine(String text) {
    String stripped = text.strip();
    int end = stripped.indexOf('\n');
    String line = end < 0 ? stripped : stripped.substring(0, end).strip();
    return line.length() > 200 ? line.substring(0, 200) : line;
  }

  /// The first word of the line that starts with a digit, up to the last digit or letter of it.
  private static String version(String line) {
    for (int i = 0; i < line.length(); i++) {
      boolean wordStart = i == 0 || line.charAt(i - 1) == ' ';
      if (wordStart && digit(line.charAt(i))) {
        int end = i;
        while (end < line.length() && versionCharacter(line.charAt(end))) {
          end++;
        }
        return line.substring(i, end);
      }
    }
    return "";
  }

  private static boolean versionCharacter(char c) {
    return digit(c) || c == '.' || c == '_' || c >= 'a' && c <= 'z';
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String major(String version) {
    int dot = version.indexOf('.');
    return dot < 0 ? version : version.substring(0, dot);
  }

  private static String majorMinor(String version) {
    int dot = version.indexOf('.');
    int second = dot < 0 ? -1 : version.indexOf('.', dot + 1);
    return second < 0 ? version : version.substring(0, second);
  }
}
