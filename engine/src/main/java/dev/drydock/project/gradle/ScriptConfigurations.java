package dev.drydock.project.gradle;

import java.util.Set;

/// What the names of Gradle's configurations say about the use of what is in them.
final class ScriptConfigurations {
  /// Of Gradle, of its plugins for code quality, and of the usual plugins for Java and Kotlin: they
  /// run while building.
  private static final Set<String> FOR_BUILDS =
      Set.of(
          "annotationProcessor",
          "kapt",
          "ksp",
          "classpath",
          "developmentOnly",
          "checkstyle",
          "pmd",
          "spotbugs",
          "spotbugsPlugins",
          "findbugs",
          "codenarc",
          "detekt",
          "detektPlugins",
          "ktlint",
          "ktlintRuleset",
          "errorprone",
          "errorproneJavac",
          "jacocoAgent",
          "jacocoAnt",
          "lintChecks",
          "antlr",
          "jmh",
          "jmhImplementation",
          "jmhAnnotationProcessor");

  private ScriptConfigurations() {}

  static boolean isForDevelopment(String configuration) {
    return FOR_BUILDS.contains(configuration) || isForTests(configuration);
  }

  static boolean isForTests(String name) {
    return name.contains("Test") || startsWithWord(name);
  }

  /// `test` and `testImplementation`, but not `testify`.
  private static boolean startsWithWord(String name) {
    return name.startsWith("test") && (name.length() == 4 || Character.isUpperCase(name.charAt(4)));
  }
}
