package dev.drydock.server.fleet.image;

import dev.drydock.image.registry.ImageReference;
import dev.drydock.server.web.Problem;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

/// Which images a list is to show; what is not said does not matter.
///
/// @param name part of a repository's name
/// @param reference `registry/repository`, with a tag or a digest
/// @param priority the most urgent of what is open: images with something of it, or of a more
///   urgent one
/// @param vulnerability that a component of it has
/// @param purl of a component, with or without its version
/// @param all also those that nobody watches any more
@ParameterObject
record ImageFilter(
    @Parameter(description = "A team's name") @Nullable String team,
    @Parameter(description = "A project's name") @Nullable String project,
    @Parameter(description = "Part of a repository's name") @Nullable String name,
    @Parameter(description = "registry/repository, with a tag or a digest")
        @Nullable String reference,
    @Parameter(description = "act, attend or track: something of it, or more urgent, is open")
        @Nullable String priority,
    @Parameter(description = "An id such as CVE-2021-44228") @Nullable String vulnerability,
    @Parameter(description = "A component, with or without its version") @Nullable String purl,
    @Parameter(description = "true: also those that are not watched any more")
        @Nullable Boolean all) {
  private static final int LONGEST = 500;

  boolean watchedOnly() {
    return !Boolean.TRUE.equals(all);
  }

  /// Whether it is said which repositories matter.
  boolean namesRepositories() {
    return team != null || project != null || name != null || reference != null;
  }

  boolean namesComponents() {
    return vulnerability != null || purl != null;
  }

  /// @throws Problem 422 where it is none
  @Nullable ImageReference named() {
    if (reference == null) {
      return null;
    }
    try {
      return ImageReference.parse(reference);
    } catch (IllegalArgumentException _) {
      throw Problem.invalid(
          "reference is registry/repository:tag, such as registry.example.com/shop/cart:1.4");
    }
  }

  /// Whether an image with these numbers is meant.
  boolean urgentEnough(Numbers numbers) {
    return switch (priority) {
      case null -> true;
      case "act" -> numbers.act() > 0;
      case "attend" -> numbers.act() + numbers.attend() > 0;
      case "track" -> numbers.act() + numbers.attend() + numbers.track() > 0;
      default -> throw Problem.invalid("priority is act, attend or track");
    };
  }

  /// @throws Problem 422 where something cannot be
  ImageFilter checked() {
    for (String text : new String[] {team, project, name, reference, vulnerability, purl}) {
      if (text != null && (text.length() > LONGEST || text.indexOf('\0') >= 0)) {
        throw Problem.invalid("What a list is filtered by has at most " + LONGEST + " characters");
      }
    }
    urgentEnough(Numbers.NONE);
    if (vulnerability != null && purl != null) {
      throw Problem.invalid("Give a vulnerability or a purl, not both");
    }
    return this;
  }

  /// The part of a name, for `like`.
  String nameLike() {
    return "%" + LikePattern.literal(name == null ? "" : name) + "%";
  }
}
