package dev.drydock.jenkins

/** What a step found out; small, since Jenkins writes it down with the build. */
class Outcome implements Serializable {
  private static final long serialVersionUID = 1L

  /** As the step was told, or by its digest where it was published. */
  final String image

  /** Whether the gate lets it pass; null where nobody asked it. */
  final Boolean passed

  /** Figures by their names: findings, critical, high, kev, fixable, denied, warned, … */
  final Map<String, Integer> findings

  /** Paths of the reports within the workspace. */
  final List<String> reports

  /** Of a published image; null of others. */
  final String digest

  /** What the steps after this one take from it. */
  final Options options

  Outcome(String image, Boolean passed, Map<String, Integer> findings, List<String> reports, String digest, Options options) {
    this.image = image
    this.passed = passed
    this.findings = findings
    this.reports = reports
    this.digest = digest
    this.options = options
  }
}
