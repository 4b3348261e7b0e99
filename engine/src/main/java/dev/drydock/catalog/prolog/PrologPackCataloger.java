package dev.drydock.catalog.prolog;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Finds packs of SWI-Prolog by their `pack.pl` (SWI-Prolog manual, "Creating a pack").
public final class PrologPackCataloger implements FileCataloger {
  private static final String NAME = "swipl-pack";
  private static final String FILE = "pack.pl";
  private static final int MOST_BYTES = 1 << 20;

  private final Limits limits;

  public PrologPackCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named(FILE);
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.name().equals(FILE) && file.size() > 0;
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] document = content.bytes(Math.min(MOST_BYTES, limits.documentBytes()), file.path());
    Map<String, String> facts = PrologFacts.parse(document);
    String name = facts.getOrDefault("name", "");
    String version = facts.getOrDefault("version", "");
    if (name.isBlank() || version.isBlank()) {
      return; // some other Prolog program
    }
    out.add(
        new Component(
            name,
            version,
            Purl.of("swiplpack", null, name, version),
            null,
            List.of(),
            List.of(new Location(file.path(), file.layer())),
            new Evidence(NAME, FILE)));
  }
}
