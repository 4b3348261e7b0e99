package dev.drydock.project.npm;

import dev.drydock.project.requirement.RequirementSyntax;

/// Of whom an entry of the overrides speaks: `minimist`, `minimist@^1`, yarn's `webpack/**/acorn`
/// and `acorn@npm:^8.0.0`, pnpm's `webpack@5>acorn`.
///
/// @param range of the versions that it replaces; empty for all
/// @param anyone whether it holds whoever brings the package
record OverrideKey(String name, String range, boolean anyone) {

  static OverrideKey of(String key) {
    // not the `>` of a range, `acorn@>=8`
    int parent = key.indexOf('>');
    while (parent >= 0 && isRange(key, parent)) {
      parent = key.indexOf('>', parent + 1);
    }
    String own = key.substring(parent + 1);
    boolean below = parent >= 0;
    int at = own.indexOf('@', 1);
    while (at > 0 && own.charAt(at - 1) == '/') {
      at = own.indexOf('@', at + 1);
    }
    String path = at < 0 ? own : own.substring(0, at);
    // `@scope/name@range`, `parent/@scope/name`
    int slash = path.lastIndexOf('/');
    int scope = slash < 0 ? -1 : path.lastIndexOf('/', slash - 1);
    boolean scoped = slash >= 0 && path.charAt(scope + 1) == '@';
    int from = scoped ? scope + 1 : slash + 1;
    String parents = path.substring(0, from);
    if (at > 0 && own.indexOf('/', at) >= 0 && !own.startsWith("npm:", at + 1)) {
      // `@scope/parent@1/child` and whatever else nobody writes
      return new OverrideKey("", "", false);
    }
    String range = at < 0 ? "" : own.substring(at + 1);
    return new OverrideKey(
        path.substring(from),
        range.startsWith("npm:") ? range.substring(4) : range,
        !below && (parents.isEmpty() || parents.equals("**/")));
  }

  private static boolean isRange(String key, int index) {
    return index > 0 && "@<| ".indexOf(key.charAt(index - 1)) >= 0
        || index + 1 < key.length() && key.charAt(index + 1) == '=';
  }

  /// A key without a range speaks of all versions; one with a range of those of the same first
  /// number, so that what was decided for another line stays.
  boolean speaksOf(String version) {
    if (range.isEmpty()) {
      return true;
    }
    return RequirementSyntax.NPM
        .parse(range)
        .map(
            each ->
                each.admits(version)
                    || each.version().map(from -> major(from).equals(major(version))).orElse(true))
        .orElse(false);
  }

  /// Whether all that is below `version` comes under it, whoever brings it.
  boolean covers(String version) {
    return anyone
        && (range.isEmpty()
            || RequirementSyntax.NPM
                .parse(range)
                .map(each -> each.admits(version) || each.admitsAllBelow(version))
                .orElse(false));
  }

  private static String major(String version) {
    int dot = version.indexOf('.');
    return dot < 0 ? version : version.substring(0, dot);
  }
}
