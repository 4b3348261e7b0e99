package dev.drydock.base.hardening;

import dev.drydock.base.declaration.Hardening;
import dev.drydock.base.declaration.Hardening.Allowance;
import dev.drydock.base.declaration.HardeningCheck;
import dev.drydock.base.hardening.HardeningResult.Excused;
import dev.drydock.base.view.ImageView;
import dev.drydock.bom.Bom;
import dev.drydock.hygiene.Observation;
import dev.drydock.image.ImageConfig;
import dev.drydock.policy.rule.Glob;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds an image against its hardening profile. What `hygiene` has seen while the layers were read
/// is not looked for again.
public final class HardeningReview {
  private HardeningReview() {}

  /// @param observations of the whole image
  public static HardeningResult of(
      Hardening hardening,
      ImageView view,
      ImageConfig config,
      Bom bom,
      List<Observation> observations) {
    List<Objection> found = new ArrayList<>();
    long size = view.size();
    found.addAll(new ObservedChecks(config).of(observations));
    found.addAll(new FileChecks(view).all());
    found.addAll(PackageChecks.of(bom));
    Long most = hardening.size();
    if (most != null && size > most) {
      found.add(tooLarge(size, most));
    }
    Set<HardeningCheck> checks = hardening.profile().checks();
    List<Objection> objections = new ArrayList<>();
    List<Excused> excused = new ArrayList<>();
    Set<Allowance> unused = new LinkedHashSet<>(hardening.allow());
    for (HardeningCheck check : HardeningCheck.values()) {
      for (Objection objection : found) {
        if (objection.check() != check || !checks.contains(check)) {
          continue;
        }
        Allowance allowance = allowance(hardening, objection);
        if (allowance == null) {
          objections.add(objection);
        } else {
          excused.add(new Excused(objection, allowance));
          unused.removeIf(one -> allows(one, objection));
        }
      }
    }
    return new HardeningResult(hardening.profile(), size, objections, excused, List.copyOf(unused));
  }

  private static Objection tooLarge(long size, long most) {
    return new Objection(
        HardeningCheck.SIZE,
        null,
        -1,
        "its files have %,d bytes, %,d more than the %,d that are allowed: each pull and start pays for them"
            .formatted(size, size - most, most),
        "leave out what nothing needs (`drydock plan` names packages), or raise `size`");
  }

  private static @Nullable Allowance allowance(Hardening hardening, Objection objection) {
    for (Allowance allowance : hardening.allow()) {
      if (allows(allowance, objection)) {
        return allowance;
      }
    }
    return null;
  }

  private static boolean allows(Allowance allowance, Objection objection) {
    if (allowance.check() != objection.check()) {
      return false;
    }
    String subject = objection.subject();
    List<Glob> globs =
        objection.check() == HardeningCheck.UNNEEDED_PACKAGE
            ? allowance.packages()
            : allowance.paths();
    return globs.isEmpty() && (allowance.paths().isEmpty() || subject == null)
        || subject != null && globs.stream().anyMatch(glob -> glob.matches(subject));
  }
}
