package dev.drydock.project.gradle;

import dev.drydock.project.edit.Changes;
import dev.drydock.project.edit.VersionRequirement;
import dev.drydock.project.gradle.ScriptSlot.Single;
import dev.drydock.project.gradle.ScriptSlot.Style;
import dev.drydock.project.gradle.ScriptVariables.Definition;
import dev.drydock.text.TextEdit;
import dev.drydock.version.VersionScheme;
import dev.drydock.version.VersionSchemes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Changes versions of a build script where they are written: in the declaration, or in the
/// variable that holds them.
final class ScriptVersions {
  private static final VersionScheme SCHEME = VersionSchemes.of("maven").orElseThrow();
  private static final int MOST_LEVELS = 20;

  private final BuildScript script;
  private final ScriptUses uses;
  private final Changes changes;
  private final String version;
  private final Map<String, String> changed = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  /// What the variable that is being changed was reached by.
  private final Set<String> open = new HashSet<>();

  ScriptVersions(BuildScript script, Changes changes, String version) {
    this.script = script;
    this.uses = new ScriptUses(script);
    this.changes = changes;
    this.version = version;
  }

  /// The version that a requirement starts from; empty where it is dynamic.
  static Optional<String> startsFrom(String requirement) {
    return isDynamic(requirement)
        ? Optional.empty()
        : VersionRequirement.of(opened(requirement)).version();
  }

  static boolean isDynamic(String requirement) {
    return requirement.endsWith("+") || requirement.startsWith("latest.");
  }

  /// Gradle also writes `]1.0,2.0[`.
  private static String opened(String range) {
    String text = range.strip();
    if (text.startsWith("]")) {
      text = "(" + text.substring(1);
    }
    return text.endsWith("[") ? text.substring(0, text.length() - 1) + ")" : text;
  }

  static boolean isAtLeast(String requirement, String version) {
    return !isDynamic(requirement)
        && VersionRequirement.of(opened(requirement)).isAtLeast(version, SCHEME);
  }

  /// In the style of the requirement; a range keeps the end that it has.
  static String raised(String requirement, String version) {
    String raised = VersionRequirement.of(opened(requirement)).raised(version, SCHEME);
    boolean range = raised.startsWith("[") && raised.endsWith(")") && requirement.endsWith("[");
    return range ? raised.substring(0, raised.length() - 1) + "[" : raised;
  }

  /// Raises what is written in a place; never lowers it.
  void raise(String name, ScriptSlot slot) {
    Optional<String> resolved = script.variables().resolve(slot);
    if (resolved.isEmpty() || !isAtLeast(resolved.get(), version)) {
      change(name, slot, resolved.map(one -> raised(one, version)).orElse(version), 0);
    }
  }

  /// Gives a declaration that becomes another one its version: in the variable where nothing else
  /// uses that, else in the declaration.
  void set(String name, ScriptSlot slot) {
    Optional<Single> single = slot.single();
    boolean shared =
        single.map(Single::variable).map(variable -> isShared(variable, name)).orElse(true);
    if (shared) {
      write(slot, version);
    } else {
      change(name, slot, version, 0);
    }
  }

  private boolean isShared(String variable, String name) {
    ScriptUses.Users users = uses.of(variable);
    return !users.lines().isEmpty() || !users.dependencies().equals(Set.of(name));
  }

  private void change(String name, ScriptSlot slot, String value, int level) {
    if (slot.isConstant()) {
      write(slot, value);
      return;
    }
    Optional<Single> single = slot.single();
    if (single.isEmpty()) {
      if (slot.parts().stream().anyMatch(part -> "".equals(part.variable()))) {
        changes.refuse(
            "line %d computes the version: set it to %s there"
                .formatted(script.line(slot.start()), value));
      } else {
        write(slot, value);
      }
      return;
    }
    Optional<String> held = single.get().valueFor(value);
    if (held.isEmpty()) {
      write(slot, value);
    } else {
      change(name, slot, single.get().variable(), held.get(), level);
    }
  }

  private void change(String name, ScriptSlot user, String variable, String value, int level) {
    if (open.contains(variable) || level == MOST_LEVELS) {
      changes.refuse("line %d refers to itself".formatted(script.line(user.start())));
      return;
    }
    String before = changed.putIfAbsent(variable, value);
    if (before != null && before.equals(value)) {
      return;
    }
    Optional<ScriptSlot> slot = script.variables().slot(variable);
    if (before != null || slot.isEmpty()) {
      String problem =
          before != null
              ? "which cannot become both %s and %s".formatted(before, value)
              : unknown(variable) + ": set it to " + value + " there";
      changes.refuse("line %d uses %s, %s".formatted(script.line(user.start()), variable, problem));
      return;
    }
    if (slot.get().isConstant() && told.add(variable)) {
      tellOfOthers(name, variable);
    }
    open.add(variable);
    change(name, slot.get(), value, level + 1);
    open.remove(variable);
  }

  /// Why it is not known what a variable holds.
  private String unknown(String variable) {
    List<Definition> definitions = script.variables().definitions(variable);
    if (definitions.isEmpty()) {
      return "which another file defines, maybe gradle.properties";
    }
    String lines =
        definitions.stream()
            .limit(5)
            .map(one -> String.valueOf(script.line(one.offset())))
            .collect(Collectors.joining(", "));
    return definitions.size() == 1
        ? "which line " + lines + " computes or takes from elsewhere"
        : "which is set in several places, lines " + lines;
  }

  private void tellOfOthers(String name, String variable) {
    ScriptUses.Users users = uses.of(variable);
    for (int line : users.lines()) {
      changes.next("%s is used in line %d too".formatted(variable, line));
    }
    Set<String> others = users.dependencies();
    others.remove(name);
    if (!others.isEmpty()) {
      changes.next(
          "%s also sets the version of %s: check that there is a %s of %s"
              .formatted(
                  variable,
                  String.join(", ", others.stream().limit(8).toList()),
                  version,
                  others.size() == 1 ? "it" : "each"));
    }
  }

  private void write(ScriptSlot slot, String value) {
    String quote = slot.style() != Style.EXPRESSION ? "" : script.kotlin() ? "\"" : "'";
    changes.edit(new TextEdit(slot.start(), slot.end(), quote + value + quote));
  }
}
