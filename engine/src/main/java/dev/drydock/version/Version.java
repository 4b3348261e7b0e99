package dev.drydock.version;

/// A version of one scheme; only versions of the same scheme can be compared, others throw
/// [ClassCastException].
///
/// The order is the scheme's own: 0 means that neither is newer, even where the texts differ.
public interface Version extends Comparable<Version> {

  /// As it was written.
  @Override
  String toString();
}
