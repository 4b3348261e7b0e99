package dev.drydock.change.git;

import java.util.Map;

/// The tree that a change set makes of its base, with the objects already in the repository.
///
/// @param tree id
/// @param before what the base has at each changed path; nothing where the file is made
/// @param after what the tree has at each changed path
record Draft(String tree, Map<String, Entry> before, Map<String, Entry> after) {
  Draft {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }

  /// One file of a tree.
  ///
  /// @param mode `100644`, `100755`, `120000` (link) or `160000` (submodule)
  /// @param blob id
  record Entry(String mode, String blob) {}
}
