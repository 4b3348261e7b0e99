package dev.drydock.project.gradle;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What stands between two braces of a build script, or the whole of it.
///
/// @param name the word that it belongs to, `dependencies` for instance; `""` for the whole
/// @param label another name that was given to it, as in `val jvmTest by getting { }`
/// @param parent `null` for the whole
/// @param from the first token in it
/// @param to the token after the last one in it, which is its closing brace
record ScriptBlock(String name, String label, @Nullable ScriptBlock parent, int from, int to) {
  /// A set of Spring's dependency management, whose entries have one group and one version.
  static final String SET = "dependencySet";

  private static final Set<String> BRANCHES = Set.of("if", "else");
  private static final Set<String> SCOPES =
      Set.of("", "ext", "extra", "allprojects", "subprojects", "buildscript", "if", "else");

  /// Whether its statements declare dependencies.
  boolean declares() {
    ScriptBlock around = parent;
    if (around == null) {
      return false;
    }
    return name.equals("dependencies")
        || (name.equals("constraints") && around.declares())
        || (name.equals("imports") && around.name.equals("dependencyManagement"))
        || (BRANCHES.contains(name) && around.declares());
  }

  /// Whether its statements are the entries of a set.
  boolean isSet() {
    return name.equals(SET) && parent != null && parent.declares();
  }

  /// Whether what is assigned in it without a declaration is a variable of the script.
  boolean isScope() {
    return SCOPES.contains(name) && (parent == null || parent.isScope());
  }

  boolean isWithin(String other) {
    return name.equals(other) || (parent != null && parent.isWithin(other));
  }

  /// Whether it is about tests, as far as its names tell.
  boolean isForTests() {
    return ScriptConfigurations.isForTests(name)
        || ScriptConfigurations.isForTests(label)
        || (parent != null && parent.isForTests());
  }

  /// How many blocks are around it.
  int depth() {
    return parent == null ? 0 : parent.depth() + 1;
  }

  /// Blocks are told apart by where they are.
  @Override
  public boolean equals(Object other) {
    return other instanceof ScriptBlock that && from == that.from && to == that.to;
  }

  @Override
  public int hashCode() {
    return 31 * from + to;
  }
}
