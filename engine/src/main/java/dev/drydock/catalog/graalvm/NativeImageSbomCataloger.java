package dev.drydock.catalog.graalvm;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;

/// Finds what a native image was built from by the [bill of materials][NativeImageSbom] that
/// `native-image --enable-sbom=export` writes beside it, `NAME.sbom.json`, or into its class path,
/// `sbom.json`.
///
/// Only documents about a Maven artifact, as those are; others of that name are quite another
/// thing.
public final class NativeImageSbomCataloger implements FileCataloger {
  private static final String NAME = "graalvm-sbom";
  private static final String FILE = "sbom.json";

  private final Limits limits;
  private final JsonReader reader;

  public NativeImageSbomCataloger(Limits limits) {
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
    int before = file.path().length() - FILE.length() - 1;
    boolean named = file.size() > 0 && file.path().endsWith(FILE);
    return named && (before < 0 || "/.".indexOf(file.path().charAt(before)) >= 0);
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] bytes = content.bytes(limits.documentBytes(), file.path());
    Json document;
    try {
      document = reader.read(bytes, file.path());
    } catch (IOException _) {
      return; // told by who reads every document of that name
    }
    NativeImageSbom sbom = NativeImageSbom.of(document);
    if (sbom != null && sbom.ofMavenArtifact()) {
      sbom.report(file, new Evidence(NAME, FILE), out);
    }
  }
}
