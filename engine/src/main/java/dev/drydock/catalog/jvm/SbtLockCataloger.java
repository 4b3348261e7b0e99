package dev.drydock.catalog.jvm;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.json.Json;
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
public final class SbtLockCataloger extends DocumentCataloger {
  public SbtLockCataloger(Limits limits) {
    super("sbt-lock", limits, "build.sbt.lock");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    LockedArtifacts artifacts = new LockedArtifacts(document.file(), document.evidence(), out);
    for (Json one : document.json().items("dependencies")) {
      List<String> configurations = one.texts("configurations");
      if (configurations.isEmpty()
          || configurations.contains("compile")
          || configurations.contains("runtime")) {
        artifacts.add(one.text("org"), one.text("name"), one.text("version"));
      }
    }
  }
}
