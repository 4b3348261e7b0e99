package dev.drydock.repair;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.dockerfile.edit.PackageEdit;
import dev.drydock.dockerfile.edit.PackageManager;
import dev.drydock.dockerfile.edit.PackageUpgrade;
import dev.drydock.fix.Upgrade;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.Origin;
import dev.drydock.origin.Origins;
import dev.drydock.repair.Repairs.UndecidedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lets the Dockerfile bring newer packages of the operating system.
///
/// Those of the base image are upgraded by an instruction. Those that the Dockerfile itself
/// installs, and what these need, are as new as the repository has them in every build without
/// cache; only where it pins a version, that is changed.
final class PackageRepair {
  private static final int MOST_NAMES = 12;

  private final Origins origins;

  PackageRepair(Origins origins) {
    this.origins = origins;
  }

  /// @param there what is in the image, or in its new base where an earlier action changes it
  void carry(Step step, Bom there) throws UndecidedException {
    OpenRecipe recipe = OpenRecipe.of(step.project(), "upgrade packages of the distribution");
    String type = step.action().upgrades().getFirst().type();
    PackageManager manager = new InstalledManager(there).of(type);
    Map<String, Component> components = new LinkedHashMap<>();
    Map<String, PackageUpgrade> upgrades = new LinkedHashMap<>();
    for (Upgrade upgrade : step.action().upgrades()) {
      for (Component component : upgrade.components()) {
        components.putIfAbsent(component.name(), component);
        upgrades.putIfAbsent(component.name(), new PackageUpgrade(component.name(), upgrade.to()));
      }
    }
    Set<String> renewed = new LinkedHashSet<>();
    List<String> refused = new ArrayList<>();
    PackageEdit edit = edit(recipe, manager, upgrades);
    if (edit instanceof PackageEdit.Changed changed
        && setApart(changed, upgrades, components, renewed, refused)) {
      edit = edit(recipe, manager, upgrades);
    }
    boolean changes = false;
    switch (edit) {
      case PackageEdit.Changed changed -> {
        changes = true;
        step.edit(recipe.path(), changed.edits(), changed.line());
        changed.notes().forEach(step::note);
        renewed.addAll(changed.renewedByRebuild());
        changed.refused().forEach(one -> refused.add(one.name() + ": " + one.reason()));
      }
      case PackageEdit.Rebuild rebuild -> {
        renewed.addAll(rebuild.renewedByRebuild());
        rebuild.refused().forEach(one -> refused.add(one.name() + ": " + one.reason()));
      }
      case PackageEdit.Refused(String reason) -> throw new UndecidedException(reason);
    }
    if (!changes && renewed.isEmpty()) {
      throw new UndecidedException(first(refused, "; "));
    }
    refused.forEach(step::note);
    if (!renewed.isEmpty()) {
      step.next(
          "build again with --pull --no-cache: that brings newer "
              + first(new ArrayList<>(renewed), ", "));
    }
  }

  private static PackageEdit edit(
      OpenRecipe recipe, PackageManager manager, Map<String, PackageUpgrade> upgrades) {
    return upgrades.isEmpty()
        ? new PackageEdit.Rebuild(List.of(), List.of())
        : recipe
            .editor()
            .upgradePackages(recipe.target(), manager, new ArrayList<>(upgrades.values()), null);
  }

  /// Takes out of the upgrades what no instruction is to be written for.
  ///
  /// @return whether there was any
  private boolean setApart(
      PackageEdit.Changed changed,
      Map<String, PackageUpgrade> upgrades,
      Map<String, Component> components,
      Set<String> renewed,
      List<String> refused) {
    int before = upgrades.size();
    for (String name : changed.upgraded()) {
      // what an upgrade behind FROM would not find yet: something that is installed brings it
      if (isOfApplication(components.get(name))) {
        upgrades.remove(name);
        renewed.add(name);
      }
    }
    for (String name : changed.pinned()) {
      Component component = components.get(name);
      if (component != null && !isNumberedAsItsSource(component)) {
        upgrades.remove(name);
        refused.add(
            name
                + ": its version is pinned, and is another than that of its source package, so the"
                + " one with the fix is not known here; pin the newest that its repository has");
      }
    }
    return upgrades.size() < before;
  }

  private boolean isOfApplication(@Nullable Component component) {
    BaseImage base = origins.base();
    return component != null
        && base != null
        && !base.evidence().guessed()
        && origins.of(component) == Origin.APPLICATION;
  }

  /// Advisories of Debian and Ubuntu speak of versions of sources. Most binary packages have the
  /// same one, or that with `+b1` where they were only built again.
  private static boolean isNumberedAsItsSource(Component component) {
    Component.OsPackage os = component.os();
    if (os == null || !component.type().equals("deb")) {
      return true;
    }
    String version = component.version();
    int again = version.lastIndexOf("+b");
    boolean built =
        again > 0
            && again + 2 < version.length()
            && version.substring(again + 2).chars().allMatch(c -> c >= '0' && c <= '9');
    String source = os.source().version();
    return version.equals(source) || built && version.substring(0, again).equals(source);
  }

  private static String first(List<String> names, String separator) {
    int shown = Math.min(names.size(), MOST_NAMES);
    String text = String.join(separator, names.subList(0, shown));
    return names.size() == shown ? text : text + " and " + (names.size() - shown) + " more";
  }
}
