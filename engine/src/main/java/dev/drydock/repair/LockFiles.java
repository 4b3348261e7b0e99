package dev.drydock.repair;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files in which tools write down which versions they have chosen. They are read to find out
/// what brings a package, and never edited: their tools own them.
final class LockFiles {
  /// Each with the command that renews one package in it, empty where there is no such command.
  private static final Map<String, String> RENEWING =
      Map.ofEntries(
          Map.entry("package-lock.json", "npm update"),
          Map.entry("npm-shrinkwrap.json", "npm update"),
          Map.entry("yarn.lock", "yarn upgrade"),
          Map.entry("pnpm-lock.yaml", "pnpm update"),
          Map.entry("poetry.lock", "poetry update"),
          Map.entry("uv.lock", "uv lock --upgrade-package"),
          Map.entry("pdm.lock", "pdm update"),
          Map.entry("Pipfile.lock", "pipenv upgrade"),
          Map.entry("go.sum", ""),
          Map.entry("Gemfile.lock", "bundle update --conservative"),
          Map.entry("gems.locked", "bundle update --conservative"),
          Map.entry("Cargo.lock", "cargo update --package"),
          Map.entry("composer.lock", "composer update"),
          Map.entry("packages.lock.json", ""),
          Map.entry("gradle.lockfile", ""));

  private final Project project;

  LockFiles(Project project) {
    this.project = project;
  }

  static boolean isOne(String fileName) {
    return RENEWING.containsKey(fileName);
  }

  /// The lock file in a directory that names a package; `null` where none does.
  ///
  /// @param directory empty for the root
  @Nullable String naming(String directory, String type, String name) {
    for (String path : project.paths()) {
      if (Project.directory(path).equals(directory)
          && isOne(Project.fileName(path))
          && names(type, project.text(path), name)) {
        return path;
      }
    }
    return null;
  }

  /// How a package is renewed in a lock file, to follow `renew it with`; empty where nobody knows.
  static String renewing(String path, String name) {
    String command = RENEWING.getOrDefault(Project.fileName(path), "");
    // a name that a shell would take for something else is not put before people to copy
    boolean plain =
        name.chars()
            .allMatch(c -> c < 0x7f && (Character.isLetterOrDigit(c) || "@/._-".indexOf(c) >= 0));
    return command.isEmpty() || !plain ? "" : "`" + command + " " + name + "`";
  }

  /// Whether the name stands in the text as a whole word, in the spelling that locks have.
  private static boolean names(String type, String text, String name) {
    String canonical = DependencyNames.canonical(type, name);
    return isWord(text, name)
        || isWord(text, canonical)
        || ignoresCase(type) && isWord(text.toLowerCase(Locale.ROOT), canonical);
  }

  private static boolean ignoresCase(String type) {
    return type.equals("composer") || type.equals("nuget");
  }

  private static boolean isWord(String text, String name) {
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      int end = at + name.length();
      boolean starts = at == 0 || !partOfName(text.charAt(at - 1)) || isBehindModules(text, at);
      boolean ends = end == text.length() || !partOfName(text.charAt(end));
      if (starts && ends) {
        return true;
      }
    }
    return false;
  }

  /// npm writes `node_modules/NAME`, pnpm `/NAME`; `@scope/NAME` is another package.
  private static boolean isBehindModules(String text, int at) {
    return text.charAt(at - 1) == '/'
        && (text.startsWith("node_modules/", at - "node_modules/".length())
            || at == 1
            || !partOfName(text.charAt(at - 2)));
  }

  private static boolean partOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == '/';
  }
}
