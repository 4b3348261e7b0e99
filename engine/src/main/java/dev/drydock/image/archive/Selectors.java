package dev.drydock.image.archive;

import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import java.util.List;

/// How users name one of several images in an archive.
final class Selectors {
  private static final int MAX_SHOWN = 10;

  private Selectors() {}

  /// Whether `name`, such as `registry.example/team/app:1`, is what `selector` means: all of it,
  /// its last part, its tag, or its name without a tag.
  static boolean fits(String name, String selector) {
    if (name.equals(selector) || name.endsWith("/" + selector)) {
      return true;
    }
    int colon = name.lastIndexOf(':');
    if (colon <= name.lastIndexOf('/')) {
      return false;
    }
    String bare = name.substring(0, colon);
    return name.substring(colon + 1).equals(selector)
        || bare.equals(selector)
        || bare.endsWith("/" + selector);
  }

  static ImageException notFound(ArchiveRequest request, List<String> names) {
    String more = names.size() > MAX_SHOWN ? ", …" : "";
    return new ImageException(
        Kind.NOT_FOUND,
        OneLine.of(
            "%s holds no image %s; it has %s%s"
                .formatted(
                    request.what(),
                    request.selector(),
                    names.isEmpty()
                        ? "none"
                        : String.join(", ", names.subList(0, Math.min(MAX_SHOWN, names.size()))),
                    more)));
  }
}
