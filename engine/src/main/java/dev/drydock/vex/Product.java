package dev.drydock.vex;

import dev.drydock.bom.Purl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a statement is about: an image, a package, a distribution, or parts of one of these.
///
/// @param purls any of which names it; without any, `cpes` do
/// @param cpes of a platform
/// @param hashes of an image or file, hexadecimal
/// @param parts if there are any, only these within the product are meant; a part has several
///   names, each of which is one
/// @param partly whether only parts are meant; with no part that can be recognised, nothing is
public record Product(
    List<Purl> purls, List<String> cpes, List<String> hashes, List<Purl> parts, boolean partly) {

  public Product {
    purls = List.copyOf(purls);
    cpes = List.copyOf(cpes);
    hashes = List.copyOf(hashes);
    parts = List.copyOf(parts);
  }

  /// A product that is meant as a whole; `null` where the text is no purl.
  static @Nullable Product whole(@Nullable String purl) {
    Purl read = purl(purl);
    return read == null ? null : new Product(List.of(read), List.of(), List.of(), List.of(), false);
  }

  /// `null` where the text is no purl.
  static @Nullable Purl purl(@Nullable String text) {
    if (text == null || !text.regionMatches(true, 0, "pkg:", 0, 4)) {
      return null;
    }
    try {
      return Purl.parse(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
