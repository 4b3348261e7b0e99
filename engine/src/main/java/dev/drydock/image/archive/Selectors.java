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

  /// Asks for a choice, or for all.
  ///
  /// @param names of the images, as they can be written after a colon, or `@` and their digest
  static ImageException several(ArchiveRequest request, List<String> names) {
    String first = names.getFirst();
    String start = request.selector() == null ? request.reference() : request.what();
    return new ImageException(
        Kind.AMBIGUOUS,
        OneLine.of(
            "%s holds %d images%s: %s; choose one, such as %s%s%s, or add --all-images"
                .formatted(
                    request.what(),
                    names.size(),
                    request.selector() == null ? "" : " called " + request.selector(),
                    shown(names),
                    start,
                    first.startsWith("@") ? "" : ":",
                    first)));
  }

  private static String shown(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(MAX_SHOWN, names.size())))
        + (names.size() > MAX_SHOWN ? ", …" : "");
  }

  static ImageException notFound(ArchiveRequest request, List<String> names) {
    return new ImageException(
        Kind.NOT_FOUND,
        OneLine.of(
            "%s holds no image %s; it has %s"
                .formatted(
                    request.what(), request.selector(), names.isEmpty() ? "none" : shown(names))));
  }
}
