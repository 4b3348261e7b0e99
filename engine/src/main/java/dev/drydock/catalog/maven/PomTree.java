package dev.drydock.catalog.maven;

import dev.drydock.catalog.maven.Pom.Declared;
import dev.drydock.catalog.maven.Pom.Parent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All `pom.xml` files of an image, and what each of them means once its parents and the bills of
/// materials that it imports are taken in, as far as they are there too.
///
/// @param byPath paths without a leading slash
/// @param byCoordinates paths, by `group:artifact`
record PomTree(Map<String, Pom> byPath, Map<String, String> byCoordinates) {
  private static final int MOST_PARENTS = 20;
  private static final int MOST_IMPORTS = 100;

  /// So many are looked at for one pom file, those of its parents and imports together.
  private static final int MOST_MANAGED = 200_000;

  private static final int MOST_VARIABLES = 30;
  private static final int LONGEST = 500;

  /// A dependency of which group, artifact and version are known.
  record Resolved(String group, String artifact, String version) {}

  static PomTree of(Map<String, Pom> byPath) {
    Map<String, String> byCoordinates = new HashMap<>();
    byPath.forEach(
        (path, pom) -> {
          Parent parent = pom.parent();
          String group = pom.group() == null && parent != null ? parent.group() : pom.group();
          byCoordinates.putIfAbsent(group + ":" + pom.artifact(), path);
        });
    return new PomTree(byPath, byCoordinates);
  }

  /// What the pom file at `path` needs to run, inherited dependencies included.
  List<Resolved> dependencies(String path) {
    List<Pom> lineage = lineage(path);
    Map<String, String> properties = properties(lineage);
    Map<String, Declared> managed = managed(lineage, properties);
    Map<String, Resolved> found = new LinkedHashMap<>();
    Set<String> inherited = new HashSet<>();
    for (Pom pom : lineage) {
      Map<String, Declared> own = new LinkedHashMap<>();
      for (Declared one : pom.dependencies()) {
        own.put(key(one, properties), one); // of two for the same, Maven takes the last
      }
      own.forEach(
          (key, one) -> {
            if (inherited.add(key)) {
              Resolved resolved = resolve(one, managed.get(key), properties);
              if (resolved != null) {
                found.put(key, resolved);
              }
            }
          });
    }
    return List.copyOf(found.values());
  }

  /// The pom file itself, its parent, the parent of that.
  private List<Pom> lineage(String path) {
    List<Pom> lineage = new ArrayList<>();
    String at = path;
    Pom pom = byPath.get(at);
    while (pom != null && lineage.size() < MOST_PARENTS && !lineage.contains(pom)) {
      lineage.add(pom);
      Parent parent = pom.parent();
      if (parent == null) {
        break;
      }
      String parentPath = parentPath(at, parent);
      Pom near = parentPath == null ? null : byPath.get(parentPath);
      boolean named = near != null && parent.artifact().equals(near.artifact());
      at =
          named && parentPath != null
              ? parentPath
              : byCoordinates.getOrDefault(parent.group() + ":" + parent.artifact(), "");
      pom = byPath.get(at);
    }
    return lineage;
  }

  /// `null` where the pom file says that its parent is nowhere near, or it would be above the root.
  static @Nullable String parentPath(String path, Parent parent) {
    String relative = parent.relativePath() == null ? "../pom.xml" : parent.relativePath();
    if (relative.isEmpty() || relative.contains("${")) {
      return null;
    }
    Deque<String> parts = new ArrayDeque<>();
    int slash = path.lastIndexOf('/');
    String joined = (slash < 0 ? "" : path.substring(0, slash + 1)) + relative;
    for (String part : joined.split("/")) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return null;
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    String result = String.join("/", parts);
    return result.endsWith(".xml") ? result : result + "/pom.xml";
  }

  /// The properties of all, nearest first, and what Maven calls by names of its own.
  private static Map<String, String> properties(List<Pom> lineage) {
    Map<String, String> properties = new HashMap<>();
    for (Pom pom : lineage) {
      pom.properties().forEach(properties::putIfAbsent);
    }
    if (!lineage.isEmpty()) {
      Pom pom = lineage.getFirst();
      Parent parent = pom.parent();
      if (parent != null) {
        name("parent.groupId", parent.group(), properties);
        name("parent.version", parent.version(), properties);
        name("groupId", pom.group() == null ? parent.group() : pom.group(), properties);
        name("version", pom.version() == null ? parent.version() : pom.version(), properties);
      } else {
        name("groupId", pom.group(), properties);
        name("version", pom.version(), properties);
      }
      name("artifactId", pom.artifact(), properties);
    }
    return properties;
  }

