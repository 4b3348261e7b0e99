package dev.drydock.catalog.homebrew;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the formulas that Homebrew installed: in each keg, `Cellar/NAME/VERSION`, lie
/// `INSTALL_RECEIPT.json`, which names what it needs, and `.brew/NAME.rb`, which names the licence.
///
/// The formulas of a tap, `Library/Taps/…/Formula/*.rb`, are thousands of recipes for what is not
/// installed: they are not read.
public final class HomebrewCataloger implements FileCataloger {
  private static final String NAME = "homebrew";
  private static final String RECEIPT = "INSTALL_RECEIPT.json";
  private static final int MOST_DEPENDENCIES = 2_000;

  private final Limits limits;
  private final JsonReader reader;

  public HomebrewCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new JsonReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return new FileNames(Set.of("install_receipt.json"), Set.of("rb"));
  }

  @Override
  public boolean wants(LayerEntry file) {
    return keg(file.path()) != null;
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
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    Keg keg = keg(file.path());
    if (keg == null) {
      return;
    }
    byte[] bytes = content.bytes(limits.documentBytes(), file.path());
    if (file.path().endsWith(".rb")) {
      String formula = new String(bytes, StandardCharsets.UTF_8);
      out.add(component(keg.name(), keg.version(), licences(formula), file, "formula"));
      return;
    }
    Component component = component(keg.name(), keg.version(), List.of(), file, "install receipt");
    out.add(component);
    int left = MOST_DEPENDENCIES;
    for (Json needed : reader.read(bytes, file.path()).items("runtime_dependencies")) {
      String name = needed.text("full_name");
      String version = version(needed);
      if (name != null && !name.endsWith("/") && version != null && --left > 0) {
        out.dependency(
            component,
            component(
                name.substring(name.lastIndexOf('/') + 1), version, List.of(), file, "receipt"));
      }
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
      String name, String version, List<String> licences, LayerEntry file, String source) {
    return new Component(
        name,
        version,
        Purl.of("brew", null, name, version),
        null,
        licences,
        List.of(new Location(file.path(), file.layer())),
        new Evidence(NAME, source));
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
