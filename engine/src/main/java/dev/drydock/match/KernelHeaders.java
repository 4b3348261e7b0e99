package dev.drydock.match;

import dev.drydock.bom.Component;

/// Packages that only hold header files of the Linux kernel. They come from the kernel's source, so
/// that thousands of its vulnerabilities name them, but no kernel code of theirs ever runs.
final class KernelHeaders {
  private KernelHeaders() {}

  static boolean is(Component component) {
    Component.OsPackage os = component.os();
    if (os == null) {
      return false;
    }
    String name = component.name();
    String source = os.source().name();
    return switch (component.type()) {
      case "deb" ->
          (source.equals("linux") || source.startsWith("linux-"))
              && (name.startsWith("linux-libc-dev")
                  || name.startsWith("linux-headers-")
                  || name.startsWith("linux-kbuild-"));
      case "rpm" ->
          name.equals("kernel-headers")
              || name.equals("kernel-devel")
              || name.equals("kernel-cross-headers")
              || name.equals("kernel-uek-devel")
              || name.equals("kernel-default-devel")
              || name.equals("linux-glibc-devel");
      case "apk" -> name.equals("linux-headers");
      default -> false;
    };
  }
}
