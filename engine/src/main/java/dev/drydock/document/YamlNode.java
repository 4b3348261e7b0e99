package dev.drydock.document;

import java.util.List;

/// A value of a YAML document with the place where it stands: for documents that people write, and
/// that are to be told where they went wrong.
///
/// Unlike [dev.drydock.json.Json], keys that stand twice are both kept, and scalars stay as they
/// are written.
public sealed interface YamlNode {

  /// Where it begins.
  Mark start();

  /// Where it ends; of a block the end of what stands last in it, so that comments below are no
  /// part of it.
  Mark end();

  /// A place in the text.
  ///
  /// @param line from 1
  /// @param column from 1
  /// @param offset from 0, in code points
  record Mark(int line, int column, int offset) {}

  /// A text, number, truth or nothing.
  ///
  /// @param plain whether it is written without quotes, and may so mean something else than a text
  record Scalar(Mark start, Mark end, String value, boolean plain) implements YamlNode {}

  record Sequence(Mark start, Mark end, List<YamlNode> items) implements YamlNode {}

  /// @param flow whether it is written with braces
  record Mapping(Mark start, Mark end, List<Entry> entries, boolean flow) implements YamlNode {}

  /// A key and its value.
  ///
  /// @param key where it is no scalar, an empty text
  /// @param start of the key
  record Entry(String key, Mark start, YamlNode value) {}
}
