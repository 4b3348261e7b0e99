package dev.drydock.server.team;

/// What organisations, teams and projects may be called: their names are part of addresses.
final class Naming {
  static final String PATTERN = "[a-z0-9][a-z0-9._-]{0,62}";
  static final String RULE =
      "has up to 63 lower case letters, digits, '.', '_' and '-', and begins with a letter or digit";

  private Naming() {}
}
