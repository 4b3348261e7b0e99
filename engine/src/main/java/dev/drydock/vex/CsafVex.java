package dev.drydock.vex;

import dev.drydock.bom.Purl;
import dev.drydock.csaf.CsafDocument;
import dev.drydock.csaf.CsafDocument.Remark;
import dev.drydock.csaf.CsafDocument.Vulnerability;
import dev.drydock.csaf.CsafReader;
import dev.drydock.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Statements of CSAF documents: of the VEX profile, and of all others that have a
/// `product_status`.
final class CsafVex {
  private final CsafDocument csaf;
  private final Statement.Document document;
  private final Set<String> passedOver = new LinkedHashSet<>();

  private CsafVex(CsafDocument csaf, String source) {
    this.csaf = csaf;
    this.document = new Statement.Document(source, "CSAF", csaf.id(), csaf.publisher());
  }

  static VexDocument read(Json json, String source) throws IOException {
    CsafVex reading = new CsafVex(CsafReader.read(json, source), source);
    List<Statement> statements = reading.statements();
    return new VexDocument(reading.document, statements, List.copyOf(reading.passedOver));
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
      Vulnerability vulnerability, CsafDocument.Status status, List<String> products) {
    Map<Said, List<Product>> groups = new LinkedHashMap<>();
    for (String id : products) {
      Product product = product(id);
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

  private static @Nullable String impact(Vulnerability vulnerability, String id) {
    for (Remark threat : vulnerability.threats()) {
      if (threat.category().equals("impact") && threat.products().contains(id)) {
        return threat.text();
      }
    }
    return null;
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

  /// `null` where nothing outside of the document identifies it.
  private @Nullable Product product(String id) {
    CsafDocument.Product product = csaf.products().get(id);
    if (product == null) {
      passedOver.add("the product " + id + " is not in the product tree");
      return null;
    }
    CsafDocument.Product part =
        product.component() == null ? null : csaf.products().get(product.component());
    CsafDocument.Product platform =
        product.platform() == null ? null : csaf.products().get(product.platform());
    List<Purl> own = purls(product);
    if (part == null || platform == null) {
      return identified(own, product.cpes(), List.of(), false, id);
    }
    List<Purl> parts = new ArrayList<>(purls(part));
    parts.addAll(own);
    return identified(purls(platform), platform.cpes(), parts, true, id);
  }

  private @Nullable Product identified(
      List<Purl> purls, List<String> cpes, List<Purl> parts, boolean partly, String id) {
    if (purls.isEmpty() && cpes.isEmpty() || partly && parts.isEmpty()) {
      passedOver.add("the product " + id + " has neither a package URL nor a CPE");
      return null;
    }
    return new Product(purls, cpes, List.of(), parts, partly);
  }

  private static List<Purl> purls(CsafDocument.Product product) {
    List<Purl> purls = new ArrayList<>();
    for (String text : product.purls()) {
      Purl purl = Product.purl(text);
      if (purl != null) {
        purls.add(purl);
      }
    }
    return purls;
  }
}
