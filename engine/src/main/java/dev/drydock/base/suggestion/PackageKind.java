package dev.drydock.base.suggestion;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The packages of an operating system that a build may install, by who installs them.
public enum PackageKind {
  DEB("deb", Set.of("apt-get", "apt", "aptitude"), Set.of("apt")),
  APK("apk", Set.of("apk"), Set.of("apk-tools")),
  RPM(
      "rpm",
      Set.of("dnf", "dnf5", "microdnf", "yum", "tdnf", "zypper"),
      Set.of("dnf", "dnf5", "microdnf", "yum", "tdnf", "zypper"));

  private final String purlType;
  private final Set<String> commands;
  private final Set<String> managers;

  PackageKind(String purlType, Set<String> commands, Set<String> managers) {
    this.purlType = purlType;
    this.commands = commands;
    this.managers = managers;
  }

  /// The purl type, which is their file's ending too.
  String purlType() {
    return purlType;
  }

  /// Whether an image can install such packages: it has the program that does.
  boolean installableIn(Bom bom) {
    for (Component component : bom.components()) {
      if (component.type().equals(purlType) && managers.contains(component.name())) {
        return true;
      }
    }
    return false;
  }

  static @Nullable PackageKind of(Component component) {
    for (PackageKind kind : values()) {
      if (component.os() != null && component.type().equals(kind.purlType)) {
        return kind;
      }
    }
    return null;
  }

  /// Whose command a shell script calls, the first one counting; `null` where it calls none.
  static @Nullable PackageKind calledIn(String script) {
    for (String word : script.split("[^A-Za-z0-9_.-]+")) {
      for (PackageKind kind : values()) {
        if (kind.commands.contains(word)) {
          return kind;
        }
      }
    }
    return null;
  }
}
