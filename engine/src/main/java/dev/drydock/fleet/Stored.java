package dev.drydock.fleet;

/// What reading the stored text of a component came to.
public sealed interface Stored {

  /// It is one.
  record Readable(FleetComponent component) implements Stored {}

  /// It cannot be used: damaged, or written by another version.
  ///
  /// @param reason one line, for people
  record Unreadable(String reason) implements Stored {}
}
