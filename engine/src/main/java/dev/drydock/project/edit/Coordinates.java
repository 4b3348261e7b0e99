package dev.drydock.project.edit;

/// What may be written into project files, some of which are programs: names and versions of the
/// shapes that the registries have, nothing else.
public final class Coordinates {
  private static final int LONGEST = 250;

  private Coordinates() {}

  /// Whether it is a version without a range, a variable or anything that could be read as code.
  public static boolean isVersion(String text) {
    return isMadeOf(text, "._+~-") && Character.isLetterOrDigit(text.charAt(0));
  }

  /// Whether it is a name without separators, such as a group, an artifact or an id of NuGet.
  public static boolean isName(String text) {
    return isMadeOf(text, "._-");
  }

  /// Whether it is `group:artifact`.
  public static boolean isGroupAndArtifact(String text) {
    int colon = text.indexOf(':');
    return colon > 0 && isName(text.substring(0, colon)) && isName(text.substring(colon + 1));
  }

  private static boolean isMadeOf(String text, String others) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean alphanumeric =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!alphanumeric && others.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
