package dev.drydock.vex;

import java.util.List;

/// One document, whatever its format.
///
/// @param passedOver what in it could not be used, in words
public record VexDocument(
    Statement.Document document, List<Statement> statements, List<String> passedOver) {
  public VexDocument {
    statements = List.copyOf(statements);
    passedOver = List.copyOf(passedOver);
  }
}
