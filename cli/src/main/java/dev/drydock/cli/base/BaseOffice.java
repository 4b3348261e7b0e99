package dev.drydock.cli.base;

import dev.drydock.approval.Approvers;
import dev.drydock.approval.BaseContent;
import dev.drydock.approval.BaseDecisions;
import dev.drydock.approval.BaseTag;
import dev.drydock.approval.Decision;
import dev.drydock.approval.Judgement;
import dev.drydock.approval.LayerContents;
import dev.drydock.approval.PlatformImages;
import dev.drydock.approval.Vote;
import dev.drydock.attest.key.SigningKey;
import dev.drydock.attest.key.VerificationKey;
import dev.drydock.base.declaration.Bases;
import dev.drydock.base.declaration.Variant;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.key.KeyFileOptions;
import dev.drydock.cli.standing.BaseCatalogue;
import dev.drydock.cli.standing.BaseRegistry;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.Digest;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where one person decides about one image: what it is, who the person is, what was decided so
/// far, and what becomes of it.
final class BaseOffice implements AutoCloseable {
  private final Surroundings surroundings;
  private final Invocation invocation;
  private final BaseCatalogue catalogue;
  private final RegistryRepository repository;
  private final StoredManifest image;
  private final SigningKey key;
  private final Approvers approvers;
  private final String person;
  private final String reason;
  private final String variant;

  private BaseOffice(
      Surroundings surroundings,
      Invocation invocation,
      BaseCatalogue catalogue,
      RegistryRepository repository,
      StoredManifest image,
      SigningKey key,
      Approvers approvers,
      String person,
      String reason,
      String variant) {
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.catalogue = catalogue;
    this.repository = repository;
    this.image = image;
    this.key = key;
    this.approvers = approvers;
    this.person = person;
    this.reason = reason;
    this.variant = variant;
  }

  static BaseOffice open(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String reference =
        invocation.argument("an image, such as registry.example.org/bases/debian:12");
    String reason = invocation.value("--reason");
    if (reason == null || reason.isBlank()) {
      throw Failure.usage(
          invocation.command() + " needs --reason TEXT: whoever reads it later wants to know why");
    }
    // first, since they fail at once where they do
    BaseRegistry registry = BaseRegistry.of(surroundings, invocation);
    SigningKey key = new KeyFileOptions(surroundings, invocation).signingKey();
    BaseCatalogue catalogue = new BaseCatalogue(surroundings, invocation, registry);
    try {
      ImageReference parsed = parse(reference);
      RegistryRepository repository = catalogue.repository(parsed);
      StoredManifest image = repository.resolve();
      if (PlatformImages.of(image, surroundings.limits(), parsed.familiar()).isEmpty()) {
        LayerContents.manifest(image, surroundings.limits(), parsed.familiar());
      }
      String variant = variant(invocation, parsed, reference);
      Approvers approvers = registry.rules().of(parsed, variant);
      Approvers.Approver person = approvers == null ? null : approvers.of(key.verificationKey());
      if (approvers == null || person == null) {
        throw Failure.input(
            "the key belongs to nobody who may approve "
                + ErrorLine.oneLine(reference)
                + "; approvers are named in "
                + (registry.declared() == null ? "the policy" : BaseRegistry.FILE),
            null);
      }
      return new BaseOffice(
          surroundings,
          invocation,
          catalogue,
          repository,
          image,
          key,
          approvers,
          person.name(),
          reason.strip(),
          variant);
    } catch (IOException | InterruptedException | Failure | RuntimeException e) {
      catalogue.close();
      throw e;
    }
  }

  private static ImageReference parse(String reference) throws Failure {
    try {
      return ImageReference.parse(reference);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(ErrorLine.oneLine(String.valueOf(e.getMessage())));
    }
  }

  private static String variant(Invocation invocation, ImageReference parsed, String reference)
      throws Failure {
    String given = invocation.value("--variant");
    String tag = parsed.tag();
    String told =
        given != null || tag == null
            ? given
            : BaseTag.candidate(tag)
                .or(() -> BaseTag.parse(tag).map(BaseTag::variant))
                .orElse(null);
    if (told == null) {
      throw Failure.usage(
          "nobody says of which variant "
              + ErrorLine.oneLine(reference)
              + " is; name it by its candidate's tag or by the one that is never moved"
              + (invocation.command().equals("base approve") ? ", or add --variant" : ""));
    }
    return told;
  }

  RegistryRepository repository() {
    return repository;
  }

