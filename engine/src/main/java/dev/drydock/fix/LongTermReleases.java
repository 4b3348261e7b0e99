package dev.drydock.fix;

import java.util.Set;

/// Which major versions their makers look after for long, for those who publish others beside them:
/// nobody should be sent to one that ends in half a year.
///
/// @see <a href="https://github.com/nodejs/release#release-schedule">Node.js</a>
/// @see <a href="https://adoptium.net/support">Java</a>
/// @see <a href="https://dotnet.microsoft.com/platform/support/policy">.NET</a>
/// @see <a href="https://ubuntu.com/about/release-cycle">Ubuntu</a>
final class LongTermReleases {
  private static final Set<String> JAVA =
      Set.of("eclipse-temurin", "openjdk", "amazoncorretto", "sapmachine", "ibm-semeru-runtimes");
  private static final Set<String> DOTNET = Set.of("sdk", "aspnet", "runtime", "runtime-deps");

  private LongTermReleases() {}

  /// @param repository its path, `library/node`
  /// @param version of the image, or of the distribution that its tag begins with
  static boolean includes(String repository, BaseTag.Part version) {
    String name = repository.substring(repository.lastIndexOf('/') + 1);
    long major = version.number(0);
    if (isUbuntu(repository, version)) {
      // every second April
      return major % 2 == 0 && version.number(1) == 4;
    }
    if (version.kind() != BaseTag.Kind.VERSION) {
      return true;
    }
    if (name.equals("node")) {
      // one a year from 27 on, each of them looked after for long
      return major % 2 == 0 || major >= 27;
    }
    if (JAVA.contains(name)) {
      return major == 8 || major == 11 || major >= 17 && major % 4 == 1;
    }
    return !DOTNET.contains(name) || !repository.contains("dotnet/") || major % 2 == 0;
  }

  /// Whether a version is one of Ubuntu's, whose year and month together name a release.
  static boolean isUbuntu(String repository, BaseTag.Part version) {
    return version.name().startsWith("ubuntu")
        || version.kind() == BaseTag.Kind.VERSION
            && repository.substring(repository.lastIndexOf('/') + 1).equals("ubuntu");
  }
}
