package dev.drydock.catalog.distribution;

import dev.drydock.bom.Distribution;
import org.jspecify.annotations.Nullable;

/// The release that Alpine's packages come from: what `etc/apk/repositories` says where that is
/// newer than `os-release`, since `apk upgrade` follows the repositories.
///
/// ```
/// https://dl-cdn.alpinelinux.org/alpine/v3.19/main
/// https://dl-cdn.alpinelinux.org/alpine/v3.19/community
/// @testing https://dl-cdn.alpinelinux.org/alpine/edge/testing
/// ```
///
/// Repositories with a tag do not count, nothing comes from them unless it is asked for by name.
/// Where there is a `main`, only `main` counts: a single program from `edge/testing` does not make
/// the image an edge.
final class AlpineRelease {
  private static final String EDGE = "edge";

  private AlpineRelease() {}

  static Distribution refine(Distribution distribution, String repositories) {
    String own = distribution.versionId();
    if (own.indexOf("_alpha") >= 0) {
      own = EDGE;
    }
    String newest = newest(repositories);
    String release = newest != null && compare(newest, own) > 0 ? newest : own;
    if (release.equals(distribution.versionId())) {
      return distribution;
    }
    return new Distribution(
        distribution.id(),
        release,
        distribution.codename(),
        distribution.idLike(),
        release.equals(EDGE) ? "Alpine Linux edge" : "Alpine Linux v" + release,
        null);
  }

  private static @Nullable String newest(String repositories) {
    String main = null;
    String other = null;
    int at = 0;
    while (at < repositories.length()) {
      int end = repositories.indexOf('\n', at);
      end = end < 0 ? repositories.length() : end;
      String line = repositories.substring(at, end).strip();
      at = end + 1;
      String release = release(line);
      if (release == null) {
        continue;
      }
      if (line.endsWith("/main") || line.endsWith("/main/")) {
        main = main == null || compare(release, main) > 0 ? release : main;
      } else {
        other = other == null || compare(release, other) > 0 ? release : other;
      }
    }
    return main != null ? main : other;
  }

  /// The part `edge` or `v3.19` of a repository's address, without its `v`.
  private static @Nullable String release(String line) {
    if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == '@') {
      return null;
    }
    int at = line.indexOf('/');
    while (at >= 0 && at + 1 < line.length()) {
      int end = line.indexOf('/', at + 1);
      String part = line.substring(at + 1, end < 0 ? line.length() : end);
      if (part.equals(EDGE)) {
        return EDGE;
      }
      if (part.length() > 3 && part.charAt(0) == 'v' && minor(part.substring(1)) >= 0) {
        return part.substring(1);
      }
      at = end;
    }
    return null;
  }

  /// By major and minor number; edge is newer than all, what is no release is older than all.
  private static int compare(String a, String b) {
    if (a.equals(EDGE) || b.equals(EDGE)) {
      return Boolean.compare(a.equals(EDGE), b.equals(EDGE));
    }
    int major = Integer.compare(major(a), major(b));
    return major != 0 ? major : Integer.compare(minor(a), minor(b));
  }

  private static int major(String release) {
    return number(release, 0);
  }

  private static int minor(String release) {
    int dot = release.indexOf('.');
    return dot <= 0 || number(release, 0) < 0 ? -1 : number(release, dot + 1);
  }

  private static int number(String text, int from) {
    int value = -1;
    for (int i = from; i < text.length() && i < from + 6; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        break;
      }
      value = Math.max(value, 0) * 10 + (c - '0');
    }
    return value;
  }
}
