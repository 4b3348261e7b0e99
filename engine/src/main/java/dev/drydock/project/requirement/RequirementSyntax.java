package dev.drydock.project.requirement;

import dev.drydock.version.Version;
import dev.drydock.version.VersionScheme;
import dev.drydock.version.VersionSchemes;
import java.util.Optional;

/// How an ecosystem writes requirements.
public enum RequirementSyntax {
  /// Ranges of node-semver.
  NPM("npm", " "),
  /// Composer's constraints.
  COMPOSER("composer", ","),
  /// Version specifiers of PEP 440.
  PEP440("pypi", ","),
  /// Poetry's constraints, which take most of PEP 440 and of npm.
  POETRY("pypi", ","),
  /// Requirements of RubyGems; each bound is a string of its own.
  GEM("gem", ", "),
  /// Cargo's requirements, where a bare version is a caret.
  CARGO("cargo", ", ");

  private static final int LONGEST = 4096;

  private final String schemeName;
  private final String separator;

  RequirementSyntax(String schemeName, String separator) {
    this.schemeName = schemeName;
    this.separator = separator;
  }

  /// What stands between two bounds where the requirement itself shows no other custom.
  String separator() {
    return separator;
  }

  private VersionScheme scheme() {
    return VersionSchemes.of(schemeName).orElseThrow();
  }

  /// Empty where the text is no requirement of versions: an address, a branch, a tag.
  public Optional<Requirement> parse(String text) {
    return text.length() > LONGEST ? Optional.empty() : new RequirementReader(this, text).read();
  }

  /// Empty where one of them is no version.
  public Optional<Integer> compare(String a, String b) {
    Optional<Version> first = version(a);
    Optional<Version> second = version(b);
    return first.isPresent() && second.isPresent()
        ? Optional.of(first.get().compareTo(second.get()))
        : Optional.empty();
  }

  /// Whether a version may be written into a file: the scheme takes it, and it holds nothing but
  /// letters, digits and `.`, `+`, `-`, `_`, `!`.
  public boolean isVersion(String text) {
    return text.chars().allMatch(RequirementSyntax::isVersionCharacter)
        && !text.isEmpty()
        && Release.of(text).length > 0
        && version(text).isPresent();
  }

  static boolean isVersionCharacter(int c) {
    return c >= '0' && c <= '9'
        || c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '.'
        || c == '+'
        || c == '-'
        || c == '_'
        || c == '!';
  }

  /// Cargo's scheme takes three numbers only, and requirements may have fewer.
  private Optional<Version> version(String text) {
    int numbers = Release.of(text).length;
    if (this != CARGO || numbers == 0 || numbers >= 3) {
      return scheme().parse(text);
    }
    int end = Release.end(text);
    return scheme().parse(text.substring(0, end) + ".0".repeat(3 - numbers) + text.substring(end));
  }

  /// How a requirement is written that starts from a version and has no upper end.
  String atLeast() {
    return this == GEM ? ">= " : ">=";
  }

  /// The operator that `written` is; empty where there is no such one.
  ///
  /// @param numbers how many numbers the version has
  /// @param wild whether wildcards follow
  Optional<Operator> operator(String written, int numbers, boolean wild) {
    return switch (written) {
      case "" -> bare(numbers, wild);
      case "=", "==", "===" -> equal(written, numbers, wild);
      case "^" -> this == PEP440 || this == GEM ? Optional.empty() : Optional.of(Operator.CARET);
      case "~" ->
          switch (this) {
            case NPM, POETRY, CARGO -> Optional.of(Operator.TILDE);
            case COMPOSER -> Optional.of(Operator.PESSIMISTIC);
            case PEP440, GEM -> Optional.empty();
          };
      case "~>" ->
          switch (this) {
            case NPM -> Optional.of(Operator.TILDE);
            case GEM -> Optional.of(Operator.PESSIMISTIC);
            case COMPOSER, PEP440, POETRY, CARGO -> Optional.empty();
          };
      case "~=" ->
          this == PEP440 || this == POETRY ? Optional.of(Operator.PESSIMISTIC) : Optional.empty();
      case ">=" -> Optional.of(Operator.AT_LEAST);
      case ">" -> Optional.of(Operator.ABOVE);
      case "<" -> Optional.of(Operator.BELOW);
      case "<=" -> Optional.of(Operator.AT_MOST);
      case "!=" -> this == NPM || this == CARGO ? Optional.empty() : Optional.of(Operator.NOT);
      case "<>" -> this == COMPOSER ? Optional.of(Operator.NOT) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<Operator> bare(int numbers, boolean wild) {
    return switch (this) {
      case NPM -> Optional.of(wild || numbers < 3 ? Operator.WILDCARD : Operator.EXACT);
      case COMPOSER, POETRY -> Optional.of(wild ? Operator.WILDCARD : Operator.EXACT);
      case GEM -> Optional.of(Operator.EXACT);
      case CARGO -> Optional.of(wild ? Operator.WILDCARD : Operator.CARET);
      case PEP440 -> Optional.empty();
    };
  }

  private Optional<Operator> equal(String written, int numbers, boolean wild) {
    boolean taken =
        switch (this) {
          case NPM, GEM, CARGO -> written.length() == 1;
          case COMPOSER -> written.length() <= 2;
          case PEP440 -> written.length() >= 2;
          case POETRY -> true;
        };
    boolean prefix = wild || this == NPM && numbers < 3;
    return taken ? Optional.of(prefix ? Operator.WILDCARD : Operator.EXACT) : Optional.empty();
  }
}
