package dev.drydock.dockerfile.resolution;

import dev.drydock.dockerfile.LogicalLine;

/// Finds the end of `${…}` where what is in it does not count.
///
/// @param end where the word ends in the line
record BraceSkip(LogicalLine line, char escape, int end) {

  /// @param from somewhere within the braces
  /// @return behind the one that closes them
  int behind(int from) throws ExpansionException {
    int open = 1;
    char quote = 0;
    for (int at = from; at < end; at++) {
      char c = line.charAt(at);
      if (c == escape && quote != '\'') {
        at++;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else if (quote != '\'' && c == '$' && at + 1 < end && line.charAt(at + 1) == '{') {
        open++;
        at++;
      } else if (quote == 0 && c == '}' && --open == 0) {
        return at + 1;
      }
    }
    throw new ExpansionException("a variable's closing } is missing");
  }
}
