package dev.drydock.catalog.jvm;

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
import java.util.List;

/// Finds Maven artifacts in a `build.sbt.lock`, which sbt-dependency-lock writes:
///
///     {"lockVersion": 1, "dependencies": [
///       {"org": "org.typelevel", "name": "cats-core_2.12", "version": "2.9.0",
///        "configurations": ["compile", "runtime", "test"]}]}
///
/// sbt's own configurations have fixed meanings: what is not of `compile` or `runtime` is left out.
public final class SbtLockCataloger implements FileCataloger {
  private static final String NAME = "sbt-lock";
  private static final String FILE = "build.sbt.lock";

  private final Limits limits;
  private final JsonReader reader;

  public SbtLockCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new JsonReader(limits);
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
    return file.size() > 0;
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] bytes = content.bytes(limits.documentBytes(), file.path());
    LockedArtifacts artifacts = new LockedArtifacts(file, new Evidence(NAME, FILE), out);
    for (Json one : reader.read(bytes, file.path()).items("dependencies")) {
      List<String> configurations = one.texts("configurations");
      if (configurations.isEmpty()
          || configurations.contains("compile")
          || configurations.contains("runtime")) {
        artifacts.add(one.text("org"), one.text("name"), one.text("version"));
      }
    }
  }
}
