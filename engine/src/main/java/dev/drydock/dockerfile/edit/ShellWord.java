package dev.drydock.dockerfile.edit;

import dev.drydock.dockerfile.LogicalLine;

/// A word of a shell command.
///
/// @param value without quotes and escapes; variables as written
/// @param line in which it stands
/// @param from where it begins there, quotes included
record ShellWord(String value, LogicalLine line, int from, int to) {

  String raw() {
    return line.text().substring(from, to);
  }

  int start() {
    return line.offset(from);
  }

  int end() {
    return line.offset(to - 1) + 1;
  }
}
