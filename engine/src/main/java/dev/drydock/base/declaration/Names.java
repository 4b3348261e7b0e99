package dev.drydock.base.declaration;

/// What families, variants and tags may be called, so that they fit into a registry.
final class Names {
  /// With what is put before and after it, a variant is a tag still.
  private static final int LONGEST = 64;

  private static final int LONGEST_TAG = 128;

  private Names() {}

  static boolean isFamily(String name) {
    boolean fits = !name.isEmpty() && name.length() <= LONGEST;
    for (int i = 0; i < name.length() && fits; i++) {
      char c = name.charAt(i);
      boolean inner = i > 0 && i + 1 < name.length() && name.charAt(i - 1) != '-';
      fits = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' && inner;
    }
    return fits;
  }

  static boolean isVariant(String name) {
    return name.length() <= LONGEST && isTag(name);
  }

  /// OCI distribution specification, "Pulling manifests": a tag.
  static boolean isTag(String name) {
    boolean fits = !name.isEmpty() && name.length() <= LONGEST_TAG;
    for (int i = 0; i < name.length() && fits; i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      fits = letter || c == '_' || i > 0 && (c == '.' || c == '-');
    }
    return fits;
  }
}
