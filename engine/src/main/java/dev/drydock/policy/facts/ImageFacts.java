package dev.drydock.policy.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The image as a whole.
///
/// @param reference as the user named it
/// @param digest of its manifest
/// @param distribution `debian-11`; `null` where none was recognised
/// @param created as the image says; `null` where it does not, or says a time before containers, as
///   builds do that are to be the same each time
/// @param base `null` where nobody can tell
/// @param endOfLife what is wrong with the distribution's age, in one sentence; `null` where
///   nothing is
/// @param components how many were recognised
/// @param withoutData for which ecosystems of the image there are no advisories
/// @param componentsWithoutData how many components those have
/// @param distributionData whether there are advisories for its distribution; `null` where it has
///   no packages of one
/// @param advisories whether there are any at all
/// @param advisoriesNewest the day of the newest record; `null` where no feed says
/// @param unreadable files that should have told of components
/// @param observed whether anybody looked for secrets and careless configuration
/// @param standing whether its base is an approved one; `null` where nobody asked
public record ImageFacts(
    String reference,
    @Nullable String digest,
    String platform,
    @Nullable String distribution,
    @Nullable Instant created,
    Map<String, String> labels,
    @Nullable Base base,
    @Nullable String endOfLife,
    int components,
    List<String> withoutData,
    int componentsWithoutData,
    @Nullable Boolean distributionData,
    boolean advisories,
    @Nullable LocalDate advisoriesNewest,
    int unreadable,
    boolean observed,
    @Nullable StandingFacts standing)
    implements Item {

  /// A time before which there were no container images.
  static final Instant EARLIEST = Instant.parse("2013-01-01T00:00:00Z");

  public ImageFacts {
    labels = Map.copyOf(labels);
    withoutData = List.copyOf(withoutData);
  }

  /// The base image.
  ///
  /// @param guessed whether nothing sure says so
  public record Base(@Nullable String reference, @Nullable String digest, boolean guessed) {}

  /// The same, with what its base is by now.
  ImageFacts standing(StandingFacts known) {
    return new ImageFacts(
        reference,
        digest,
        platform,
        distribution,
        created,
        labels,
        base,
        endOfLife,
        components,
        withoutData,
        componentsWithoutData,
        distributionData,
        advisories,
        advisoriesNewest,
        unreadable,
        observed,
        known);
  }

  @Override
  public String words() {
    return "the image";
  }
}
