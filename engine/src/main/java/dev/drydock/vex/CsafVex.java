package dev.drydock.vex;

import dev.drydock.csaf.CsafDocument;
import dev.drydock.csaf.CsafDocument.Remark;
import dev.drydock.csaf.CsafDocument.Vulnerability;
import dev.drydock.csaf.CsafReader;
import dev.drydock.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Statements of CSAF documents: of the VEX profile, and of all others that have a
/// `product_status`.
final class CsafVex {
  private final CsafDocument csaf;
  private final Statement.Document document;
  private final CsafProducts products;

  private CsafVex(CsafDocument csaf, String source) {
    this.csaf = csaf;
    this.document = new Statement.Document(source, "CSAF", csaf.id(), csaf.publisher());
    this.products = new CsafProducts(csaf.products());
  }

  static VexDocument read(Json json, String source) throws IOException {
    CsafVex reading = new CsafVex(CsafReader.read(json, source), source);
    List<Statement> statements = reading.statements();
    return new VexDocument(
        reading.document, statements, List.copyOf(reading.products.passedOver()));
  }

  private List<Statement> statements() {
    Instant time = Times.first(csaf.released());
    List<Statement> statements = new ArrayList<>();
    for (Vulnerability vulnerability : csaf.vulnerabilities()) {
      vulnerability
          .statuses()
          .forEach(
              (status, products) -> {
                for (Map.Entry<Said, List<Product>> group :
                    grouped(vulnerability, status, products).entrySet()) {
                  statements.add(
                      statement(vulnerability, status, group.getKey(), group.getValue(), time));
                }
              });
    }
    return statements;
  }

  /// What is said of a product beside its status; products of which the same is said are one
  /// statement.
  private record Said(
      @Nullable String justification,
      @Nullable String impact,
      @Nullable String action,
      boolean willNotFix) {}

  private Map<Said, List<Product>> grouped(
      Vulnerability vulnerability, CsafDocument.Status status, List<String> ids) {
    Map<Said, List<Product>> groups = new LinkedHashMap<>();
    for (String id : ids) {
      Product product = products.product(id);
      if (product != null) {
        groups
            .computeIfAbsent(said(vulnerability, status, id), _ -> new ArrayList<>())
            .add(product);
      }
    }
    return groups;
  }

  private static Said said(Vulnerability vulnerability, CsafDocument.Status status, String id) {
    Remark remedy = Vulnerability.first(vulnerability.remediations(), id).orElse(null);
    boolean refused = remedy != null && remedy.category().equals("no_fix_planned");
    return status == CsafDocument.Status.NOT_AFFECTED
        ? new Said(
            Vulnerability.first(vulnerability.flags(), id).map(Remark::text).orElse(null),
            impact(vulnerability, id),
            null,
            false)
        : new Said(null, null, remedy == null ? null : remedy.text(), refused);
  }

  /// What is said of the product; else what is said of no product and so of all of them.
  private static @Nullable String impact(Vulnerability vulnerability, String id) {
    String general = null;
    for (Remark threat : vulnerability.threats()) {
      if (threat.category().equals("impact")) {
        if (threat.products().contains(id)) {
          return threat.text();
        }
        if (threat.products().isEmpty() && general == null) {
          general = threat.text();
        }
      }
    }
    return general;
  }

  private Statement statement(
      Vulnerability vulnerability,
      CsafDocument.Status status,
      Said said,
      List<Product> products,
      @Nullable Instant time) {
    return new Statement(
        vulnerability.ids(),
        products,
        switch (status) {
          case FIXED -> Statement.Status.FIXED;
          case AFFECTED -> Statement.Status.AFFECTED;
          case NOT_AFFECTED -> Statement.Status.NOT_AFFECTED;
          case UNDER_INVESTIGATION -> Statement.Status.UNDER_INVESTIGATION;
        },
        said.justification(),
        said.impact(),
        said.action(),
        said.willNotFix(),
        time,
        document);
  }
}
