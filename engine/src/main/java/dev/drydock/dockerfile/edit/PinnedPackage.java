package dev.drydock.dockerfile.edit;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.resolution.Expander;
import dev.drydock.dockerfile.resolution.ExpansionException;
import dev.drydock.dockerfile.resolution.Fragment;
import dev.drydock.dockerfile.resolution.Scope;
import java.util.ArrayList;
import java.util.List;

/// A package that a `RUN` installs in a version that is written down.
///
/// @param sign between name and version
/// @param fragments of the version, variables resolved
record PinnedPackage(String name, String sign, List<Fragment> fragments) {

  String version() {
    return Fragment.join(fragments);
  }

  /// All places where a command names that package with a version.
  ///
  /// @param scope of the stage
  /// @throws RefusalException where the version is put together by the shell
  static List<PinnedPackage> in(
      Scope scope, PackageCommand command, String name, PackageManager manager)
      throws RefusalException {
    List<PinnedPackage> found = new ArrayList<>();
    for (ShellWord word : command.packages()) {
      if (VersionStyle.versionIn(word.value(), name, manager) >= 0) {
        found.add(read(scope, command.run(), word, name, manager));
      }
    }
    return found;
  }

  private static PinnedPackage read(
      Scope scope, Instruction run, ShellWord word, String name, PackageManager manager)
      throws RefusalException {
    int from = word.from();
    int to = word.to();
    String raw = word.raw();
    char first = raw.charAt(0);
    if ((first == '"' || first == '\'')
        && raw.length() > 1
        && raw.charAt(raw.length() - 1) == first) {
      from++;
      to--;
    }
    String inner = word.line().text().substring(from, to);
    int version = VersionStyle.versionIn(inner, name, manager);
    if (version < 0) {
      throw new RefusalException(
          "line %d: its version is quoted in a way that is not changed safely"
              .formatted(run.firstLine()));
    }
    try {
      List<Fragment> fragments =
          new Expander(scope.at(run), word.line(), to, run.firstLine()).expand(from + version);
      int sign = version;
      while (sign > 0 && "=~<>-".indexOf(inner.charAt(sign - 1)) >= 0) {
        sign--;
      }
      return new PinnedPackage(name, inner.substring(sign, version), fragments);
    } catch (ExpansionException e) {
      throw new RefusalException(
          "line %d: its version cannot be told: %s".formatted(run.firstLine(), e.reason()));
    }
  }
}
