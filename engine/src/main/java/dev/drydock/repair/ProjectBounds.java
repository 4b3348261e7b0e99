package dev.drydock.repair;

/// How much of a directory is looked at. A repository may hold anything, and what lies near its
/// root counts most.
///
/// @param depth directories beneath the root
/// @param entries files and directories that are looked at
/// @param files that are read
/// @param bytes of all of them
record ProjectBounds(int depth, int entries, int files, long bytes) {
  static ProjectBounds usual() {
    return new ProjectBounds(8, 200_000, 2_000, 256L << 20);
  }
}
