package dev.drydock.catalog.dotnet;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;

/// Finds what a published .NET application, or a shared framework of a .NET installation, consists
/// of, by its [deps.json][DepsJson].
///
/// Only libraries that have files in the target that the application runs on: packages that merely
/// bring other packages, or were needed to build, are not there. Their assemblies are theirs: no
/// other cataloger's finding in these files counts.
public final class DotnetDepsCataloger implements FileCataloger {
  private static final String NAME = "dotnet-deps";
  private static final String ENDING = ".deps.json";

  private final Limits limits;
  private final JsonReader reader;

  public DotnetDepsCataloger(Limits limits) {
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
    int from = file.path().length() - ENDING.length();
    return file.size() > 0 && file.path().regionMatches(true, from, ENDING, 0, ENDING.length());
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] document = content.bytes(limits.documentBytes(), file.path());
    DepsJson.of(reader.read(document, file.path()))
        .report(file, new Evidence(NAME, "deps.json"), out);
  }
}
