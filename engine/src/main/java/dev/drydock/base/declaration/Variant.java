package dev.drydock.base.declaration;

import dev.drydock.image.Digest;
import dev.drydock.policy.rule.Source;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One base image of a family: where it comes from, what it has to pass, and where it goes.
///
/// @param family the name of its family
/// @param tests files of container-structure-test's YAML
/// @param policy the file of the policy that judges it; `null` for the built-in one
/// @param supportUntil the last day on which the family's owner looks after it; `null` where
///   nothing is said
/// @param repository with its registry: `registry.example.org/bases/debian`
/// @param tags that move along with what is approved
/// @param approval who may approve it, and how many have to
/// @param at where it stands in `bases.yaml`
public record Variant(
    String family,
    String name,
    VariantSource source,
    Hardening hardening,
    List<Path> tests,
    @Nullable Path policy,
    @Nullable LocalDate supportUntil,
    String repository,
    List<String> tags,
    Approval approval,
    Source at) {

  /// Digits of a digest that tell one from the others within a tag.
  private static final int DIGITS = 12;

  public Variant {
    tests = List.copyOf(tests);
    tags = List.copyOf(tags);
  }

  /// `debian/12`.
  public String title() {
    return family + "/" + name;
  }

  /// The tag of a candidate.
  ///
  /// @param inputs the digest of all that it is made of
  public String candidateTag(Digest inputs) {
    return "candidate-" + name + "-" + inputs.hex().substring(0, DIGITS);
  }

  /// The tag of an approved base, which never moves.
  ///
  /// @param day of the approval
  /// @param manifest of the image
  public String immutableTag(LocalDate day, Digest manifest) {
    return name
        + "-"
        + day.format(DateTimeFormatter.BASIC_ISO_DATE)
        + "-"
        + manifest.hex().substring(0, DIGITS);
  }
}
