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
///
/// And in the `versions.lock` of Palantir's plugin "consistent-versions", which does say that:
///
///     com.google.guava:guava:33.0.0-jre (2 constraints: f0167a86)
///
///     [Test dependencies]
///     junit:junit:4.13.2 (1 constraints: 2a1a7c5f)
public final class GradleLockCataloger extends DocumentCataloger {
  private static final String CONSISTENT = "versions.lock";
  private static final String FOR_TESTS = "[Test dependencies]";

  public GradleLockCataloger(Limits limits) {
    super("gradle-lock", limits, "*gradle.lockfile", "dependency-locks/*.lockfile", CONSISTENT);
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    String text = document.text();
    LockedArtifacts artifacts = new LockedArtifacts(document.file(), document.evidence(), out);
    boolean consistent = document.name().equals(CONSISTENT);
    for (int at = 0; at < text.length(); ) {
      int newline = text.indexOf('\n', at);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(at, end).strip();
      if (consistent && line.equals(FOR_TESTS)) {
        break;
      }
      if (!line.startsWith("#")) {
        add(consistent ? constrained(line) : before('=', line), artifacts);
      }
      at = end + 1;
    }
  }

  /// What stands before the number of constraints; `""` where there is none: another tool's file.
  private static String constrained(String line) {
    return line.endsWith(")") && line.contains(" constraints: ") ? before('(', line) : "";
  }

  private static String before(char end, String line) {
    int at = line.indexOf(end);
    return at < 0 ? line : line.substring(0, at).strip();
  }

  private static void add(String id, LockedArtifacts artifacts) {
    int first = id.indexOf(':');
    int second = first < 0 ? -1 : id.indexOf(':', first + 1);
    if (second > 0) {
      artifacts.add(
          id.substring(0, first), id.substring(first + 1, second), id.substring(second + 1));
    }
  }
}
