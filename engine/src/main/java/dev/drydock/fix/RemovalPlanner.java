package dev.drydock.fix;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Installation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Finds the packages that can be removed because nothing needs them: tools by their [Purpose] that
/// no other package needs and that the image does not start, those of one purpose together.
///
/// Whether the application calls them itself cannot be told from an image. So libraries and
/// languages are never offered, and the plan says what to check. `docs/plan.md` has the rules.
final class RemovalPlanner {
  private final Bom bom;
  private final InstalledPackages installed;

  /// What may be removed, by what it is for.
  private final Map<Purpose, BitSet> wanted = new EnumMap<>(Purpose.class);

  RemovalPlanner(Bom bom) {
    this.bom = bom;
    this.installed = new InstalledPackages(bom);
    Set<String> started = started(bom);
    for (int i = 0; i < bom.components().size(); i++) {
      Component component = bom.components().get(i);
      Installation installation = InstalledPackages.installation(component);
      if (installation == null
          || !removable(component, installation)
          || InstalledPackages.isLinked(installation)) {
        continue;
      }
      Purpose purpose = Purpose.of(component);
      if (purpose != null && Purpose.programs(component).stream().noneMatch(started::contains)) {
        wanted.computeIfAbsent(purpose, _ -> new BitSet()).set(i);
      }
    }
  }

  /// apk removes only what was asked for, by name.
  private static boolean removable(Component component, Installation installation) {
    return switch (installation.reason()) {
      case SYSTEM -> false;
      case REQUESTED -> true;
      case AUTOMATIC -> !component.type().equals("apk");
    };
  }

  /// Words of the commands that the image starts by itself: `CMD`, `ENTRYPOINT`, `HEALTHCHECK`.
  private static Set<String> started(Bom bom) {
    Set<String> started = new HashSet<>();
    for (Bom.HistoryEntry entry : bom.subject().history()) {
      String text = entry.createdBy() == null ? "" : entry.createdBy();
      int marker = text.indexOf("#(nop)");
      String instruction = text.substring(marker < 0 ? 0 : marker + "#(nop)".length()).strip();
      String keyword = instruction.split("\\s", 2)[0].toUpperCase(Locale.ROOT);
      if (keyword.equals("CMD") || keyword.equals("ENTRYPOINT") || keyword.equals("HEALTHCHECK")) {
        started.addAll(List.of(instruction.split("[^A-Za-z0-9._+-]+")));
      }
    }
    return started;
  }

  /// One for each purpose of which something can go.
  List<Removal> removals() {
    List<Removal> removals = new ArrayList<>();
    wanted.forEach(
        (purpose, indexes) -> {
          BitSet named = (BitSet) indexes.clone();
          BitSet recommended = new BitSet();
          BitSet gone = installed.without(named, recommended);
          if (!named.isEmpty()) {
            removals.add(
                new Removal(
                    purpose,
                    installed.components(toName(named, gone, recommended)),
                    installed.components(gone)));
          }
        });
    return removals;
  }

  /// What the others take along by themselves need not be named.
  private BitSet toName(BitSet named, BitSet gone, BitSet recommended) {
    BitSet toName = new BitSet();
    named.stream()
        .filter(
            i -> {
              Installation installation = InstalledPackages.installation(bom.components().get(i));
              return installation == null
                  || installation.reason() != Installation.Reason.AUTOMATIC
                  || recommended.get(i)
                  || !installed.neededWithin(i, gone);
            })
        .forEach(toName::set);
    return toName;
  }

  /// All that is gone when several removals are carried out: what two of them need alone goes only
  /// with both.
  Set<Component> together(List<Removal> removals) {
    BitSet all = new BitSet();
    for (Removal removal : removals) {
      BitSet some = wanted.get(removal.purpose());
      if (some != null) {
        all.or(some);
      }
    }
    return RemovalEffects.identities(installed.components(installed.without(all, new BitSet())));
  }
}
