package dev.drydock.catalog.executable;

/// Where the operating system has its programs and libraries, as opposed to `/app`, `/opt`,
/// `/usr/local` and the like, where people put theirs.
public final class SystemFolders {
  private static final String[] LIBRARIES = {
    "usr/lib", "lib", "usr/share/", "usr/local/go/", "var/lib/",
  };
  private static final String[] PROGRAMS = {"usr/bin/", "usr/sbin/", "bin/", "sbin/"};

  private SystemFolders() {}

  /// Whether a file lies where the libraries are, or programs that are not to be called by name.
  public static boolean ofLibraries(String path) {
    return below(path, LIBRARIES);
  }

  /// Whether it lies where either are.
  public static boolean hold(String path) {
    return below(path, PROGRAMS) || ofLibraries(path);
  }

  private static boolean below(String path, String[] folders) {
    for (String folder : folders) {
      if (path.startsWith(folder)) {
        return true;
      }
    }
    return false;
  }
}
