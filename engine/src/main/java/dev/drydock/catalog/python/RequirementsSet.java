package dev.drydock.catalog.python;

import dev.drydock.bom.PythonName;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileTree;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All requirements files of an image, and which of them include which.
final class RequirementsSet {
  private static final String WORD = "requirements";

  /// More than any real requirements file has.
  static final int MOST_BYTES = 8 << 20;

  /// In the names of files that are not for running.
  private static final Set<String> DEVELOPMENT =
      Set.of("dev", "develop", "development", "test", "tests", "testing", "lint", "docs", "doc");

  /// Included files of other names are not kept while layers are read: each costs reading a layer
  /// again.
  private static final int MOST_OTHERS = 8;

  /// More than all of an image have, and than files that constrain others are read for.
  private static final int MOST_LINES = 1_000_000;

  private final FileTree tree;
  private final List<LayerEntry> wanted;
  private final Limits limits;
  private final Discoveries out;
  private final Map<String, RequirementsFile> read = new HashMap<>();
  private final Set<String> reported = new HashSet<>();
  private int others = MOST_OTHERS;
  private int room = MOST_LINES;
  private int work = MOST_LINES;

  RequirementsSet(FileTree tree, List<LayerEntry> wanted, Limits limits, Discoveries out) {
    this.tree = tree;
    this.wanted = wanted;
    this.limits = limits;
    this.out = out;
  }

  /// Whether the path is that of a requirements file, or of constraints to one.
  static boolean named(String path) {
    int slash = path.lastIndexOf('/');
    if (path.indexOf(WORD, slash + 1) >= 0 || path.startsWith("constraints", slash + 1)) {
      return true;
    }
    int folder = slash - WORD.length();
    return path.regionMatches(true, slash + 1, WORD, 0, WORD.length())
        || folder >= 0
            && path.startsWith(WORD, folder)
            && (folder == 0 || path.charAt(folder - 1) == '/');
  }

  void report() throws InterruptedException {
    Set<String> constraining = new HashSet<>();
    for (LayerEntry file : wanted) {
      RequirementsFile parsed = parse(file);
      for (String constraint : parsed.constraints()) {
        constraining.add(resolve(file.path(), constraint));
      }
    }
    InstalledDistributions installed = InstalledDistributions.of(tree);
    for (LayerEntry file : wanted) {
      if (!development(file.path())
          && !constraining.contains(file.path())
          && !file.name().startsWith("constraints")) {
        report(file, installed);
      }
    }
  }

  private static boolean development(String path) {
    int slash = path.lastIndexOf('/');
    String folder = path.substring(path.lastIndexOf('/', slash - 1) + 1, Math.max(slash, 0));
    if (DEVELOPMENT.contains(folder.toLowerCase(Locale.ROOT))) {
      return true;
    }
    StringBuilder word = new StringBuilder();
    for (int i = slash + 1; i < path.length(); i++) {
      char c = path.charAt(i);
      if (Character.isLetter(c)) {
        word.append(Character.toLowerCase(c));
      } else if (DEVELOPMENT.contains(word.toString())) {
        return true;
      } else {
        word.setLength(0);
      }
    }
    return false;
  }

  /// Reports one file with all that it includes, each distribution at the file that pins it.
  private void report(LayerEntry root, InstalledDistributions installed)
      throws InterruptedException {
    Map<String, Requirement> constraints = new HashMap<>();
    for (LayerEntry file : gather(root, constraints)) {
      if (reported.add(file.path())) {
        LockFiles.report(
            installed.unanswered(locked(file, constraints)),
            PythonRequirementsCataloger.NAME,
            file,
            out);
      }
    }
  }

  /// A file to be read, as requirements or as constraints.
  private record Step(LayerEntry file, boolean constraining) {}

  /// Follows includes and constraints, each file once.
  ///
  /// @return the files that require; what the others pin is put into `constraints`
  private List<LayerEntry> gather(LayerEntry root, Map<String, Requirement> constraints)
      throws InterruptedException {
    List<LayerEntry> requiring = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Deque<Step> open = new ArrayDeque<>(List.of(new Step(root, false)));
    for (Step step = open.poll(); step != null; step = open.poll()) {
      LayerEntry file = step.file();
      if (!seen.add(step.constraining() + file.path())) {
        continue;
      }
      RequirementsFile parsed = parse(file);
      if (step.constraining()) {
        work -= parsed.requirements().size();
        for (Requirement one : parsed.requirements()) {
          constraints.putIfAbsent(PythonName.normalised(one.name()), one);
        }
      } else {
        requiring.add(file);
      }
      follow(file, parsed.includes(), step.constraining(), open);
      follow(file, parsed.constraints(), true, open);
    }
    return requiring;
  }

  private void follow(LayerEntry from, List<String> paths, boolean constraining, Deque<Step> open) {
    for (String path : paths) {
      LayerEntry file = find(from.path(), path);
      if (file != null) {
        open.add(new Step(file, constraining));
      }
    }
  }

  private List<LockedDistribution> locked(LayerEntry file, Map<String, Requirement> constraints)
      throws InterruptedException {
    List<LockedDistribution> locked = new ArrayList<>();
    for (Requirement one : parse(file).requirements()) {
      Requirement pin = one;
      if (one.version() == null && one.repository() == null) {
        pin = constraints.getOrDefault(PythonName.normalised(one.name()), one);
      }
      if (pin.version() != null || pin.repository() != null) {
        locked.add(
            new LockedDistribution(
                one.name(),
                pin.version() == null ? "" : pin.version(),
                pin.repository(),
                List.of()));
      }
    }
    return locked;
  }

  private @Nullable LayerEntry find(String from, String path) {
    if (--work < 0
        || path.contains("://")
        || path.indexOf('\0') >= 0
        || path.length() > limits.pathBytes()) {
      return null;
    }
    LayerEntry file = tree.file(resolve(from, path)).orElse(null);
    boolean other = file != null && !named(file.path()) && !read.containsKey(file.path());
    return file == null || file.size() > MOST_BYTES || other && --others < 0 ? null : file;
  }

  /// `path` as it is meant in the file `from`; never above the root.
  private static String resolve(String from, String path) {
    Deque<String> parts = new ArrayDeque<>();
    String whole =
        path.startsWith("/") ? path : from.substring(0, from.lastIndexOf('/') + 1) + path;
    for (String part : whole.split("/")) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  /// Without anything in it where it cannot be read, which is said once.
  private RequirementsFile parse(LayerEntry file) throws InterruptedException {
    RequirementsFile known = read.get(file.path());
    if (known != null) {
      return known;
    }
    RequirementsFile parsed;
    try {
      parsed = RequirementsFile.parse(tree.content(file).bytes(MOST_BYTES, file.path()));
      room -= parsed.requirements().size() + parsed.includes().size();
      if (room < 0) {
        throw new IOException("the image has more requirements than any real one");
      }
    } catch (IOException e) {
      out.unreadable(file.path(), String.valueOf(e.getMessage()));
      parsed = new RequirementsFile(List.of(), List.of(), List.of());
    }
    read.put(file.path(), parsed);
    return parsed;
  }
}
