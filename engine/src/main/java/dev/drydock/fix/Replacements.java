package dev.drydock.fix;

import dev.drydock.bom.Component;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Maintained alternatives of packages that get no fixes any more, from a table with a source for
/// each row.
public final class Replacements {
  private final Map<String, Replacement> byPackage;

  /// Those that come with Drydock.
  public static Replacements builtIn() {
    return new Replacements(KnownReplacements.ALL);
  }

  public Replacements(List<Replacement> all) {
    this.byPackage =
        all.stream().collect(Collectors.toUnmodifiableMap(Replacements::key, Function.identity()));
  }

  /// What to take in the place of a component; `null` where the table has nothing.
  public @Nullable Replacement of(Component component) {
    return byPackage.isEmpty() ? null : byPackage.get(component.type() + ' ' + component.name());
  }

  private static String key(Replacement replacement) {
    return replacement.type() + ' ' + replacement.name();
  }
}
