package dev.drydock.catalog;

import java.util.Locale;
import java.util.Set;

/// What the names of the files are called that a [Cataloger] reads: the first sieve, which keeps
/// fifty catalogers from being asked about each of 30,000 files.
///
/// A name goes through where either set has it, whatever its case.
///
/// @param names whole names, in lower case: `gemfile.lock`
/// @param endings what follows the last dot, in lower case: `jar`
public record FileNames(Set<String> names, Set<String> endings) {
  /// Every name goes through: for kinds that only the folder or the content tells. A file of such a
  /// kind is read after all others, where it can be, and only if no package owns it; so what is
  /// found in it must not own files itself.
  public static final FileNames ANY = new FileNames(Set.of(), Set.of());

  public FileNames {
    names = Set.copyOf(names);
    endings = Set.copyOf(endings);
  }

  public static FileNames named(String... names) {
    return new FileNames(Set.of(names), Set.of());
  }

  public static FileNames ending(String... endings) {
    return new FileNames(Set.of(), Set.of(endings));
  }

  /// Whether this is [#ANY].
  public boolean any() {
    return names.isEmpty() && endings.isEmpty();
  }

  /// Whether a file of this name goes through.
  ///
  /// @param name the last part of its path
  public boolean accept(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return any()
        || names.contains(lower)
        || lower.indexOf('.') >= 0 && endings.contains(lower.substring(lower.lastIndexOf('.') + 1));
  }
}
