package dev.drydock.catalog;

/// Sees the bytes of a file that passes by in a stream, from the first one on, before they are let
/// go.
public interface Onlooker {
  /// The next bytes of it.
  ///
  /// @param bytes good during this call only, from 0 to before `length`
  /// @param length at most [StreamedCataloger#MOST]
  void bytes(byte[] bytes, int length);
}