  private static void name(String name, @Nullable String value, Map<String, String> properties) {
    if (value != null) {
      properties.put("project." + name, value);
      properties.putIfAbsent("pom." + name, value);
      properties.putIfAbsent(name, value);
    }
  }

  /// What is managed for the pom files of `lineage`, nearest first, and then by what they import,
  /// of which parents count too.
  private Map<String, Declared> managed(List<Pom> lineage, Map<String, String> properties) {
    Management management = new Management(byCoordinates);
    management.add(lineage, properties);
    for (int i = 0; i < management.imports.size(); i++) {
      List<Pom> imported = lineage(management.imports.get(i));
      management.add(imported, properties(imported));
    }
    return management.managed;
  }

  private static final class Management {
    private final Map<String, String> byCoordinates;
    private final Map<String, Declared> managed = new HashMap<>();
    private final List<String> imports = new ArrayList<>();
    private int left = MOST_MANAGED;

    Management(Map<String, String> byCoordinates) {
      this.byCoordinates = byCoordinates;
    }

    void add(List<Pom> lineage, Map<String, String> properties) {
      for (Pom pom : lineage) {
        for (Declared one : pom.managed()) {
          if (left-- > 0) {
            add(one, properties);
          }
        }
      }
    }

    private void add(Declared one, Map<String, String> properties) {
      if ("import".equals(one.scope())) {
        String bill = byCoordinates.get(filled(one.group(), properties) + ":" + one.artifact());
        if (bill != null && !imports.contains(bill) && imports.size() < MOST_IMPORTS) {
          imports.add(bill);
        }
      } else {
        String version = filled(one.version(), properties);
        managed.putIfAbsent(
            key(one, properties),
            new Declared(
                one.group(), one.artifact(), version, one.scope(), one.type(), one.classifier()));
      }
    }
  }

  private static String key(Declared one, Map<String, String> properties) {
    return filled(one.group(), properties)
        + ":"
        + filled(one.artifact(), properties)
        + ":"
        + one.type()
        + ":"
        + one.classifier();
  }

  /// `null` for what only tests or the server around it have, and where the version stays open.
  private static @Nullable Resolved resolve(
      Declared one, @Nullable Declared managed, Map<String, String> properties) {
    String scope =
        filled(one.scope() == null && managed != null ? managed.scope() : one.scope(), properties);
    if (scope != null && !scope.equals("compile") && !scope.equals("runtime")) {
      return null;
    }
    String group = filled(one.group(), properties);
    String artifact = filled(one.artifact(), properties);
    String written = one.version() == null && managed != null ? managed.version() : one.version();
    String version = exact(filled(written, properties));
    return group == null || artifact == null || version == null
        ? null
        : new Resolved(group, artifact, version);
  }

  /// `1.2` of `[1.2]`; `null` for other ranges.
  private static @Nullable String exact(@Nullable String version) {
    String text = version == null ? "" : version.strip();
    if (text.startsWith("[") && text.endsWith("]") && text.indexOf(',') < 0) {
      text = text.substring(1, text.length() - 1).strip();
    }
    boolean open =
        text.isEmpty()
            || "[(".indexOf(text.charAt(0)) >= 0
            || text.equals("LATEST")
            || text.equals("RELEASE");
    return open ? null : text;
  }

  /// `text` with each variable filled in; `null` where one is not known.
  private static @Nullable String filled(@Nullable String text, Map<String, String> properties) {
    String result = text;
    for (int i = 0; result != null && i < MOST_VARIABLES; i++) {
      int from = result.indexOf("${");
      int to = from < 0 ? -1 : result.indexOf('}', from);
      if (to < 0) {
        return from < 0 ? result : null;
      }
      String known = properties.get(result.substring(from + 2, to));
      boolean fits = known != null && result.length() + known.length() < LONGEST;
      result = fits ? result.substring(0, from) + known + result.substring(to + 1) : null;
    }
    return null;
  }
}
