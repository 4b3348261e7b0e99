package dev.drydock.fix;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Installation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The packages of an image's operating system with all that says which of them stay when some are
/// removed: as apt's `autoremove` and apk do, everything stays that was asked for, that the system
/// does not go without, and that these need or recommend, over any number of steps.
final class InstalledPackages {
  /// Those that bring the program that installs all others.
  private static final Set<String> MANAGERS =
      Set.of("apt", "apk-tools", "dnf", "dnf5", "microdnf", "yum", "tdnf", "zypper", "pacman");

  private final List<Component> components;
  private final List<BitSet> needs = new ArrayList<>();
  private final List<BitSet> recommends = new ArrayList<>();

  /// what stays whatever is removed
  private final BitSet firm = new BitSet();

  private final BitSet automatic = new BitSet();

  InstalledPackages(Bom bom) {
    this.components = bom.components();
    Map<String, List<Integer>> byName = new HashMap<>();
    for (int i = 0; i < components.size(); i++) {
      needs.add(new BitSet());
      recommends.add(new BitSet());
      Component component = components.get(i);
      Installation installation = installation(component);
      if (installation == null
          || installation.reason() != Installation.Reason.AUTOMATIC
          || isLinked(installation)) {
        firm.set(i);
      } else {
        automatic.set(i);
      }
      if (component.os() != null) {
        byName.computeIfAbsent(name(component), _ -> new ArrayList<>()).add(i);
      }
    }
    for (Bom.Dependency dependency : bom.dependencies()) {
      needs.get(dependency.from()).set(dependency.to());
    }
    for (int i = 0; i < components.size(); i++) {
      Installation installation = installation(components.get(i));
      if (installation != null) {
        add(byName, components.get(i), installation.alternativeFor(), i, needs);
        add(byName, components.get(i), installation.recommendedBy(), i, recommends);
      }
    }
  }

  /// Whether the image can upgrade its packages by itself.
  boolean managed() {
    for (Component component : components) {
      if (component.os() != null && MANAGERS.contains(component.name())) {
        return true;
      }
    }
    return false;
  }

  private static void add(
      Map<String, List<Integer>> byName,
      Component component,
      List<String> names,
      int to,
      List<BitSet> relations) {
    for (String one : names) {
      for (int from : byName.getOrDefault(component.type() + ' ' + one, List.of())) {
        relations.get(from).set(to);
      }
    }
  }

  private static String name(Component component) {
    return component.type() + ' ' + component.name();
  }

  /// Whether a program that no package owns is known to need it.
  static boolean isLinked(Installation installation) {
    return installation.linkedBy() != null && !installation.linkedBy().isEmpty();
  }

  /// `null` where nobody knows why it is there.
  static @Nullable Installation installation(Component component) {
    return component.os() == null ? null : component.os().installation();
  }

  /// What goes with some packages.
  ///
  /// @param wanted indexes of what is to be removed; those that something needs that stays are
  ///   taken out
  /// @param kept those of `wanted` that are only recommended by something that stays, which has to
  ///   be said by name to be removed, are added
  /// @return all that is gone then
  BitSet without(BitSet wanted, BitSet kept) {
    BitSet staying = (BitSet) firm.clone();
    staying.andNot(wanted);
    Deque<Integer> open = new ArrayDeque<>();
    staying.stream().forEach(open::add);
    while (!open.isEmpty()) {
      int from = open.pop();
      BitSet next = (BitSet) recommends.get(from).clone();
      BitSet named = (BitSet) next.clone();
      named.and(wanted);
      kept.or(named);
      next.andNot(wanted);
      next.or(needs.get(from));
      next.andNot(staying);
      wanted.andNot(next);
      staying.or(next);
      next.stream().forEach(open::push);
    }
    BitSet gone = (BitSet) automatic.clone();
    gone.andNot(staying);
    gone.or(wanted);
    return gone;
  }

  /// Whether one of `some` needs it.
  boolean neededWithin(int component, BitSet some) {
    for (int from = some.nextSetBit(0); from >= 0; from = some.nextSetBit(from + 1)) {
      if (from != component && needs.get(from).get(component)) {
        return true;
      }
    }
    return false;
  }

  List<Component> components(BitSet indexes) {
    List<Component> some = new ArrayList<>(indexes.cardinality());
    indexes.stream().forEach(i -> some.add(components.get(i)));
    return some;
  }
}
