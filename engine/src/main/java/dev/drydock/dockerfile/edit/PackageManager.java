package dev.drydock.dockerfile.edit;

import java.util.List;
import java.util.Set;

/// A package manager of an operating system, and how people call it in a Dockerfile.
public enum PackageManager {
  APT(
      Set.of("apt-get", "apt", "aptitude"),
      Set.of(
          "-t", "--target-release", "--default-release", "-o", "--option", "-c", "--config-file"),
      "apt-get update",
      "apt-get install -y --no-install-recommends --only-upgrade",
      "rm -rf /var/lib/apt/lists/*"),
  APK(
      Set.of("apk"),
      Set.of(
          "-t",
          "--virtual",
          "-X",
          "--repository",
          "-p",
          "--root",
          "--arch",
          "--keys-dir",
          "--repositories-file",
          "--cache-dir",
          "--cache-max-age",
          "--wait"),
      "",
      "apk upgrade --no-cache",
      ""),
  DNF(Family.RPM, Family.RPM_OPTIONS, "", "dnf upgrade -y", "dnf clean all"),
  MICRODNF(Family.RPM, Family.RPM_OPTIONS, "", "microdnf update -y", "microdnf clean all"),
  YUM(Family.RPM, Family.RPM_OPTIONS, "", "yum update -y", "yum clean all"),
  TDNF(Family.RPM, Family.RPM_OPTIONS, "", "tdnf update -y", "tdnf clean all"),
  ZYPPER(
      Set.of("zypper"),
      Set.of(
          "-r",
          "--repo",
          "--from",
          "-t",
          "--type",
          "-R",
          "--root",
          "-p",
          "--plus-repo",
          "-c",
          "--config",
          "-D",
          "--reposd-dir"),
      "",
      "zypper --non-interactive update",
      "zypper clean --all"),
  /// Upgrades everything, as it does not support to upgrade a part.
  PACMAN(
      Set.of("pacman"),
      Set.of("--config", "--root", "-r", "--dbpath", "-b", "--cachedir", "--ignore"),
      "",
      "pacman -Syu --noconfirm",
      "rm -rf /var/cache/pacman/pkg/*");

  /// Programs that read one another's installed packages.
  private static final class Family {
    static final Set<String> RPM = Set.of("dnf", "dnf5", "yum", "microdnf", "tdnf");
    static final Set<String> RPM_OPTIONS =
        Set.of(
            "-c",
            "--config",
            "-x",
            "--exclude",
            "--excludepkgs",
            "--enablerepo",
            "--disablerepo",
            "--repo",
            "--repoid",
            "--releasever",
            "--setopt",
            "--installroot",
            "--forcearch",
            "-d",
            "-e",
            "--advisory",
            "--cve");
  }

  private final Set<String> programs;
  private final Set<String> valued;
  private final String before;
  private final String upgrade;
  private final String after;

  PackageManager(
      Set<String> programs, Set<String> valued, String before, String upgrade, String after) {
    this.programs = programs;
    this.valued = valued;
    this.before = before;
    this.upgrade = upgrade;
    this.after = after;
  }

  /// The programs that install and upgrade its packages.
  Set<String> programs() {
    return programs;
  }

  /// Whether the word behind that option belongs to it.
  boolean takesValue(String option) {
    return valued.contains(option);
  }

  /// What it takes to upgrade packages and leave nothing else behind.
  Idiom idiom() {
    return new Idiom(
        before.isEmpty() ? List.of() : List.of(before), upgrade, behind(), upgradesSingle());
  }

  /// What it takes to remove packages, what only they needed, and leave nothing else behind.
  Idiom removal() {
    String command =
        switch (this) {
          case APT -> "apt-get purge -y --auto-remove";
          case APK -> "apk del";
          case DNF -> "dnf remove -y";
          case MICRODNF -> "microdnf remove -y";
          case YUM -> "yum remove -y";
          case TDNF -> "tdnf remove -y";
          case ZYPPER -> "zypper --non-interactive remove --clean-deps";
          case PACMAN -> "pacman -Rns --noconfirm";
        };
    return new Idiom(List.of(), command, this == PACMAN ? List.of() : behind(), true);
  }

  private List<String> behind() {
    return after.isEmpty() ? List.of() : List.of(after);
  }

  /// Commands of one `RUN`: those before, the one that packages are written behind, and those
  /// after.
  ///
  /// @param takesNames whether packages are named at all
  record Idiom(List<String> before, String command, List<String> after, boolean takesNames) {}

  /// Whether packages can be upgraded one by one.
  boolean upgradesSingle() {
    return this != PACMAN;
  }
}
