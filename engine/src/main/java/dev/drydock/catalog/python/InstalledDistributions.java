package dev.drydock.catalog.python;

import dev.drydock.bom.PythonName;
import dev.drydock.catalog.FileTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The names of the distributions that are installed anywhere in an image, and what lock files are
/// still good for beside them.
///
/// What is installed is the truth. A lock file most of whose distributions are installed has been
/// installed: the others in it were left out on purpose, for another platform or an extra, and it
/// tells nothing new. Of one that has not been, those count whose name is not installed.
final class InstalledDistributions {
  private static final String[] FOLDERS = {".dist-info/", ".egg-info/", ".egg/"};
  private static final String[] METADATA = {"metadata", "pkg-info"};

  /// In every environment, wanted or not: that these are there says nothing of a lock file.
  private static final Set<String> INSTALLERS =
      Set.of("pip", "setuptools", "wheel", "distribute", "uv");

  private final Set<String> names = new HashSet<>();

  static InstalledDistributions of(FileTree tree) {
    InstalledDistributions installed = new InstalledDistributions();
    // by path alone, in one pass; nothing is kept or read
    tree.files(
        file -> {
          installed.add(file.path());
          return false;
        });
    return installed;
  }

  private void add(String path) {
    int last = path.isEmpty() ? 0 : path.charAt(path.length() - 1) | 0x20;
    if (last != 'a' && last != 'o') {
      return;
    }
    String lower = path.toLowerCase(Locale.ROOT);
    int end = lower.endsWith(".egg-info") ? lower.length() - ".egg-info".length() : -1;
    for (int i = 0; i < METADATA.length && end < 0; i++) {
      if (lower.endsWith("/" + METADATA[i])) {
        for (String folder : FOLDERS) {
          end = Math.max(end, lower.lastIndexOf(folder));
        }
      }
    }
    if (end > 0) {
      String stem = lower.substring(lower.lastIndexOf('/', end - 1) + 1, end);
      int hyphen = stem.indexOf('-');
      names.add(PythonName.normalised(hyphen < 0 ? stem : stem.substring(0, hyphen)));
    }
  }

  /// Those of `locked` that are not answered for by what is installed.
  List<LockedDistribution> unanswered(List<LockedDistribution> locked) {
    Set<String> telling = new HashSet<>();
    Set<String> there = new HashSet<>();
    List<LockedDistribution> missing = new ArrayList<>();
    for (LockedDistribution one : locked) {
      String name = PythonName.normalised(one.name());
      boolean installed = names.contains(name);
      if (!INSTALLERS.contains(name)) {
        telling.add(name);
        if (installed) {
          there.add(name);
        }
      }
      if (!installed) {
        missing.add(one);
      }
    }
    return !there.isEmpty() && 2 * there.size() >= telling.size() ? List.of() : missing;
  }
}
