package dev.drydock.vex;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One VEX statement: whether some products are affected by a vulnerability, and why ([minimum
/// requirements](https://www.cisa.gov/resources-tools/resources/minimum-requirements-vulnerability-exploitability-exchange-vex)).
///
/// @param vulnerabilities the id and all aliases, any of which names the vulnerability
/// @param justification why it is not affected, in the document's own machine-readable word
/// @param impact the same in words for people
/// @param action what to do about it
/// @param willNotFix whether the maker has said that there will be no fix
/// @param time when it was said; `null` where the document does not tell
/// @param document where it stands
public record Statement(
    List<String> vulnerabilities,
    List<Product> products,
    Status status,
    @Nullable String justification,
    @Nullable String impact,
    @Nullable String action,
    boolean willNotFix,
    @Nullable Instant time,
    Document document) {

  public Statement {
    vulnerabilities = List.copyOf(vulnerabilities);
    products = List.copyOf(products);
  }

  /// The four statuses of VEX.
  public enum Status {
    NOT_AFFECTED("not_affected"),
    AFFECTED("affected"),
    FIXED("fixed"),
    UNDER_INVESTIGATION("under_investigation");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    /// As OpenVEX writes it, and reports do.
    public String word() {
      return word;
    }

    /// Whether it says that there is nothing to worry about.
    public boolean silences() {
      return this == NOT_AFFECTED || this == FIXED;
    }
  }

  /// Where a statement stands.
  ///
  /// @param source the file
  /// @param format `OpenVEX`, `CSAF`, `CycloneDX`
  /// @param id of the document, `""` where it has none
  /// @param author `""` where it does not tell
  public record Document(String source, String format, String id, String author) {}
}
