package dev.drydock.catalog.apk;

import dev.drydock.bom.Installation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Why each package is there: `etc/apk/world` names what was asked for, everything else is there
/// for the sake of these, or because all that its `install_if` names is.
final class InstallationReasons {
  /// More than any real image has.
  private static final int MOST = 500_000;

  private final Set<String> world;
  private final Map<String, Set<String>> providers = new HashMap<>();
  private final Map<String, Set<String>> alternativeFor = new HashMap<>();
  private int left = MOST;

  private InstallationReasons(Set<String> world) {
    this.world = world;
  }

  /// `null` where there are more relations than any real image has: what is not known of all is
  /// known of none.
  static @Nullable InstallationReasons of(
      List<InstalledDatabase.Installed> packages, byte[] world) {
    InstallationReasons reasons = new InstallationReasons(names(world));
    for (InstalledDatabase.Installed one : packages) {
      reasons.provide(one.name(), one.name());
      for (String provided : one.provided()) {
        reasons.provide(provided, one.name());
      }
    }
    for (InstalledDatabase.Installed one : packages) {
      for (String need : one.needs()) {
        reasons.need(one.name(), need);
      }
    }
    return reasons.left < 0 ? null : reasons;
  }

  /// `git`, `curl=8.5.0-r0`, `php83@edge`, `!tzdata`; blanks or line ends between them. What must
  /// not be there is left out.
  private static Set<String> names(byte[] world) {
    Set<String> names = new HashSet<>();
    for (String word : new String(world, StandardCharsets.UTF_8).split("\\s+")) {
      int end = 0;
      while (end < word.length() && "=<>~@".indexOf(word.charAt(end)) < 0) {
        end++;
      }
      if (end > 0 && word.charAt(0) != '!') {
        names.add(word.substring(0, end));
      }
    }
    return names;
  }

  Installation of(InstalledDatabase.Installed one) {
    boolean requested = world.contains(one.name());
    for (String provided : one.provided()) {
      requested |= world.contains(provided);
    }
    Set<String> conditions = new LinkedHashSet<>();
    for (String condition : one.conditions()) {
      conditions.addAll(providers.getOrDefault(condition, Set.of()));
    }
    return new Installation(
        requested ? Installation.Reason.REQUESTED : Installation.Reason.AUTOMATIC,
        new ArrayList<>(alternativeFor.getOrDefault(one.name(), Set.of())),
        new ArrayList<>(conditions));
  }

  private void provide(String name, String provider) {
    if (--left >= 0) {
      providers.computeIfAbsent(name, _ -> new LinkedHashSet<>(2)).add(provider);
    }
  }

  private void need(String by, String name) {
    Set<String> fulfilling = providers.getOrDefault(name, Set.of());
    left -= fulfilling.size();
    for (String one : fulfilling.size() > 1 && left >= 0 ? fulfilling : Set.<String>of()) {
      if (!one.equals(by)) {
        alternativeFor.computeIfAbsent(one, _ -> new LinkedHashSet<>(4)).add(by);
      }
    }
  }
}
