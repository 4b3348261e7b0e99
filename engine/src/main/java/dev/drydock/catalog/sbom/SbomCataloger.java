package dev.drydock.catalog.sbom;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.described.DescribedBom;
import dev.drydock.bom.reading.BomReader;
import dev.drydock.bom.reading.NotABomException;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads bills of materials that were put into an image, by the names that tools give them:
/// `*.cdx.json`, `*.spdx.json`, `*.spdx`, `bom.json`, `sbom.*` and their kin. What a package
/// manager says of the same package counts more.
///
/// Bitnami's `.spdx-*.spdx` are not among them: they say what Bitnami installed, and are read as
/// its package database.
public final class SbomCataloger extends DocumentCataloger {
  /// Names that nothing else has.
  private static final String[] ENDINGS = {
    ".cdx",
    ".cdx.json",
    ".cdx.xml",
    ".spdx",
    ".spdx.json",
    ".spdx.yaml",
    ".spdx.yml",
    ".spdx.tag",
    ".syft.json",
    ".sbom",
    ".sbom.json",
    ".sbom.xml"
  };

  /// Names that other files may have too.
  private static final String[] COMMON_ENDINGS = {".bom", ".bom.json", ".bom.xml"};

  private static final Set<String> COMMON =
      Set.of(
          "bom.json",
          "bom.xml",
          "sbom.json",
          "sbom.xml",
          "sbom.yaml",
          "sbom.yml",
          "cdx.json",
          "cdx.xml",
          "spdx.json",
          "spdx.yaml",
          "spdx.yml");

  private final BomReader reader;

  public SbomCataloger(Limits limits) {
    super(
        DescribedBom.CATALOGER,
        limits,
        "*.json",
        "*.xml",
        "*.spdx",
        "*.cdx",
        "*.sbom",
        "*.yaml",
        "*.yml",
        "*.tag",
        "*.bom");
    this.reader = new BomReader(limits);
  }

  @Override
  public boolean wants(LayerEntry file) {
    String name = file.name().toLowerCase(Locale.ROOT);
    return file.size() > 0
        && (certain(name) || ends(name, COMMON_ENDINGS) || COMMON.contains(name));
  }

  private static boolean certain(String name) {
    if (name.startsWith(".spdx-")) {
      return false;
    }
    // Docker's hardened images have .spdx.NAME.json
    return ends(name, ENDINGS) || name.startsWith(".spdx.") && name.endsWith(".json");
  }

  private static boolean ends(String name, String... endings) {
    for (String ending : endings) {
      if (name.endsWith(ending) && name.length() > ending.length()) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Bom bom;
    try {
      bom = reader.read(document.bytes(), document.path(), document.file().layer());
    } catch (IOException e) {
      if (certain(document.name().toLowerCase(Locale.ROOT))
          || !(e instanceof NotABomException) && BomReader.namesItself(document.bytes())) {
        throw e;
      }
      return; // some other file of that name
    }
    List<Component> components = new ArrayList<>(bom.components().size());
    for (Component told : bom.components()) {
      Component component = here(told, document);
      components.add(component);
      out.add(component);
    }
    for (Bom.Unreadable unreadable : bom.unreadable()) {
      // what Drydock could not read where the document was written is not of this image
      if (unreadable.path().equals(document.path())) {
        out.unreadable(unreadable.path(), unreadable.reason());
      }
    }
    for (Bom.Dependency dependency : bom.dependencies()) {
      out.dependency(components.get(dependency.from()), components.get(dependency.to()));
    }
  }

  /// Wherever the document saw it, here the document is what tells of it.
  private static Component here(Component told, Document document) {
    return new Component(
        told.name(),
        told.version(),
        told.purl(),
        told.os(),
        told.licences(),
        List.of(document.location()),
        document.evidence("bill of materials"),
        told.supplier(),
        told.hashes(),
        told.ownProject(),
        told.packages());
  }
}
