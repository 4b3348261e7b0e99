package dev.drydock.catalog.golang;

import dev.drydock.catalog.golang.GoModules.Module;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Of which module each package of a program is: the one with the longest path that the import path
/// begins with; without a dot before the first slash it is of the standard library, which the
/// [module reference](https://go.dev/ref/mod#module-path) keeps such paths for.
final class PackagesByModule {
  private static final String MAIN = "main";

  /// What Go calls a main package that was built from files.
  private static final String FILES = "command-line-arguments";

  /// The first elements of the standard library's paths.
  private static final Set<String> STANDARD =
      Set.of(
          ("archive bufio bytes cmd cmp compress container context crypto database debug embed"
                  + " encoding errors expvar flag fmt go hash html image index internal io iter"
                  + " log maps math mime net os path plugin reflect regexp runtime slices sort"
                  + " strconv strings structs sync syscall testing text time unicode unique"
                  + " unsafe vendor weak")
              .split(" "));

  private final boolean known;
  private final Map<String, TreeSet<String>> byModule = new HashMap<>();
  private final TreeSet<String> standardLibrary = new TreeSet<>();

  private PackagesByModule(boolean known) {
    this.known = known;
  }

  /// @param packages of the program, its main package as `main`; `null` where nobody knows
  static PackagesByModule of(@Nullable Set<String> packages, GoModules modules) {
    PackagesByModule all = new PackagesByModule(packages != null);
    if (packages == null) {
      return all;
    }
    for (Module module : modules.dependencies()) {
      all.byModule.put(module.imported(), new TreeSet<>());
    }
    Module main = modules.main();
    if (main != null) {
      all.byModule.put(main.imported(), new TreeSet<>());
    }
    for (String path : packages) {
      all.add(path.equals(MAIN) ? modules.path() : path);
    }
    return all;
  }

  private void add(String path) {
    int end = path.length();
    TreeSet<String> module = byModule.get(path);
    while (module == null && end > 0) {
      end = path.lastIndexOf('/', end - 1);
      module = end > 0 ? byModule.get(path.substring(0, end)) : null;
    }
    if (module != null) {
      module.add(path.substring(end));
    }
    // a module of one's own may be called like a part of the standard library, which comes first
    if (isStandard(path) && (module == null || STANDARD.contains(first(path)))) {
      standardLibrary.add(path);
    }
  }

  private static boolean isStandard(String path) {
    return !path.isEmpty() && first(path).indexOf('.') < 0 && !path.equals(FILES);
  }

  private static String first(String path) {
    int slash = path.indexOf('/');
    return slash < 0 ? path : path.substring(0, slash);
  }

  /// The import paths of the standard library's, sorted; `null` where nobody knows.
  @Nullable List<String> standardLibrary() {
    return known ? new ArrayList<>(standardLibrary) : null;
  }

  /// The import paths of a module's, below its own path; `null` where nobody knows.
  @Nullable List<String> of(Module module) {
    TreeSet<String> within = byModule.get(module.imported());
    if (within == null) {
      return null;
    }
    List<String> paths = new ArrayList<>(within.size());
    for (String one : within) {
      paths.add(module.path() + one);
    }
    return paths;
  }
}
