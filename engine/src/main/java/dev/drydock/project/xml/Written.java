package dev.drydock.project.xml;

import dev.drydock.text.TextEdit;

/// A value of an XML document with where it is written.
///
/// @param start of what is written, in UTF-16 characters
/// @param end as `start`; what stands there is not included
/// @param value what it means, references resolved
/// @param literal whether it means what is written, as in a CDATA section, so that nothing can be
///   escaped there
public record Written(int start, int end, String value, boolean literal) {

  /// The edit after which another value is written there.
  public TextEdit become(String other) {
    return new TextEdit(start, end, literal ? other : escaped(other));
  }

  /// As it has to be written between tags and between quotes of either kind.
  public static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&apos;");
  }
}
