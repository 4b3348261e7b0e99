package dev.drydock.base.suggestion;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Whether an image can stand upon a base, as far as can be told without building it.
///
/// @param reasons what is different, or in the way, one plain line each; what only differs is there
///   too where something else is in the way
public record Fit(Kind kind, List<String> reasons) {
  private static final Set<String> SHELLS = Set.of("bash", "dash", "busybox", "ash", "ksh", "zsh");

  /// How well.
  public enum Kind {
    FITS,
    /// it fits if the image works with what is different, which a build and its tests tell
    FITS_WITH_CHANGES,
    DOES_NOT_FIT
  }

  public Fit {
    reasons = List.copyOf(reasons);
  }

  public static Fit of(ApprovedBase base, Requirement required) {
    Comparison comparison = new Comparison(base.bom());
    comparison.platform(required.platform());
    comparison.libc(required.libc());
    comparison.packages(required.packages());
    comparison.shell(required.shell());
    comparison.distribution(required.distribution());
    comparison.runtimes(required.runtimes());
    List<String> reasons = new ArrayList<>(comparison.missing);
    reasons.addAll(comparison.different);
    Kind kind =
        !comparison.missing.isEmpty()
            ? Kind.DOES_NOT_FIT
            : comparison.different.isEmpty() ? Kind.FITS : Kind.FITS_WITH_CHANGES;
    return new Fit(kind, reasons);
  }

  /// What a base has, held against what is required.
  private static final class Comparison {
    private final Bom base;
    private final List<String> missing = new ArrayList<>();
    private final List<String> different = new ArrayList<>();

    Comparison(Bom base) {
      this.base = base;
    }

    void platform(@Nullable String wanted) {
      String is = base.subject().platform();
      if (wanted != null && !is.isEmpty() && !wanted.equals(is)) {
        missing.add("it is for " + is + ", and the image for " + wanted);
      }
    }

    void libc(@Nullable Libc wanted) {
      Libc is = Libc.of(base);
      if (wanted != null && is == null) {
        different.add(
            "it has no C library: programs that are not linked statically need " + wanted.word());
      } else if (wanted != null && is != null && wanted != is) {
        missing.add(
            "its C library is "
                + is.word()
                + ", and the image's programs are for "
                + wanted.word());
      }
    }

    void packages(@Nullable PackageKind wanted) {
      if (wanted != null && !wanted.installableIn(base)) {
        missing.add("the build installs " + wanted.purlType() + " packages, which it cannot");
      }
    }

    void shell(boolean wanted) {
      if (wanted && !hasShell()) {
        missing.add("the build or the start of the image calls a shell, and it has none");
      }
    }

    private boolean hasShell() {
      for (Component component : base.components()) {
        if (SHELLS.contains(component.name())) {
          return true;
        }
      }
      return false;
    }

    void distribution(@Nullable Distribution wanted) {
      Distribution is = base.distribution();
      if (wanted == null) {
        return;
      }
      if (is == null) {
        different.add("it is of no distribution, and the image of " + title(wanted));
      } else if (!is.id().equals(wanted.id())) {
        different.add("it is of " + title(is) + ", and the image of " + title(wanted));
      } else {
        int order = compare(is.versionId(), wanted.versionId());
        if (order < 0) {
          missing.add("it is of " + title(is) + ", which is older than " + title(wanted));
        } else if (order > 0) {
          different.add("it is of " + title(is) + ", and the image of " + title(wanted));
        }
      }
    }

    private static String title(Distribution distribution) {
      return distribution.id()
          + (distribution.versionId().isEmpty() ? "" : " " + distribution.versionId());
    }

    void runtimes(Map<Language, String> wanted) {
      Runtimes present = Runtimes.in(base, _ -> true);
      new TreeMap<>(wanted).forEach((language, line) -> runtime(language, line, present));
    }

    private void runtime(Language language, String line, Runtimes present) {
      TreeSet<String> lines = present.lines().getOrDefault(language, new TreeSet<>());
      String newer = null;
      for (String one : lines) {
        if (one.equals(line) || one.startsWith(line + ".")) {
          return;
        }
        newer = compare(one, line) > 0 && (newer == null || compare(one, newer) < 0) ? one : newer;
      }
      if (newer != null) {
        different.add("it has " + language.title() + " " + newer + " instead of " + line);
      } else {
        missing.add(
            lines.isEmpty()
                ? "it has no " + language.title()
                : "its " + language.title() + " is older than " + line);
      }
    }
  }

  /// Numbers with dots between them, as releases are counted.
  private static int compare(String one, String other) {
    String[] left = one.split("\\.");
    String[] right = other.split("\\.");
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      int order =
          left[i].length() != right[i].length() && isNumber(left[i]) && isNumber(right[i])
              ? Integer.compare(left[i].length(), right[i].length())
              : left[i].compareTo(right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
