package dev.drydock.catalog.conda;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;

/// Finds packages of conda, mamba, micromamba and pixi by the records of their environments,
/// `conda-meta/NAME-VERSION-BUILD.json` (conda documentation, "Managing environments").
///
/// A conda package does not own its files in the sense of [Discoveries#add(Component,
/// java.util.Collection)], as a package of the operating system does: there are no advisories for
/// conda packages, so a Python distribution in one is found as such as well, and matched.
public final class CondaCataloger implements FileCataloger {
  private static final String NAME = "conda";
  private static final String FOLDER = "conda-meta/";

  private final Limits limits;
  private final JsonReader reader;

  public CondaCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new JsonReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.ending("json");
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    int folder = path.lastIndexOf('/') + 1 - FOLDER.length();
    return folder >= 0
        && path.startsWith(FOLDER, folder)
        && (folder == 0 || path.charAt(folder - 1) == '/')
        && path.endsWith(".json");
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] document = content.bytes(limits.documentBytes(), file.path());
    CondaRecord record = CondaRecord.parse(reader.cursor(document, file.path()), file.path());
    if (record == null) {
      return;
    }
    out.add(
        new Component(
            record.name(),
            record.version(),
            Purl.of("conda", null, record.name(), record.version(), record.qualifiers()),
            null,
            record.licence().isEmpty() ? List.of() : List.of(record.licence()),
            List.of(new Location(file.path(), file.layer())),
            new Evidence(NAME, "conda-meta")));
  }
}
