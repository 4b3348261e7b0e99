package dev.drydock.catalog.jvm;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Finds Maven artifacts in Gradle's lock files (Gradle User Manual, "Locking Versions"):
/// `gradle.lockfile`, `buildscript-gradle.lockfile`, `settings-gradle.lockfile`; Gradle before 7
/// wrote one for each configuration, without its name, into `gradle/dependency-locks`.
///
///     joda-time:joda-time:2.2=compileClasspath,runtimeClasspath
///     empty=annotationProcessor
///
/// All configurations count: their names are the build's own, none of them says for certain that it
/// is for tests.
public final class GradleLockCataloger implements FileCataloger {
  private static final String NAME = "gradle-lock";
  private static final String ENDING = "gradle.lockfile";

  private final Limits limits;

  public GradleLockCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.ending("lockfile");
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    return file.size() > 0 && (path.endsWith(ENDING) || path.contains("dependency-locks/"));
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] bytes = content.bytes(limits.documentBytes(), file.path());
    String text = new String(bytes, StandardCharsets.UTF_8);
    LockedArtifacts artifacts = new LockedArtifacts(file, new Evidence(NAME, file.name()), out);
    for (int at = 0; at < text.length(); ) {
      int newline = text.indexOf('\n', at);
      int end = newline < 0 ? text.length() : newline;
      add(text.substring(at, end).strip(), artifacts);
      at = end + 1;
    }
  }

  private static void add(String line, LockedArtifacts artifacts) {
    if (line.startsWith("#")) {
      return;
    }
    int equals = line.indexOf('=');
    String id = equals < 0 ? line : line.substring(0, equals).strip();
    int first = id.indexOf(':');
    int second = first < 0 ? -1 : id.indexOf(':', first + 1);
    if (second > 0) {
      artifacts.add(
          id.substring(0, first), id.substring(first + 1, second), id.substring(second + 1));
    }
  }
}
