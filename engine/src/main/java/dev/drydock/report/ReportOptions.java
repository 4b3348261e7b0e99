package dev.drydock.report;

/// What its readers want of a report. What a format has no room for, or always tells, it passes
/// over.
///
/// @param details whether a table lists every finding, by the action that removes it
/// @param explain whether a table says of every finding why it is one; brings the details with it
/// @param suppressed whether a table lists findings that VEX silenced
/// @param colour whether a table goes to a terminal that shows colours
/// @param files what the image is built from
public record ReportOptions(
    boolean details, boolean explain, boolean suppressed, boolean colour, ProjectFiles files) {
  /// Those of a document that nobody asked anything special of.
  public static ReportOptions standard() {
    return new ReportOptions(false, false, false, false, ProjectFiles.unknown());
  }
}
