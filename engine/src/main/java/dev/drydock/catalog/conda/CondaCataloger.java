package dev.drydock.catalog.conda;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;

/// Finds packages of conda, mamba, micromamba and pixi by the records of their environments,
/// `conda-meta/NAME-VERSION-BUILD.json` (conda documentation, "Managing environments").
///
/// A conda package does not own its files in the sense of [Discoveries#add(Component,
/// java.util.Collection)], as a package of the operating system does: there are no advisories for
/// conda packages, so a Python distribution in one is found as such as well, and matched.
public final class CondaCataloger extends DocumentCataloger {
  private static final String NAME = "conda";

  public CondaCataloger(Limits limits) {
    super(NAME, limits, "conda-meta/*.json");
  }

  /// An empty record is a damaged one.
  @Override
  public boolean wants(LayerEntry file) {
    return named(file.path());
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    JsonReader reader = new JsonReader(document.limits());
    CondaRecord record =
        CondaRecord.parse(reader.cursor(document.bytes(), document.path()), document.path());
    if (record != null) {
      out.add(record.component(document, document.evidence("conda-meta")));
    }
  }
}
