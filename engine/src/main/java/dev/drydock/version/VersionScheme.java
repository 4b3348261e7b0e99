package dev.drydock.version;

import java.util.Optional;

/// How one ecosystem writes and orders versions.
public interface VersionScheme {

  /// The scheme's name: `deb`, `rpm`, `apk`, `maven`, `npm`, `pypi`, `gem`, `golang`, `nuget`,
  /// `composer`, `cargo`.
  String name();

  /// Empty where `text` is not a version of this scheme: the caller says *undetermined* then.
  Optional<Version> parse(String text);
}
