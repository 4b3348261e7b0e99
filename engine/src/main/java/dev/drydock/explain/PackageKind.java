package dev.drydock.explain;

import dev.drydock.advisory.osv.Ecosystems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What sort of package has a vulnerability, as far as that decides what containers have to do with
/// it; what is most telling first. The words are part of documents' contract.
public enum PackageKind {
  /// made to do harm, not merely flawed
  MALICIOUS("malicious"),
  GO_STANDARD_LIBRARY("go-standard-library"),
  /// of a language whose programs take it along with them
  LIBRARY("library"),
  /// of a language whose programs have it within them
  COMPILED_IN("compiled-in"),
  RUNTIME("runtime"),
  PROGRAM("program"),
  KERNEL("kernel"),
  /// starts or serves a whole machine
  SYSTEM_SERVICE("system-service"),
  /// gives a user more rights
  PRIVILEGE_TOOL("privilege-tool"),
  /// of the system, loaded by many programs
  SHARED_LIBRARY("shared-library"),
  BUILD_TOOL("build-tool"),
  SYSTEM_PACKAGE("system-package");

  private static final String DISTRIBUTION = "distribution";

  /// By `ecosystem name`.
  private static final Map<String, PackageKind> KNOWN = known();

  /// What follows `linux-` in the names of kernels.
  private static final Set<String> KERNELS =
      Set.of(
          "aws",
          "azure",
          "cloud",
          "gcp",
          "gke",
          "headers",
          "hwe",
          "ibm",
          "image",
          "intel",
          "kvm",
          "lowlatency",
          "lts",
          "meta",
          "modules",
          "nvidia",
          "oem",
          "oracle",
          "raspi",
          "realtime",
          "riscv",
          "rpi",
          "signed",
          "virt");

  private static final Set<String> RUNTIMES =
      Set.of("dotnet", "erlang", "java", "nodejs", "openjdk", "perl", "php", "python", "ruby");

  private final String word;

  PackageKind(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  private static Map<String, PackageKind> known() {
    Map<String, PackageKind> byWord = new HashMap<>();
    for (PackageKind kind : values()) {
      byWord.put(kind.word, kind);
    }
    Map<String, PackageKind> known = new HashMap<>();
    for (List<String> row : Resource.rows("package-kinds.txt")) {
      PackageKind kind = byWord.get(row.getFirst());
      if (kind == null) {
        throw new IllegalStateException("there is no kind " + row.getFirst());
      }
      for (String name : row.get(2).split(" ")) {
        known.put(row.get(1) + " " + name, kind);
      }
    }
    return Map.copyOf(known);
  }

  /// @param name in the normal form of the ecosystem; of a distribution the source package's, where
  ///   that is known
  static PackageKind of(String ecosystem, String name) {
    if (Ecosystems.isDistribution(ecosystem)) {
      return ofDistribution(name);
    }
    PackageKind known = KNOWN.get(ecosystem + " " + name);
    if (known != null) {
      return known;
    }
    return switch (Ecosystems.withoutRelease(ecosystem)) {
      case "Go", "crates.io", "Hackage", "SwiftURL", "ConanCenter", "opam" -> COMPILED_IN;
      case "Maven" -> name.startsWith("org.apache.maven") ? BUILD_TOOL : LIBRARY;
      case "Bitnami" -> PROGRAM;
      default -> LIBRARY;
    };
  }

  private static PackageKind ofDistribution(String name) {
    if (isKernel(name)) {
      return KERNEL;
    }
    if (isRuntime(name)) {
      return RUNTIME;
    }
    boolean tool =
        name.startsWith("gcc-")
            || name.startsWith("golang-1.")
            || name.startsWith("llvm-toolchain");
    return KNOWN.getOrDefault(DISTRIBUTION + " " + name, tool ? BUILD_TOOL : SYSTEM_PACKAGE);
  }

  /// `linux`, `linux-aws`, `linux-6.1`, `linux-hwe-5.15`, `kernel`, `kernel-rt`; not `linux-pam`.
  private static boolean isKernel(String name) {
    if (name.equals("linux") || name.equals("kernel") || name.startsWith("kernel-")) {
      return true;
    }
    if (!name.startsWith("linux-")) {
      return false;
    }
    int start = "linux-".length();
    int end = name.indexOf('-', start);
    String flavour = name.substring(start, end < 0 ? name.length() : end);
    return KERNELS.contains(flavour) || startsWithDigit(flavour);
  }

  /// `python3.11`, `openjdk-17`, `java-17-openjdk-headless`; not `python3-django`, `php-symfony`.
  private static boolean isRuntime(String name) {
    int end = 0;
    while (end < name.length() && Character.isLetter(name.charAt(end))) {
      end++;
    }
    String rest = name.substring(end);
    return RUNTIMES.contains(name.substring(0, end))
        && (rest.startsWith("-") ? startsWithDigit(rest.substring(1)) : rest.indexOf('-') < 0);
  }

  private static boolean startsWithDigit(String text) {
    return !text.isEmpty() && Character.isDigit(text.charAt(0));
  }
}
