package dev.drydock.project.declaration;

/// What an ecosystem takes for names and versions. Nothing else is ever written into a file: both
/// may come from advisories.
public interface Names {
  /// As its users call it.
  String ecosystem();

  /// The form in which two spellings of one name are equal.
  String canonical(String name);

  boolean isName(String name);

  boolean isVersion(String version);
}
