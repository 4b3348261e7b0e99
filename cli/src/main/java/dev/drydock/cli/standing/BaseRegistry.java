package dev.drydock.cli.standing;

import dev.drydock.approval.Approvers;
import dev.drydock.approval.CatalogueReader;
import dev.drydock.attest.key.KeyException;
import dev.drydock.attest.key.KeyFiles;
import dev.drydock.attest.key.VerificationKey;
import dev.drydock.base.declaration.Approval;
import dev.drydock.base.declaration.Bases;
import dev.drydock.base.declaration.BasesReader;
import dev.drydock.base.declaration.InvalidBasesException;
import dev.drydock.base.declaration.Variant;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.policy.LoadedPolicy;
import dev.drydock.cli.policy.PolicyBundles;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import dev.drydock.policy.bundle.PolicySource.TrustedKey;
import dev.drydock.policy.reading.InvalidPolicyException;
import dev.drydock.policy.reading.PolicyReader;
import dev.drydock.policy.reading.Problem;
import dev.drydock.policy.rule.ApprovedBases;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where approved bases are and whose approval counts: as `bases.yaml` says to those who make them,
/// or a policy to those who only build upon them.
///
/// @param registry host and path
/// @param repositories each one once; empty where the registry is to list them
/// @param declared `bases.yaml` itself; `null` where a policy says it
public record BaseRegistry(
    ImageReference registry,
    List<ImageReference> repositories,
    CatalogueReader.Rules rules,
    @Nullable Bases declared) {
  public static final String FILE = "bases.yaml";

  private static final int MOST_BYTES = 1 << 20;

  public BaseRegistry {
    repositories = List.copyOf(repositories);
  }

  /// That of `--bases`, else of `bases.yaml`, else of the policy in the current directory.
  public static BaseRegistry of(Surroundings surroundings, Invocation invocation)
      throws IOException, Failure {
    String given = invocation.value("--bases");
    if (given != null) {
      return read(surroundings, invocation, PathArgument.of(given));
    }
    for (String usual : List.of(FILE, LoadedPolicy.FILE)) {
      Path file = PathArgument.of(usual);
      if (Files.exists(file)
          && (usual.equals(FILE) || policy(surroundings, invocation, file) != null)) {
        return read(surroundings, invocation, file);
      }
    }
    throw Failure.usage(
        "nobody says where approved bases are: write a "
            + FILE
            + ", or `bases` into "
            + LoadedPolicy.FILE
            + ", or name a file that has either with --bases");
  }

  private static @Nullable ApprovedBases policy(
      Surroundings surroundings, Invocation invocation, Path file) throws IOException, Failure {
    try {
      Policy policy =
          PolicyReader.read(
              file, surroundings.limits(), new PolicyBundles(surroundings, invocation));
      return policy.bases();
    } catch (InvalidPolicyException e) {
      throw LoadedPolicy.mistakes(e);
    }
  }

  private static BaseRegistry read(Surroundings surroundings, Invocation invocation, Path file)
      throws IOException, Failure {
    String text = new String(Bounded.readFile(file, MOST_BYTES), StandardCharsets.UTF_8);
    if (text.lines().anyMatch(line -> line.startsWith("policy:"))) {
      ApprovedBases bases = policy(surroundings, invocation, file);
      if (bases == null) {
        throw Failure.usage(file + " is a policy that does not say where approved bases are");
      }
      return of(bases);
    }
    return declared(file, surroundings.limits());
  }

  private static BaseRegistry declared(Path file, Limits limits) throws IOException, Failure {
    try {
      return of(BasesReader.read(file, limits));
    } catch (InvalidBasesException e) {
      throw mistakes(e);
    }
  }

  /// All that is wrong with a declaration, a line each.
  public static Failure mistakes(InvalidBasesException e) {
    StringBuilder all = new StringBuilder();
    for (Problem problem : e.problems()) {
      all.append(all.isEmpty() ? "" : "\ndrydock: ").append(ErrorLine.oneLine(problem.toString()));
    }
    return Failure.usage(all.toString());
  }

  private static BaseRegistry of(Bases bases) {
    Set<ImageReference> repositories = new LinkedHashSet<>();
    for (Variant variant : bases.variants()) {
      repositories.add(ImageReference.parse(variant.repository()));
    }
    return new BaseRegistry(
        ImageReference.parse(bases.registry()),
        List.copyOf(repositories),
        (repository, name) -> {
          Variant variant = variant(bases, repository, name);
          return approvers(variant == null ? bases.approval() : variant.approval());
        },
        bases);
  }

  private static @Nullable Variant variant(Bases bases, ImageReference repository, String name) {
    for (Variant variant : bases.variants()) {
      ImageReference own = ImageReference.parse(variant.repository());
      if (variant.name().equals(name)
          && own.registry().equals(repository.registry())
          && own.repository().equals(repository.repository())) {
        return variant;
      }
    }
    return null;
  }

  /// What `bases.yaml` says of it; `null` where it does not, or a policy says all.
  public @Nullable Variant variant(ImageReference repository, String name) {
    return declared == null ? null : variant(declared, repository, name);
  }

  private static Approvers approvers(Approval approval) {
    List<Approvers.Approver> people = new ArrayList<>();
    for (Approval.Approver one : approval.approvers()) {
      people.add(new Approvers.Approver(one.name(), one.keys()));
    }
    Span expires = approval.expires();
    return new Approvers(people, approval.required(), expires == null ? null : expires.length());
  }

  static BaseRegistry of(ApprovedBases bases) throws Failure {
    List<Approvers.Approver> people = new ArrayList<>();
    for (ApprovedBases.Approver one : bases.approvers()) {
      List<VerificationKey> keys = new ArrayList<>();
      for (TrustedKey key : one.keys()) {
        try {
          keys.add(KeyFiles.verificationKey(key.content(), ErrorLine.oneLine(key.name())));
        } catch (KeyException e) {
          throw Failure.usage(ErrorLine.oneLine(String.valueOf(e.getMessage())));
        }
      }
      people.add(new Approvers.Approver(one.name(), keys));
    }
    Span expires = bases.expires();
    try {
      Approvers approvers =
          new Approvers(people, bases.required(), expires == null ? null : expires.length());
      List<ImageReference> repositories = new ArrayList<>();
      for (String name : new LinkedHashSet<>(bases.repositories())) {
        repositories.add(ImageReference.parse(bases.registry() + "/" + name));
      }
      return new BaseRegistry(
          ImageReference.parse(bases.registry()), repositories, (_, _) -> approvers, null);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
          bases.source() + ": " + ErrorLine.oneLine(String.valueOf(e.getMessage())));
    }
  }
}
