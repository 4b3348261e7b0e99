package dev.drydock.project.gradle;

/// Tokens of a build script from one, included, to another, excluded.
record TokenRange(int from, int to) {
  int size() {
    return to - from;
  }
}
