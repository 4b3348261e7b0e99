package dev.drydock.csaf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A [CSAF](https://docs.oasis-open.org/csaf/csaf/v2.0/os/csaf-v2.0-os.html) document, 2.0 or 2.1:
///
/// ```json
/// {"document": {"category": "csaf_vex", "csaf_version": "2.0", "publisher": {"name": "Example"},
///    "tracking": {"id": "EX-2024-1", "current_release_date": "2024-05-01T00:00:00Z"}},
///  "product_tree": {"branches": [{"category": "product_version", "name": "1.0", "product":
///    {"product_id": "P1", "name": "Example 1.0",
///     "product_identification_helper": {"purl": "pkg:maven/org.example/app@1.0"}}}]},
///  "vulnerabilities": [{"cve": "CVE-2024-1", "product_status": {"known_not_affected": ["P1"]},
///    "flags": [{"label": "vulnerable_code_not_present", "product_ids": ["P1"]}]}]}
/// ```
///
/// @param id of the publisher's own, `tracking.id`
/// @param category `csaf_vex`, `csaf_security_advisory`, …
/// @param publisher its name
/// @param released when this version of it was published, as written there
/// @param severity `aggregate_severity`, the publisher's own word
/// @param products all that the product tree defines, by product id
public record CsafDocument(
    String id,
    String category,
    String publisher,
    @Nullable String title,
    @Nullable String released,
    @Nullable String severity,
    Map<String, Product> products,
    List<Vulnerability> vulnerabilities) {

  public CsafDocument {
    vulnerabilities = List.copyOf(vulnerabilities);
  }

  /// A product; one that a relationship defines is a component of another one.
  ///
  /// @param branch where it stands in the tree; `null` where no branch has it
  /// @param purls and `cpes`: what identifies it outside of the document
  /// @param component the product id of the part; `null` where no relationship defines it
  /// @param platform the product id of what `component` is part of; `null` as above
  public record Product(
      String id,
      String name,
      @Nullable Branch branch,
      List<String> purls,
      List<String> cpes,
      @Nullable String component,
      @Nullable String platform) {
    public Product {
      purls = List.copyOf(purls);
      cpes = List.copyOf(cpes);
    }
  }

  /// What a branch of the product tree says of the product at it.
  ///
  /// @param category `product_version`, `product_version_range`, `product_name`, …
  /// @param name of what the category says: the version, the range, …
  public record Branch(String category, String name) {}

  /// What the document says of one vulnerability.
  ///
  /// @param ids the CVE first, then all other numbers
  /// @param statuses product ids by status, each list without repetition
  /// @param recommended product ids of the versions to change to: no status, since nothing is said
  ///   of other versions by it
  /// @param flags machine-readable reasons for not being affected: the label is the text
  /// @param threats of category `impact`: the impact in words
  public record Vulnerability(
      List<String> ids,
      @Nullable String title,
      @Nullable String published,
      Map<Status, List<String>> statuses,
      List<String> recommended,
      List<Remark> flags,
      List<Remark> threats,
      List<Remark> remediations,
      List<Score> scores,
      List<String> cwes) {
    public Vulnerability {
      ids = List.copyOf(ids);
      recommended = List.copyOf(recommended);
      flags = List.copyOf(flags);
      threats = List.copyOf(threats);
      remediations = List.copyOf(remediations);
      scores = List.copyOf(scores);
      cwes = List.copyOf(cwes);
    }

    /// The first remark about a product.
    public static Optional<Remark> first(List<Remark> remarks, String product) {
      for (Remark remark : remarks) {
        if (remark.products().contains(product)) {
          return Optional.of(remark);
        }
      }
      return Optional.empty();
    }
  }

  /// The groups of `product_status` that say something about being affected.
  public enum Status {
    FIXED,
    AFFECTED,
    NOT_AFFECTED,
    UNDER_INVESTIGATION
  }

  /// Something said of some products.
  ///
  /// @param category `vendor_fix`, `no_fix_planned`, `impact`, …; of a flag `flag`
  /// @param url where more is said; `null` where nowhere
  public record Remark(
      String category,
      String text,
      @Nullable String url,
      @Nullable String date,
      Set<String> products) {}

  /// CVSS vectors for some products.
  public record Score(List<String> vectors, Set<String> products) {
    public Score {
      vectors = List.copyOf(vectors);
    }
  }
}
