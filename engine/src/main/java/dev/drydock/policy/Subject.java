package dev.drydock.policy;

/// What of an image a rule is broken by.
public sealed interface Subject {

  /// @param index into the findings of the scan
  record OfFinding(int index) implements Subject {}

  /// Something careless about the image: a secret, a configuration.
  ///
  /// @param index into the observations of the scan
  record OfObservation(int index) implements Subject {}

  /// A component as such, for its licence for instance.
  ///
  /// @param index into the components of the Bom
  record OfComponent(int index) implements Subject {}

  /// The image as a whole: its age, its base, its distribution, its plan.
  record OfImage() implements Subject {}
}
