package dev.drydock.base.suggestion;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The C library of a distribution: programs that were compiled for one do not run with another.
public enum Libc {
  GLIBC("glibc", Set.of("libc6", "glibc", "glibc-minimal-langpack")),
  MUSL("musl", Set.of("musl"));

  private final String word;
  private final Set<String> packages;

  Libc(String word, Set<String> packages) {
    this.word = word;
    this.packages = packages;
  }

  String word() {
    return word;
  }

  /// `null` where an image has none, or nobody can tell.
  static @Nullable Libc of(Bom bom) {
    for (Component component : bom.components()) {
      if (component.os() != null) {
        for (Libc libc : values()) {
          if (libc.packages.contains(component.name())) {
            return libc;
          }
        }
      }
    }
    return null;
  }
}
