package dev.drydock.base.declaration;

import dev.drydock.policy.rule.Glob;
import dev.drydock.policy.rule.Source;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a base has to be free of.
///
/// @param size the most bytes that its files may have; `null` where nothing is said
public record Hardening(Profile profile, @Nullable Long size, List<Allowance> allow) {
  public Hardening {
    allow = List.copyOf(allow);
  }

  /// Checks by how much a base is to be hardened; each has those of the one before.
  public enum Profile {
    /// what nobody wants in any image
    MINIMAL,
    /// what an image that others are built upon should not have
    STANDARD,
    /// nothing but the program and what it needs
    DISTROLESS;

    /// As it is written.
    public String word() {
      return switch (this) {
        case MINIMAL -> "minimal";
        case STANDARD -> "standard";
        case DISTROLESS -> "distroless";
      };
    }

    /// What it checks; the size is checked where one is given.
    public Set<HardeningCheck> checks() {
      Set<HardeningCheck> checks = EnumSet.noneOf(HardeningCheck.class);
      for (HardeningCheck check : HardeningCheck.values()) {
        if (check.from().compareTo(this) <= 0) {
          checks.add(check);
        }
      }
      return checks;
    }
  }

  /// What is there on purpose.
  ///
  /// @param paths that it is for; empty for all
  /// @param packages that it is for; empty for all
  /// @param at where it stands
  public record Allowance(
      HardeningCheck check, List<Glob> paths, List<Glob> packages, String reason, Source at) {
    public Allowance {
      paths = List.copyOf(paths);
      packages = List.copyOf(packages);
    }
  }
}
