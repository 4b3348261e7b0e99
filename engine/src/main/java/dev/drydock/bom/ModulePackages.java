package dev.drydock.bom;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The packages of a Go module that a program has, as one text: paths below the module, `.` for the
/// module itself, blanks between them; `-` for none. Those of the standard library, the module
/// [#STANDARD_LIBRARY], stand there as they are imported.
public final class ModulePackages {
  public static final String STANDARD_LIBRARY = "stdlib";

  private static final String NONE = "-";
  private static final String ITSELF = ".";

  private ModulePackages() {}

  /// @param packages import paths; `null` where nobody knows, as the result is then
  public static @Nullable String text(String module, @Nullable List<String> packages) {
    if (packages == null) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (String path : packages) {
      String within = within(module, path);
      if (within != null) {
        text.append(text.isEmpty() ? "" : " ").append(within);
      }
    }
    return text.isEmpty() ? NONE : text.toString();
  }

  /// Reads what [#text] wrote.
  public static @Nullable List<String> read(String module, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    TreeSet<String> packages = new TreeSet<>();
    for (String word : text.strip().split(" +")) {
      if (!word.equals(NONE)) {
        packages.add(path(module, word));
      }
    }
    return new ArrayList<>(packages);
  }

  /// `null` where a document says what cannot be.
  private static @Nullable String within(String module, String path) {
    if (module.equals(STANDARD_LIBRARY)) {
      return path;
    }
    return path.equals(module)
        ? ITSELF
        : path.startsWith(module + "/") ? path.substring(module.length() + 1) : null;
  }

  private static String path(String module, String word) {
    if (module.equals(STANDARD_LIBRARY)) {
      return word;
    }
    return word.equals(ITSELF) ? module : module + "/" + word;
  }
}