  StoredManifest image() {
    return image;
  }

  Approvers approvers() {
    return approvers;
  }

  String person() {
    return person;
  }

  String reason() {
    return reason;
  }

  String variant() {
    return variant;
  }

  /// Whole seconds: what is signed says no more.
  Instant now() throws Failure {
    return surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /// What `bases.yaml` says; `null` where it says nothing.
  @Nullable Variant declared() {
    return catalogue.registry().variant(repository.reference(), variant);
  }

  /// The keys that evidence may be signed with, beside those of the approvers.
  List<VerificationKey> evidenceKeys() {
    Bases bases = catalogue.registry().declared();
    return bases == null ? List.of() : bases.evidence();
  }

  /// Fails where `bases.yaml` does not know what is to be approved.
  void requireDeclared() throws Failure {
    if (catalogue.registry().declared() != null && declared() == null) {
      throw Failure.usage(
          BaseRegistry.FILE
              + " has no variant "
              + ErrorLine.oneLine(variant)
              + " in "
              + repository.reference().registry()
              + "/"
              + repository.reference().repository()
              + "; declare it there, or name its candidate");
    }
  }

  /// Why decisions beside the image do not count, one line each.
  static List<String> refused(Judgement judgement) {
    List<String> lines = new ArrayList<>();
    judgement
        .refused()
        .forEach(one -> lines.add("does not count: " + ErrorLine.oneLine(one.told())));
    return lines;
  }

  String family() {
    Variant declared = declared();
    String given = invocation.value("--family");
    if (declared != null) {
      return declared.family();
    }
    String path = repository.reference().repository();
    return given == null ? path.substring(path.lastIndexOf('/') + 1) : given;
  }

  /// `registry.example.org/bases/debian@sha256:…`.
  String name() {
    return repository.reference().registry()
        + "/"
        + repository.reference().repository()
        + "@"
        + image.digest();
  }

  Judgement judgement() throws IOException, InterruptedException, Failure {
    return decisions().judge(image, approvers);
  }

  private BaseDecisions decisions() throws Failure {
    return new BaseDecisions(
        repository, surroundings.limits(), surroundings.clock(), catalogue.kept());
  }

  /// What this person has said last; `null` where nothing.
  @Nullable Vote own(Judgement judgement) {
    Vote newest = null;
    for (Vote vote : judgement.votes()) {
      newest = vote.person().equals(person) ? vote : newest;
    }
    return newest;
  }

  void write(Decision decision) throws IOException, InterruptedException, Failure {
    decisions().write(image, decision, key);
  }

  /// Ends what was begun by somebody who was interrupted.
  void complete(Vote vote) throws IOException, InterruptedException, Failure {
    decisions().complete(image, vote);
  }

  BaseContent content() throws IOException, InterruptedException {
    return LayerContents.content(repository, image, surroundings.limits());
  }

  /// The images of an index, by platform; empty where it is none.
  Map<String, StoredManifest> platforms() throws IOException, InterruptedException {
    Map<String, StoredManifest> images = new LinkedHashMap<>();
    for (Map.Entry<Digest, String> one :
        PlatformImages.of(image, surroundings.limits(), name()).entrySet()) {
      images.put(one.getValue(), repository.manifest(one.getKey()));
    }
    return images;
  }

  /// The tag that it has, or is to have.
  BaseTag tag(Judgement judgement) throws Failure {
    BaseTag tag = judgement.tag();
    return tag == null || !tag.variant().equals(variant)
        ? BaseTag.of(variant, LocalDate.ofInstant(now(), ZoneOffset.UTC), image.digest())
        : tag;
  }

  /// The tags that are to stand for the newest approved image of the variant.
  List<String> moving(Judgement judgement) {
    Variant declared = declared();
    if (declared != null) {
      return declared.tags();
    }
    Set<String> tags = new LinkedHashSet<>(invocation.values("--tag"));
    if (tags.isEmpty()) {
      judgement.votes().forEach(vote -> tags.addAll(vote.decision().tags()));
    }
    return tags.isEmpty() ? List.of(variant) : List.copyOf(tags);
  }

  /// Writes the tags that follow from what was decided.
  ///
  /// @return what was done, one line each
  List<String> settle(Judgement judgement) throws IOException, InterruptedException {
    return new BaseTagging(catalogue, repository, image, variant)
        .settle(judgement, moving(judgement));
  }

  @Override
  public void close() {
    catalogue.close();
  }
}
