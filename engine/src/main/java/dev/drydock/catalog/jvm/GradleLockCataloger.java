package dev.drydock.catalog.jvm;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.limits.Limits;
import java.io.IOException;

/// Finds Maven artifacts in Gradle's lock files (Gradle User Manual, "Locking Versions"):
/// `gradle.lockfile`, `buildscript-gradle.lockfile`, `settings-gradle.lockfile`; Gradle before 7
/// wrote one for each configuration, without its name, into `gradle/dependency-locks`.
///
///     joda-time:joda-time:2.2=compileClasspath,runtimeClasspath
///     empty=annotationProcessor
///
/// All configurations count: their names are the build's own, none of them says for certain that it
/// is for tests.
public final class GradleLockCataloger extends DocumentCataloger {
  public GradleLockCataloger(Limits limits) {
    super("gradle-lock", limits, "*gradle.lockfile", "dependency-locks/*.lockfile");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    String text = document.text();
    LockedArtifacts artifacts = new LockedArtifacts(document.file(), document.evidence(), out);
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
