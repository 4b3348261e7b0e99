package dev.drydock.vex;

import dev.drydock.bom.Component;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which component an archive is itself: the only one that it tells of, or of several, as in a jar
/// that others were shaded into, the one that the archive is named after.
final class Archives {
  private static final Set<String> JAVA =
      Set.of("jar", "war", "ear", "par", "sar", "nar", "jpi", "hpi", "kar", "far", "lpkg", "rar");

  /// Deeper than any archive that was read; a path of a document may be anything.
  private static final int DEEPEST = 32;

  private final Map<String, Component> named = new HashMap<>();
  private final Map<String, Component> alone = new HashMap<>();

  Archives(List<Component> components) {
    Set<String> shared = new HashSet<>();
    Set<String> unclear = new HashSet<>();
    for (Component component : components) {
      for (Component.Location location : component.locations()) {
        String path = location.path();
        Component other = alone.putIfAbsent(path, component);
        if (other != null && !other.equals(component)) {
          shared.add(path);
        }
        if (namedAfter(path, component)) {
          Component namesake = named.putIfAbsent(path, component);
          if (namesake != null && !namesake.equals(component)) {
            unclear.add(path);
          }
        }
      }
    }
    alone.keySet().removeAll(shared);
    named.keySet().removeAll(unclear);
  }

  /// Whether what lies at `path` is in an archive that is a product, or was shaded into it.
  boolean hold(String path, Component component, Predicate<Component> product) {
    if (is(named.get(path), component, product)) {
      return true;
    }
    int end = path.lastIndexOf("!/");
    for (int depth = 0; end > 0 && depth < DEEPEST; depth++) {
      String archive = path.substring(0, end);
      if (is(named.get(archive), component, product)
          || is(alone.get(archive), component, product)) {
        return true;
      }
      end = path.lastIndexOf("!/", end - 1);
    }
    return false;
  }

  private static boolean is(
      @Nullable Component archive, Component component, Predicate<Component> product) {
    return archive != null
        && archive.os() == null
        && !archive.equals(component)
        && product.test(archive);
  }

  /// `lib/app-1.0.jar` and `app.jar` are named after the artifact `app`, version 1.0.
  private static boolean namedAfter(String path, Component component) {
    String artifact = component.purl().name();
    int from = path.lastIndexOf('/') + 1;
    int dot = path.lastIndexOf('.');
    if (!component.type().equals("maven")
        || !path.startsWith(artifact, from)
        || !JAVA.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT))) {
      return false;
    }
    int end = from + artifact.length();
    String version = "-" + component.version();
    int rest = end + version.length();
    return dot == end
        || rest <= dot
            && version.length() > 1
            && path.startsWith(version, end)
            && ".-".indexOf(path.charAt(rest)) >= 0;
  }
}
