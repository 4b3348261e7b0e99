package dev.drydock.repair;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.dockerfile.edit.PackageManager;
import dev.drydock.repair.Repairs.UndecidedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The package manager that is installed in an image: images without one (distroless) cannot
/// upgrade anything by themselves.
final class InstalledManager {
  private final Bom bom;

  InstalledManager(Bom bom) {
    this.bom = bom;
  }

  /// @param type purl type of the packages
  PackageManager of(String type) throws UndecidedException {
    List<PackageManager> candidates =
        switch (type) {
          case "deb" -> List.of(PackageManager.APT);
          case "apk" -> List.of(PackageManager.APK);
          case "alpm" -> List.of(PackageManager.PACMAN);
          case "rpm" -> rpm();
          default ->
              throw new UndecidedException(
                  "how packages of type " + type + " are upgraded is not known here");
        };
    List<String> missing = new ArrayList<>();
    for (PackageManager candidate : candidates) {
      Set<String> packages = packages(candidate);
      for (Component component : bom.components()) {
        if (component.os() != null && packages.contains(component.name())) {
          return candidate;
        }
      }
      missing.add(program(candidate));
    }
    throw new UndecidedException(
        "the image has no package manager ("
            + String.join(", ", missing)
            + "), so its packages come with the base image: --try-bases looks for a newer one");
  }

  /// In the order in which people would use them, where several are there.
  private List<PackageManager> rpm() {
    Distribution distribution = bom.distribution();
    String id = distribution == null ? "" : distribution.id();
    return id.startsWith("sle") || id.startsWith("opensuse")
        ? List.of(PackageManager.ZYPPER)
        : List.of(
            PackageManager.DNF, PackageManager.MICRODNF, PackageManager.TDNF, PackageManager.YUM);
  }

  private static String program(PackageManager manager) {
    return switch (manager) {
      case APT -> "apt";
      case APK -> "apk";
      case DNF -> "dnf";
      case MICRODNF -> "microdnf";
      case YUM -> "yum";
      case TDNF -> "tdnf";
      case ZYPPER -> "zypper";
      case PACMAN -> "pacman";
    };
  }

  /// Those that have the program, in every distribution.
  private static Set<String> packages(PackageManager manager) {
    return switch (manager) {
      case APK -> Set.of("apk-tools");
      case DNF -> Set.of("dnf", "dnf5");
      case APT, MICRODNF, YUM, TDNF, ZYPPER, PACMAN -> Set.of(program(manager));
    };
  }
}
