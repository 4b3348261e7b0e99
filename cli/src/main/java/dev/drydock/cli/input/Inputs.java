package dev.drydock.cli.input;

import dev.drydock.bom.Bom;
import dev.drydock.bom.reading.BomReader;
import dev.drydock.catalog.inventory.BomDocuments;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.surroundings.Network;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.Breadth;
import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.Platform;
import dev.drydock.image.registry.AttachedDocuments;
import dev.drydock.image.registry.DocumentKind;
import dev.drydock.image.registry.RegistryTags;
import dev.drydock.image.source.Candidate;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.image.source.ImageSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the user names, opened: images of every source, bills of materials in their place, and what
/// lies beside them in registries.
public final class Inputs {
  private final Surroundings surroundings;
  private final Invocation invocation;
  private final ProgressLine progress;
  private final Network network;
  private final Clock clock;

  public Inputs(Surroundings surroundings, Invocation invocation, ProgressLine progress)
      throws Failure {
    this.network = surroundings.network();
    this.clock = surroundings.clock();
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.progress = progress;
  }

  /// Whether the user asked for all that a name stands for, which may be several images.
  public boolean several() {
    return invocation.has("--all-images") || everyPlatform();
  }

  private boolean everyPlatform() {
    return "all".equals(invocation.value("--platform"));
  }

  /// The bill of materials that is named in the place of an image, or to be believed instead of it;
  /// `null` where the image itself is to be read.
  public @Nullable Bom document(String reference)
      throws IOException, InterruptedException, Failure {
    String from = invocation.value("--sbom-from");
    if (from != null && from.equals("attached")) {
      requireOne("--sbom-from attached");
      return attached(reference);
    }
    if (from != null && !from.equals("image")) {
      throw Failure.usage(
          "--sbom-from is '" + ErrorLine.oneLine(from) + "'; it can be image or attached");
    }
    return new BomDocuments(Path.of("")).open(request(reference)).orElse(null);
  }

  /// What lies beside an image in its registry.
  public AttachedDocuments.Found attached(String reference, DocumentKind kind)
      throws IOException, InterruptedException, Failure {
    ImageRequest request = request(reference);
    boolean file = request.scheme() == null && Files.exists(PathArgument.of(request.rest()));
    boolean registry = request.scheme() == null || request.scheme() == ImageRequest.Scheme.REGISTRY;
    if (!registry || file || invocation.has("--offline")) {
      throw Failure.usage(
          "documents are attached to an image of a registry; name one, without --offline");
    }
    progress.stage("Looking beside " + reference);
    return network.attached(
        request.rest(),
        kind,
        request,
        surroundings.userHome(),
        clock,
        invocation.values("--insecure-registry"));
  }

  /// The first document beside the image that can be read; its signature is not looked at.
  public Bom attached(String reference) throws IOException, InterruptedException, Failure {
    ImageRequest request = request(reference);
    List<AttachedDocuments.Attached> all =
        attached(reference, DocumentKind.BILL_OF_MATERIALS).documents();
    BomReader reader = new BomReader(surroundings.limits());
    IOException problem = null;
    for (AttachedDocuments.Attached one : all) {
      try {
        return reader.read(one.document(), one.origin(), request.text());
      } catch (IOException e) {
        problem = problem == null ? e : problem;
      }
    }
    throw Failure.input(
        problem == null
            ? "no bill of materials is attached to "
                + ErrorLine.oneLine(reference)
                + "; leave out --sbom-from to have the image itself read"
            : ErrorLine.of(problem),
        problem);
  }

  public void requireOne(String option) throws Failure {
    if (several()) {
      throw Failure.usage(
          option + " is for one image; name its platform, and leave --all-images out");
    }
  }

  public Image open(String reference) throws IOException, InterruptedException, Failure {
    ImageRequest request = request(reference);
    progress.stage("Opening " + reference);
    return sources().open(request);
  }

  /// @param platform preferred where the image is for several; `null` for the one that is asked for
  public Image open(String reference, @Nullable String platform)
      throws IOException, InterruptedException, Failure {
    ImageRequest request = request(reference);
    progress.stage("Opening " + reference);
    return sources().open(platform == null ? request : request.preferring(platform));
  }

  public List<Candidate> candidates(String reference)
      throws IOException, InterruptedException, Failure {
    ImageRequest request = request(reference);
    progress.stage("Opening " + reference);
    return sources().all(request, new Breadth(everyPlatform(), invocation.has("--all-images")));
  }

  private ImageSources sources() {
    return new ImageSources(
        Path.of(""), new Registries(), new LocalEngines(surroundings, invocation));
  }

  /// The tags of a repository.
  public RegistryTags.Listing tags(String reference)
      throws IOException, InterruptedException, Failure {
    return network.tags(
        reference,
        surroundings.limits(),
        surroundings.userHome(),
        clock,
        invocation.values("--insecure-registry"));
  }

  private ImageRequest request(String reference) throws Failure {
    String wanted = invocation.value("--platform");
    Platform platform = surroundings.platform();
    if (wanted != null && !everyPlatform()) {
      try {
        platform = Platform.parse(wanted);
      } catch (IllegalArgumentException e) {
        throw Failure.usage(ErrorLine.oneLine(String.valueOf(e.getMessage())));
      }
    }
    return ImageRequest.parse(
        reference, platform, wanted != null && !everyPlatform(), surroundings.limits());
  }

  /// Images over the network, where that may be used.
  private final class Registries implements ImageSources.Registry {
    @Override
    public Image open(String reference, ImageRequest request)
        throws IOException, InterruptedException {
      requireNetwork(reference);
      return network.pull(
          reference,
          request,
          surroundings.userHome(),
          clock,
          invocation.values("--insecure-registry"));
    }

    @Override
    public List<String> platforms(String reference, ImageRequest request)
        throws IOException, InterruptedException {
      requireNetwork(reference);
      return network.platforms(
          reference,
          request,
          surroundings.userHome(),
          clock,
          invocation.values("--insecure-registry"));
    }

    private void requireNetwork(String reference) throws ImageException {
      if (invocation.has("--offline")) {
        throw new ImageException(
            ImageException.Kind.UNAVAILABLE,
            ErrorLine.oneLine(reference)
                + " is no file here, and --offline forbids to ask a registry; name a file, or leave"
                + " --offline out");
      }
    }
  }
}
