package dev.drydock.catalog.r;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Finds R packages by their file `DESCRIPTION` (Writing R Extensions, 1.1.1):
///
///     Package: stringr
///     Version: 1.5.0
///     License: MIT + file LICENSE
///     Built: R 4.3.0; ; 2023-04-21 11:33:09 UTC; unix
///
/// Those of Bioconductor, which have `biocViews`, get a purl type of their own: the same name in
/// CRAN would be another package. What renv keeps in its cache is installed too: projects link to
/// it.
public final class RDescriptionCataloger extends DocumentCataloger {
  private static final String[] TESTS = {"/tests/", "/testthat/", "/inst/", "/templates/"};
  private static final int MOST_BYTES = 1 << 20;

  public RDescriptionCataloger(Limits limits) {
    super("r-description", limits, MOST_BYTES, "DESCRIPTION");
  }

  /// Others call files DESCRIPTION too: a large one is not R's.
  @Override
  public boolean wants(LayerEntry file) {
    return super.wants(file) && file.size() <= MOST_BYTES;
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Map<String, String> fields = RPackages.fields(document.text());
    String name = fields.getOrDefault("package", "");
    String version = fields.getOrDefault("version", "");
    boolean inTests = !fields.containsKey("built") && belowTests(document.path());
    if (!RPackages.name(name) || !RPackages.version(version) || inTests) {
      return;
    }
    String licence = fields.getOrDefault("license", "");
    out.add(
        RPackages.component(
            fields.containsKey("biocviews") ? "bioconductor" : "cran",
            name,
            version,
            licence.isEmpty() ? List.of() : List.of(licence),
            document.file(),
            document.evidence()));
  }

  /// Packages about packages bring some to try things on; none of these has been installed.
  private static boolean belowTests(String path) {
    for (String folder : TESTS) {
      if (path.contains(folder)) {
        return true;
      }
    }
    return false;
  }
}
