package dev.drydock.catalog.prolog;

import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.Map;

/// Finds packs of SWI-Prolog by their `pack.pl` (SWI-Prolog manual, "Creating a pack").
public final class PrologPackCataloger extends DocumentCataloger {
  private static final int MOST_BYTES = 1 << 20;

  public PrologPackCataloger(Limits limits) {
    super("swipl-pack", limits, MOST_BYTES, "pack.pl");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Map<String, String> facts = PrologFacts.parse(document.bytes());
    String name = facts.getOrDefault("name", "");
    String version = facts.getOrDefault("version", "");
    if (name.isBlank() || version.isBlank()) {
      return; // some other Prolog program
    }
    out.add(document.component(name, version, Purl.of("swiplpack", null, name, version)));
  }
}
