package dev.drydock.match.cvss;

/// The base equation of CVSS versions 3.0 and 3.1 (specification, section 7.1). Both round as 3.1
/// lays down (appendix A), which is what 3.0 meant.
final class Cvss3 {
  private Cvss3() {}

  static double score(Metrics m) {
    int scope = m.level("S", "UC");
    if (scope < 0) {
      return Double.NaN;
    }
    boolean changed = scope == 1;
    double exploitability =
        8.22
            * m.weight("AV", "NALP", 0.85, 0.62, 0.55, 0.2)
            * m.weight("AC", "LH", 0.77, 0.44)
            * m.weight("PR", "NLH", 0.85, changed ? 0.68 : 0.62, changed ? 0.5 : 0.27)
            * m.weight("UI", "NR", 0.85, 0.62);
    double base = 1 - (1 - impact(m, "C")) * (1 - impact(m, "I")) * (1 - impact(m, "A"));
    double impact =
        changed ? 7.52 * (base - 0.029) - 3.25 * Math.pow(base - 0.02, 15) : 6.42 * base;
    if (Double.isNaN(exploitability) || Double.isNaN(impact)) {
      return Double.NaN;
    }
    if (impact <= 0) {
      return 0;
    }
    return roundUp(Math.min((changed ? 1.08 : 1) * (impact + exploitability), 10));
  }

  private static double impact(Metrics m, String name) {
    return m.weight(name, "NLH", 0, 0.22, 0.56);
  }

  private static double roundUp(double value) {
    long fine = Math.round(value * 100_000);
    return fine % 10_000 == 0 ? fine / 100_000.0 : (fine / 10_000 + 1) / 10.0;
  }
}
