package dev.drydock.dockerfile.edit;

import dev.drydock.text.TextEdit;
import java.util.List;

/// What upgrades of a stage's packages come to.
public sealed interface PackageEdit {
  /// @param line the first line that changes, from 1
  /// @param pinned packages whose pinned version changes
  /// @param upgraded packages that an upgrade instruction now names
  /// @param renewedByRebuild packages that a build without cache renews by itself
  /// @param refused packages for which nothing was done, each with its reason
  /// @param notes what else whoever makes the change should know, one plain line each
  record Changed(
      List<TextEdit> edits,
      int line,
      List<String> pinned,
      List<String> upgraded,
      List<String> renewedByRebuild,
      List<Reason> refused,
      List<String> notes)
      implements PackageEdit {
    public Changed {
      edits = List.copyOf(edits);
      pinned = List.copyOf(pinned);
      upgraded = List.copyOf(upgraded);
      renewedByRebuild = List.copyOf(renewedByRebuild);
      refused = List.copyOf(refused);
      notes = List.copyOf(notes);
    }
  }

  /// Nothing to edit: a build without cache (`--no-cache --pull`) brings what is newer.
  ///
  /// @param renewedByRebuild packages that it renews
  /// @param refused packages for which nothing was done, each with its reason
  record Rebuild(List<String> renewedByRebuild, List<Reason> refused) implements PackageEdit {
    public Rebuild {
      renewedByRebuild = List.copyOf(renewedByRebuild);
      refused = List.copyOf(refused);
    }
  }

  /// @param reason why it cannot be done here, and what to do instead, in one plain line
  record Refused(String reason) implements PackageEdit {}

  /// Why nothing was done for a package.
  record Reason(String name, String reason) {}
}
