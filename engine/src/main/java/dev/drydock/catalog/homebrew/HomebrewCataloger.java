package dev.drydock.catalog.homebrew;

import dev.drydock.bom.Component;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the formulas and casks that Homebrew installed: in each keg, `Cellar/NAME/VERSION`, lie
/// `INSTALL_RECEIPT.json`, which names what it needs, and `.brew/NAME.rb`, which names the licence;
/// of each cask there is what [Cask] tells. The purl of a cask says `kind=cask`, since a formula
/// may have the same name: `docker` is two things.
///
/// The recipes of a tap, `Library/Taps/…/Formula/*.rb` and `…/Casks/*.rb`, are thousands for what
/// is not installed: they are not read.
public final class HomebrewCataloger extends DocumentCataloger {
  private static final String NAME = "homebrew";
  private static final String RECEIPT = "INSTALL_RECEIPT.json";
  private static final int MOST_DEPENDENCIES = 2_000;

  public HomebrewCataloger(Limits limits) {
    super(NAME, limits, RECEIPT, ".brew/*.rb", "Casks/*.rb", "Casks/*.json");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return keg(file.path()) != null || Cask.of(file.path()) != null;
  }

  private static @Nullable Keg keg(String path) {
    if (path.endsWith(".rb")) {
      int name = path.lastIndexOf('/') + 1;
      int folder = name - ".brew/".length();
      return folder > 0 && path.startsWith(".brew/", folder)
          ? Keg.of(path, path.substring(folder))
          : null;
    }
    return Keg.of(path, RECEIPT);
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Cask cask = Cask.of(document.path());
    if (cask != null) {
      cask(cask, document, out);
      return;
    }
    Keg keg = keg(document.path());
    if (keg == null) {
      return;
    }
    if (document.path().endsWith(".rb")) {
      String formula = document.text();
      out.add(component(keg.name(), keg.version(), licences(formula), document, "formula"));
      return;
    }
    Component component =
        component(keg.name(), keg.version(), List.of(), document, "install receipt");
    out.add(component);
    int left = MOST_DEPENDENCIES;
    for (Json needed : document.json().items("runtime_dependencies")) {
      String name = needed.text("full_name");
      String version = version(needed);
      if (name != null && !name.endsWith("/") && version != null && --left > 0) {
        out.dependency(
            component,
            component(
                name.substring(name.lastIndexOf('/') + 1),
                version,
                List.of(),
                document,
                "receipt"));
      }
    }
  }

  private static void cask(Cask cask, Document document, Discoveries out) throws IOException {
    String version = cask.version();
    boolean receipt = version == null;
    if (receipt) {
      version = document.json().get("source").map(source -> source.text("version")).orElse(null);
    }
    if (version != null && !version.isBlank()) {
      out.add(
          document.component(
              cask.name(),
              version,
              Purl.of("brew", null, cask.name(), version, Map.of("kind", "cask")),
              List.of(),
              document.evidence(receipt ? "install receipt" : "cask")));
    }
  }

  /// The version as the keg's folder has it: `pkg_version`, which older receipts lack.
  private static @Nullable String version(Json needed) {
    String whole = needed.text("pkg_version");
    String version = needed.text("version");
    long revision = needed.integer("revision").orElse(0L);
    return whole != null || version == null || revision == 0
        ? whole == null ? version : whole
        : version + "_" + revision;
  }

  private static Component component(
      String name, String version, List<String> licences, Document document, String source) {
    return document.component(
        name, version, Purl.of("brew", null, name, version), licences, document.evidence(source));
  }

  /// `license "MIT"`, and those of `license any_of: ["MIT", "Apache-2.0"]` as an expression; the
  /// rest of the Ruby that a formula can be made of is not understood.
  private static List<String> licences(String formula) {
    for (int from = 0; from < formula.length(); ) {
      int newline = formula.indexOf('\n', from);
      int end = newline < 0 ? formula.length() : newline;
      String line = formula.substring(from, end).strip();
      from = end + 1;
      if (line.startsWith("license ")) {
        String value = line.substring("license ".length()).strip();
        boolean any = value.startsWith("any_of: [");
        if (value.startsWith("\"") || any || value.startsWith("all_of: [")) {
          List<String> names = quoted(value);
          return names.isEmpty() ? List.of() : List.of(String.join(any ? " OR " : " AND ", names));
        }
        return List.of();
      }
    }
    return List.of();
  }

  private static List<String> quoted(String text) {
    List<String> values = new ArrayList<>();
    int open = text.indexOf('"');
    while (open >= 0) {
      int close = text.indexOf('"', open + 1);
      if (close < 0) {
        break;
      }
      if (close > open + 1) {
        values.add(text.substring(open + 1, close));
      }
      open = text.indexOf('"', close + 1);
    }
    return values;
  }
}
