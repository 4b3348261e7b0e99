package dev.drydock.explain;

/// What people call those who grade vulnerabilities; the data has short words for some.
final class Sources {
  private Sources() {}

  static String name(String source) {
    return switch (source) {
      case "cve-record:cna", "CVE record" -> "the CVE record";
      case "cve-record:cisa-adp" -> "CISA";
      case "bitnami" -> "Bitnami";
      default -> source;
    };
  }
}
