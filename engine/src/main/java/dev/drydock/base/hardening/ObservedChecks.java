package dev.drydock.base.hardening;

import dev.drydock.base.declaration.HardeningCheck;
import dev.drydock.hygiene.Observation;
import dev.drydock.image.ImageConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `hygiene` has seen, as objections. What it says of rights of files is left to [FileChecks],
/// which knows every path, and whether it is there in the end.
final class ObservedChecks {
  private final ImageConfig config;

  ObservedChecks(ImageConfig config) {
    this.config = config;
  }

  List<Objection> of(List<Observation> observations) {
    List<Objection> objections = new ArrayList<>();
    for (Observation observation : observations) {
      HardeningCheck check = check(observation.rule());
      if (check != null) {
        String path = observation.path();
        objections.add(
            new Objection(
                check,
                path == null ? null : "/" + path,
                observation.layer(),
                observation.message(),
                observation.remedy()));
      }
    }
    return objections;
  }

  /// `null` for what no profile asks for.
  private @Nullable HardeningCheck check(String rule) {
    if (rule.startsWith("secret/")) {
      return HardeningCheck.SECRET;
    }
    return switch (rule) {
      case "package-cache" -> HardeningCheck.PACKAGE_CACHE;
      case "remote-add", "remote-script" -> HardeningCheck.INSTRUCTION;
      case "root-user" -> HardeningCheck.USER;
      // only what listens can be asked how it is
      case "no-healthcheck" -> config.start().ports().isEmpty() ? null : HardeningCheck.HEALTHCHECK;
      default -> null;
    };
  }
}
