package dev.drydock.vex;

import dev.drydock.bom.Purl;
import java.util.ArrayList;
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
/// @param bom the serial number of the bill of materials whose component it is, as a BOM-Link has
///   it; `null` where the document does not say
/// @param outer what the product is meant within; `null` where it is meant wherever it is
public record Product(
    List<PurlPattern> purls,
    List<String> cpes,
    List<String> hashes,
    List<PurlPattern> parts,
    boolean partly,
    @Nullable String bom,
    @Nullable Product outer) {

  public Product {
    purls = List.copyOf(purls);
    cpes = List.copyOf(cpes);
    hashes = List.copyOf(hashes);
    parts = List.copyOf(parts);
  }

  /// A product that is meant wherever it is.
  public Product(
      List<PurlPattern> purls,
      List<String> cpes,
      List<String> hashes,
      List<PurlPattern> parts,
      boolean partly) {
    this(purls, cpes, hashes, parts, partly, null, null);
  }

  /// A product without hashes that is meant as a whole.
  Product(List<PurlPattern> purls, List<String> cpes) {
    this(purls, cpes, List.of(), List.of(), false);
  }

  /// The same, of one bill of materials alone.
  Product of(@Nullable String bom) {
    return new Product(purls, cpes, hashes, parts, partly, bom, outer);
  }

  /// The same, within another product.
  Product in(@Nullable Product outer) {
    return new Product(purls, cpes, hashes, parts, partly, bom, outer);
  }

  /// The same, known by more hashes.
  Product with(List<String> hashes) {
    List<String> all = new ArrayList<>(this.hashes);
    all.addAll(hashes);
    return new Product(purls, cpes, all, parts, partly, bom, outer);
  }

  /// A product that is meant as a whole; `null` where the text is no purl.
  static @Nullable Product whole(@Nullable String purl) {
    PurlPattern read = purl(purl);
    return read == null ? null : new Product(List.of(read), List.of());
  }

  /// `null` where the text is no purl.
  static @Nullable PurlPattern purl(@Nullable String text) {
    if (text == null || !text.regionMatches(true, 0, "pkg:", 0, 4)) {
      return null;
    }
    try {
      return new PurlPattern(Purl.parse(text));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
