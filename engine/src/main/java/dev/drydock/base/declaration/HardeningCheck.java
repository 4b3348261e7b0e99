package dev.drydock.base.declaration;

import dev.drydock.base.declaration.Hardening.Profile;

/// One thing that a base is looked at for.
public enum HardeningCheck {
  /// keys, passwords and tokens
  SECRET("secret", Profile.MINIMAL),
  /// files and directories that everybody may change
  WORLD_WRITABLE("world-writable", Profile.MINIMAL),
  /// what package managers fetched and nobody needs again
  PACKAGE_CACHE("package-cache", Profile.MINIMAL),
  /// instructions that fetch what nobody checks
  INSTRUCTION("instruction", Profile.MINIMAL),
  /// the most bytes that are allowed
  SIZE("size", Profile.MINIMAL),
  /// whether it starts as root
  USER("user", Profile.STANDARD),
  /// programs that run with the rights of their owner or group
  SETUID("setuid", Profile.STANDARD),
  /// packages that nothing needs
  UNNEEDED_PACKAGE("unneeded-package", Profile.STANDARD),
  /// whether a service tells how it is
  HEALTHCHECK("healthcheck", Profile.STANDARD),
  /// what lets an intruder work
  SHELL("shell", Profile.DISTROLESS),
  /// what lets an intruder fetch more
  PACKAGE_MANAGER("package-manager", Profile.DISTROLESS);

  private final String word;
  private final Profile from;

  HardeningCheck(String word, Profile from) {
    this.word = word;
    this.from = from;
  }

  /// As it is written.
  public String word() {
    return word;
  }

  /// The first profile that has it.
  public Profile from() {
    return from;
  }
}
