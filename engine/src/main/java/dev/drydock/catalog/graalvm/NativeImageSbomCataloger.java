package dev.drydock.catalog.graalvm;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;

/// Finds what a native image was built from by the [bill of materials][NativeImageSbom] that
/// `native-image --enable-sbom=export` writes beside it, `NAME.sbom.json`, or into its class path,
/// `sbom.json`.
///
/// Only documents about a Maven artifact, as those are; others of that name are quite another
/// thing.
public final class NativeImageSbomCataloger extends DocumentCataloger {
  private static final String NAME = "graalvm-sbom";

  public NativeImageSbomCataloger(Limits limits) {
    super(NAME, limits, "sbom.json", "*.sbom.json");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Json json;
    try {
      json = document.json();
    } catch (IOException _) {
      return; // told by who reads every document of that name
    }
    NativeImageSbom sbom = NativeImageSbom.of(json);
    if (sbom != null && sbom.ofMavenArtifact()) {
      sbom.report(document.file(), document.evidence(), out);
    }
  }
}
