package dev.drydock.base.suggestion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A language whose programs need a run-time environment in the image.
///
/// Two versions of an environment are of one line where programs of the one run in the other: 20
/// for Node.js 20.11.1, 3.11 for Python 3.11.4.
public enum Language {
  NODE("Node.js", "npm", 1, List.of("node", "nodejs"), List.of("node")),
  PYTHON("Python", "pypi", 2, List.of("python", "python3"), List.of("python")),
  JAVA(
      "Java",
      "maven",
      1,
      List.of("openjdk", "jdk", "jre", "zulu"),
      List.of("eclipse-temurin", "openjdk", "amazoncorretto", "ibm-semeru-runtimes", "zulu")),
  RUBY("Ruby", "gem", 2, List.of("ruby"), List.of("ruby", "jruby")),
  PHP("PHP", "composer", 2, List.of("php"), List.of("php")),
  DOTNET(
      ".NET",
      "nuget",
      1,
      List.of("microsoft.netcore.app", "microsoft.netcore.app.runtime", "dotnet-runtime"),
      List.of("aspnet", "runtime"));

  private final String title;
  private final String packageType;
  private final int significant;
  private final List<String> components;
  private final List<String> repositories;

  Language(
      String title,
      String packageType,
      int significant,
      List<String> components,
      List<String> repositories) {
    this.title = title;
    this.packageType = packageType;
    this.significant = significant;
    this.components = components;
    this.repositories = repositories;
  }

  /// For people.
  String title() {
    return title;
  }

  /// The purl type of the packages that need it.
  String packageType() {
    return packageType;
  }

  /// The line of the environment that a component is, by its lower-case name and its version;
  /// `null` where it is none.
  @Nullable String line(String component, String version) {
    return components.contains(component) || isNumbered(component) ? line(version) : null;
  }

  /// Whether it is the package of one line of several that a distribution has: `python3.11`,
  /// `openjdk-17-jre-headless`, `php83`.
  private boolean isNumbered(String component) {
    return switch (this) {
      case PYTHON -> isNumber(after("python", component));
      case RUBY -> isNumber(after("ruby", component));
      case PHP -> isNumber(after("php", component));
      case DOTNET -> isNumber(after("dotnet-runtime-", component));
      case JAVA -> isVirtualMachine(component);
      case NODE -> false;
    };
  }

  private static boolean isVirtualMachine(String component) {
    int kind = Math.max(component.indexOf("-jre"), component.indexOf("-jdk"));
    if (kind < 0) {
      return false;
    }
    String name = component.substring(0, kind);
    return isNumber(after("openjdk-", name))
        || isNumber(after("openjdk", name))
        || isNumber(after("temurin-", name));
  }

  /// What follows a name; `""` where it is another one.
  private static String after(String name, String component) {
    return component.startsWith(name) ? component.substring(name.length()) : "";
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.')
        && text.charAt(0) != '.'
        && text.charAt(text.length() - 1) != '.';
  }

  /// The line that an image is of by its name, `node:20-slim`; `null` where it tells none.
  @Nullable String lineOfImage(String repository, @Nullable String tag) {
    String name = repository.substring(repository.lastIndexOf('/') + 1);
    return tag == null || !repositories.contains(name) ? null : line(tag);
  }

  /// The parts of a version that count; `null` where it has none.
  private @Nullable String line(String version) {
    String numbers = version.substring(version.indexOf(':') + 1);
    // Java 8 calls itself 1.8 too
    numbers = this == JAVA && numbers.startsWith("1.8") ? numbers.substring(2) : numbers;
    StringBuilder line = new StringBuilder();
    int parts = 0;
    int at = 0;
    while (parts < significant) {
      int start = at;
      while (at < numbers.length() && numbers.charAt(at) >= '0' && numbers.charAt(at) <= '9') {
        at++;
      }
      if (at == start) {
        break;
      }
      line.append(parts == 0 ? "" : ".").append(numbers, start, at);
      parts++;
      if (at >= numbers.length() || numbers.charAt(at) != '.') {
        break;
      }
      at++;
    }
    return line.isEmpty() ? null : line.toString();
  }
}
