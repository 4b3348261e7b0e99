package dev.drydock.policy;

import org.jspecify.annotations.Nullable;

/// What of an image a rule is broken by.
///
/// Equality is written out: what the compiler makes for a record is linked at its first use, which
/// costs a fresh JVM some milliseconds.
public sealed interface Subject {

  /// @param index into the findings of the scan
  record OfFinding(int index) implements Subject {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof OfFinding(int there) && there == index;
    }

    @Override
    public int hashCode() {
      return index;
    }
  }

  /// Something careless about the image: a secret, a configuration.
  ///
  /// @param index into the observations of the scan
  record OfObservation(int index) implements Subject {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof OfObservation(int there) && there == index;
    }

    @Override
    public int hashCode() {
      return index;
    }
  }

  /// A component as such, for its licence for instance.
  ///
  /// @param index into the components of the Bom
  record OfComponent(int index) implements Subject {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof OfComponent(int there) && there == index;
    }

    @Override
    public int hashCode() {
      return index;
    }
  }

  /// The image as a whole: its age, its base, its distribution, its plan.
  record OfImage() implements Subject {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof OfImage;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }
}
