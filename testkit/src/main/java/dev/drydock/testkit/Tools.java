package dev.drydock.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/// Programs of the machine that tests compare with or talk to.
///
/// Where one is missing the test is skipped with the reason; in CI (environment variable `CI`),
/// where everything has to be there, it fails.
public final class Tools {
  private Tools() {}

  /// The program on `PATH`, or a skipped test.
  ///
  /// @param debianPackage what to install to have it
  public static Path require(String program, String debianPackage) {
    String path = System.getenv("PATH");
    for (String directory : (path == null ? "" : path).split(File.pathSeparator, -1)) {
      Path candidate = Path.of(directory, program);
      if (!directory.isEmpty() && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw missing(program + " is not installed (Debian package " + debianPackage + ")");
  }

  /// To be thrown where something that a test needs is not there.
  public static RuntimeException missing(String what) {
    String ci = System.getenv("CI");
    if (ci != null && !ci.isEmpty() && !ci.equals("false")) {
      throw new AssertionError(what + "; in CI it has to be there");
    }
    return new TestAbortedException(what);
  }
}
