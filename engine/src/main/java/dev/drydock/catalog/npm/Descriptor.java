package dev.drydock.catalog.npm;

/// A package and what stands after its `@`: a range as in `ms@^2.0.0` or `@scope/name@npm:^1`, or a
/// version as in `ms@2.0.0`.
///
/// @param range all after the `@` that ends the name; `""` where there is none
record Descriptor(String name, String range) {
  /// @param text of which an `@` in front belongs to the name
  static Descriptor of(String text) {
    int at = text.indexOf('@', 1);
    return at < 0
        ? new Descriptor(text, "")
        : new Descriptor(text.substring(0, at), text.substring(at + 1));
  }

  /// The real package where this is an alias of it: `x@npm:real@^1` is `real@^1`.
  Descriptor real() {
    if (range.startsWith("npm:")) {
      Descriptor inner = of(range.substring(4));
      if (!inner.range.isEmpty() || inner.name.startsWith("@")) {
        return inner;
      }
    }
    return this;
  }

  /// What the range begins with before its first colon, `npm` or `file`; `""` where it has none.
  String protocol() {
    for (int i = 0; i < range.length(); i++) {
      char c = range.charAt(i);
      if (c == ':') {
        return range.substring(0, i);
      }
      if (!(c >= 'a' && c <= 'z' || c == '+' || c == '-')) {
        break;
      }
    }
    return "";
  }
}
