package dev.drydock.vex;

import dev.drydock.bom.Purl;
import dev.drydock.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a VEX document is attested about, beside what it says itself: the subjects of the in-toto
/// statement around it, and the image that it is attached to ([Attesting OpenVEX
/// Documents](https://github.com/openvex/spec/blob/main/ATTESTING.md)).
///
/// The subjects are the product of a statement that names none. A product that is the image by any
/// of its digests is the image by all of them: makers name the index, and what is scanned is the
/// image of one platform.
///
/// That statements about other products than the subjects do not count in an attestation is not
/// held: they have to be about what is in the image all the same.
final class Attested {
  private final List<Product> subjects;
  private final Set<String> image;

  private Attested(List<Product> subjects, Set<String> image) {
    this.subjects = subjects;
    this.image = new TreeSet<>(image);
  }

  /// @param statement of in-toto; `null` where there is none
  /// @param image digests of the manifests that the document is attached to; none of a file
  /// @throws IOException where the statement is about something else than the image
  static Attested of(@Nullable Json statement, Set<String> image, String source)
      throws IOException {
    List<Product> subjects = new ArrayList<>();
    boolean told = false;
    boolean meant = false;
    for (Json subject : statement == null ? List.<Json>of() : statement.items("subject")) {
      List<String> hashes = new ArrayList<>();
      for (Map.Entry<String, Json> digest :
          subject.get("digest").orElse(new Json.Null()).members().entrySet()) {
        String hash = digest.getValue().text().orElse("").toLowerCase(Locale.ROOT);
        hashes.add(hash);
        told = true;
        meant |= image.contains(digest.getKey() + ":" + hash);
      }
      PurlPattern purl = Product.purl(subject.text("name"));
      subjects.add(
          new Product(
              purl == null ? List.of() : List.of(purl), List.of(), hashes, List.of(), false));
    }
    if (told && !meant && !image.isEmpty()) {
      throw new IOException(source + " is about another image than the one that it is attached to");
    }
    return new Attested(subjects, image);
  }

  /// What it is about where a statement does not say it.
  List<Product> subjects() {
    return subjects;
  }

  VexDocument in(VexDocument document) {
    if (image.isEmpty()) {
      return document;
    }
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : document.statements()) {
      List<Product> products = new ArrayList<>();
      for (Product product : statement.products()) {
        products.add(isImage(product) ? product.with(List.copyOf(image)) : product);
      }
      statements.add(
          new Statement(
              statement.vulnerabilities(),
              products,
              statement.status(),
              statement.justification(),
              statement.impact(),
              statement.action(),
              statement.willNotFix(),
              statement.time(),
              statement.document()));
    }
    return new VexDocument(document.document(), statements, document.passedOver());
  }

  private boolean isImage(Product product) {
    for (String hash : product.hashes()) {
      if (image.contains(hash) || image.contains("sha256:" + hash.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    for (PurlPattern pattern : product.purls()) {
      Purl purl = pattern.purl();
      String version = purl.version();
      if (Platforms.isImage(purl) && version != null && image.contains(version)) {
        return true;
      }
    }
    return false;
  }
}
