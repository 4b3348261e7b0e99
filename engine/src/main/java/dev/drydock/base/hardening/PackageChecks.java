package dev.drydock.base.hardening;

import dev.drydock.base.declaration.HardeningCheck;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.fix.Removal;
import dev.drydock.fix.Removals;
import java.util.ArrayList;
import java.util.List;

/// Packages that nothing in the image needs, as the planner knows them.
final class PackageChecks {
  private PackageChecks() {}

  static List<Objection> of(Bom bom) {
    List<Objection> objections = new ArrayList<>();
    for (Removal removal : Removals.of(bom)) {
      for (Component component : removal.packages()) {
        objections.add(
            new Objection(
                HardeningCheck.UNNEEDED_PACKAGE,
                component.name(),
                component.layer(),
                removal.purpose().words()
                    + ": nothing in the image needs it, and it has to be kept up to date",
                "remove it in the RUN that brings it: " + command(component)));
      }
    }
    return objections;
  }

  private static String command(Component component) {
    return switch (component.type()) {
      case "apk" -> "apk del " + component.name();
      case "rpm" -> "dnf remove -y " + component.name();
      default -> "apt-get purge -y --autoremove " + component.name();
    };
  }
}
