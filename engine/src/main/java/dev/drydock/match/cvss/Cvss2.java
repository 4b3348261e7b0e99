package dev.drydock.match.cvss;

/// The base equation of CVSS version 2 (guide, section 3.2.1).
final class Cvss2 {
  private Cvss2() {}

  static double score(Metrics m) {
    double exploitability =
        20
            * m.weight("AV", "LAN", 0.395, 0.646, 1)
            * m.weight("AC", "HML", 0.35, 0.61, 0.71)
            * m.weight("Au", "MSN", 0.45, 0.56, 0.704);
    double impact =
        10.41 * (1 - (1 - impact(m, "C")) * (1 - impact(m, "I")) * (1 - impact(m, "A")));
    double factor = impact == 0 ? 0 : 1.176;
    double score = (0.6 * impact + 0.4 * exploitability - 1.5) * factor;
    return Double.isNaN(score) ? score : Math.round(score * 10) / 10.0;
  }

  private static double impact(Metrics m, String name) {
    return m.weight(name, "NPC", 0, 0.275, 0.66);
  }
}
