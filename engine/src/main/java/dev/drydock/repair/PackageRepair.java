package dev.drydock.repair;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.dockerfile.PackageEdit;
import dev.drydock.dockerfile.PackageManager;
import dev.drydock.dockerfile.PackageUpgrade;
import dev.drydock.fix.Upgrade;
import dev.drydock.repair.Repairs.UndecidedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lets the Dockerfile bring newer packages of the operating system.
final class PackageRepair {
  private static final String AGAIN = "build again with --pull --no-cache: that brings newer ";

  private final Bom bom;

  PackageRepair(Bom bom) {
    this.bom = bom;
  }

  void carry(Step step) throws UndecidedException {
    OpenRecipe recipe = OpenRecipe.of(step.project(), "upgrade packages of the distribution");
    Map<String, PackageUpgrade> upgrades = new LinkedHashMap<>();
    String type = "";
    for (Upgrade upgrade : step.action().upgrades()) {
      type = upgrade.type();
      for (int index : upgrade.components()) {
        String name = bom.components().get(index).name();
        upgrades.putIfAbsent(name, new PackageUpgrade(name, upgrade.to()));
      }
    }
    PackageEdit edit =
        recipe
            .editor()
            .upgradePackages(
                recipe.target(), manager(type), new ArrayList<>(upgrades.values()), null);
    switch (edit) {
      case PackageEdit.Changed changed -> {
        step.edit(recipe.path(), changed.edits(), changed.line());
        changed.notes().forEach(step::note);
        rebuilt(step, changed.renewedByRebuild());
        changed.refused().forEach(one -> step.note(one.name() + ": " + one.reason()));
      }
      case PackageEdit.Rebuild rebuild -> {
        rebuilt(step, rebuild.renewedByRebuild());
        rebuild.refused().forEach(one -> step.note(one.name() + ": " + one.reason()));
      }
      case PackageEdit.Refused(String reason) -> throw new UndecidedException(reason);
    }
  }

  private static void rebuilt(Step step, List<String> names) {
    if (!names.isEmpty()) {
      step.next(AGAIN + String.join(", ", names));
    }
  }

  private PackageManager manager(String type) throws UndecidedException {
    PackageManager manager =
        switch (type) {
          case "deb" -> PackageManager.APT;
          case "apk" -> PackageManager.APK;
          case "alpm" -> PackageManager.PACMAN;
          case "rpm" -> rpm();
          default ->
              throw new UndecidedException(
                  "nobody has told Drydock how packages of type " + type + " are upgraded");
        };
    if (!present(manager)) {
      throw new UndecidedException(
          "the image has no package manager ("
              + program(manager)
              + "), so its packages come with the base image: take a newer one");
    }
    return manager;
  }

  private PackageManager rpm() {
    Distribution distribution = bom.distribution();
    String id = distribution == null ? "" : distribution.id();
    if (id.startsWith("sle") || id.startsWith("opensuse")) {
      return PackageManager.ZYPPER;
    }
    for (PackageManager one :
        List.of(PackageManager.DNF, PackageManager.MICRODNF, PackageManager.TDNF)) {
      if (present(one)) {
        return one;
      }
    }
    return PackageManager.YUM;
  }

  /// Whether the package that the program is in is installed.
  private boolean present(PackageManager manager) {
    String name = program(manager);
    for (Component component : bom.components()) {
      boolean its =
          component.name().equals(name)
              || manager == PackageManager.DNF && component.name().equals("dnf5");
      if (its && component.os() != null) {
        return true;
      }
    }
    return false;
  }

  /// The package of that name holds it, in every distribution.
  private static String program(PackageManager manager) {
    return switch (manager) {
      case APT -> "apt";
      case APK -> "apk-tools";
      case DNF -> "dnf";
      case MICRODNF -> "microdnf";
      case YUM -> "yum";
      case TDNF -> "tdnf";
      case ZYPPER -> "zypper";
      case PACMAN -> "pacman";
    };
  }
}
