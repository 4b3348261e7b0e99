package dev.drydock.cli.base.workshop;

import dev.drydock.base.declaration.VariantSource.Recipe;
import dev.drydock.base.pipeline.ScratchRecipe;
import dev.drydock.base.pipeline.Workshop;
import dev.drydock.base.testing.CommandRunner;
import dev.drydock.base.testing.TestedImage;
import dev.drydock.base.view.ImageView;
import dev.drydock.base.view.Unpacking;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.policy.LoadedPolicy;
import dev.drydock.cli.policy.PolicyBundles;
import dev.drydock.cli.policy.PolicySetting;
import dev.drydock.cli.scan.ImageCommands;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.Platform;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.facts.ScanFacts;
import dev.drydock.policy.gate.Context;
import dev.drydock.policy.gate.Gate;
import dev.drydock.policy.reading.InvalidPolicyException;
import dev.drydock.policy.reading.PolicyReader;
import dev.drydock.report.json.ScanJson;
import dev.drydock.scan.Scan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the base pipeline asks for, done with what is on this machine: the stages of `scan` and
/// `gate`, `buildah`, and a directory that is gone in the end.
public final class BaseWorkshop implements Workshop, AutoCloseable {
  /// Of one unpacked image.
  private static final long MOST_UNPACKED = 16L << 30;

  private static final List<String> LISTS_OF_SCANS =
      List.of("--insecure-registry", "--vex", "--layer-cache");
  private static final List<String> VALUES_OF_SCANS = List.of("--advisories", "--cache-dir");
  private static final List<String> FLAGS_OF_SCANS = List.of("--quiet", "--no-cache", "--offline");

  private final Surroundings surroundings;
  private final Invocation invocation;
  private final ScratchDirectory scratch;
  private final CommandRunner commands;

  public BaseWorkshop(Surroundings surroundings, Invocation invocation) throws IOException {
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.scratch = ScratchDirectory.make();
    this.commands = new UnpackedCommands(surroundings.environment(), scratch.ofRoot());
  }

  @Override
  public Platform platform() {
    return surroundings.platform();
  }

  @Override
  public RegistryRepository repository(ImageReference reference) throws IOException {
    try {
      return surroundings
          .network()
          .repository(
              reference.toString(),
              surroundings.limits(),
              surroundings.userHome(),
              surroundings.clock(),
              invocation.values("--insecure-registry"));
    } catch (Failure e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void build(BuildOrder order)
      throws IOException, BuildFailedException, InterruptedException {
    new BuildahBuilds(surroundings.environment(), invocation.values("--insecure-registry"))
        .build(order);
  }

  @Override
  public Examination examine(ImageReference reference, @Nullable Recipe recipe)
      throws IOException, InterruptedException {
    try {
      Invocation scan = scanning(reference, recipe);
      Scan report = ImageCommands.one(surroundings, scan, "registry:" + reference);
      ImageView view;
      ImageConfig config;
      try (Image image = open(reference)) {
        view = ImageView.of(image, surroundings.limits());
        config = image.config();
      }
      TestedImage.Roots roots = () -> unpacked(reference, view);
      return new Examination(report, new TestedImage(view, config, roots));
    } catch (Failure e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private Image open(ImageReference reference) throws IOException, InterruptedException, Failure {
    ImageRequest request =
        ImageRequest.parse("registry:" + reference, platform(), false, surroundings.limits());
    return surroundings
        .network()
        .pull(
            reference.toString(),
            request,
            surroundings.userHome(),
            surroundings.clock(),
            invocation.values("--insecure-registry"));
  }

  private Path unpacked(ImageReference reference, ImageView view)
      throws IOException, InterruptedException {
    Path root = scratch.directory();
    try (Image image = open(reference)) {
      Unpacking.unpack(image, view, root, MOST_UNPACKED, scratch.ofRoot());
    } catch (Failure e) {
      throw new IOException(e.getMessage(), e);
    }
    // devices are not unpacked, and nearly every script writes to this one
    Path devices = root.resolve("dev");
    Path nothing = devices.resolve("null");
    if (Files.notExists(devices, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(devices);
    }
    if (Files.isDirectory(devices, LinkOption.NOFOLLOW_LINKS)
        && Files.notExists(nothing, LinkOption.NOFOLLOW_LINKS)) {
      Files.createFile(nothing);
      Files.setAttribute(nothing, "unix:mode", 0666);
    }
    return root;
  }

  /// `scan` of a candidate, with what was said to the pipeline.
  private Invocation scanning(ImageReference reference, @Nullable Recipe recipe) throws Failure {
    List<String> words = new ArrayList<>(List.of("scan", "--no-progress"));
    for (String flag : FLAGS_OF_SCANS) {
      if (invocation.has(flag)) {
        words.add(flag);
      }
    }
    for (String option : VALUES_OF_SCANS) {
      String value = invocation.value(option);
      if (value != null) {
        words.add(option + "=" + value);
      }
    }
    for (String option : LISTS_OF_SCANS) {
      for (String value : invocation.values(option)) {
        words.add(option + "=" + value);
      }
    }
    if (recipe != null) {
      words.add("--dockerfile=" + recipe.dockerfile());
      words.add("--project=" + ScratchRecipe.root(recipe));
      recipe
          .arguments()
          .forEach(
              (name, value) -> {
                if (value.indexOf(',') < 0) { // the option takes several
                  words.add("--build-arg=" + name + "=" + value);
                }
              });
      if (invocation.has("--try-bases")) {
        words.add("--try-bases");
      }
    }
    words.add("registry:" + reference);
    return invocation.other(words.toArray(String[]::new));
  }

  @Override
  public Ruling judge(Scan scan, @Nullable Path policy) throws IOException, InterruptedException {
    try {
      Invocation gate =
          invocation.other(
              "gate",
              "--policy=" + (policy == null ? PolicyReader.BUILT_IN : policy.toString()),
              "candidate");
      LoadedPolicy loaded = LoadedPolicy.of(surroundings, gate);
      Context context =
          new Context(
              surroundings.creation().at(),
              PolicySetting.of(surroundings.environment(), gate),
              null);
      Verdict verdict = Gate.judge(loaded.policy(), ScanFacts.of(scan), context);
      return new Ruling(verdict, loaded.words());
    } catch (Failure e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public List<Digest> texts(@Nullable Path policy) throws IOException {
    try {
      Invocation gate = invocation.other("gate", "candidate");
      List<Digest> digests = new ArrayList<>();
      for (byte[] text :
          PolicyReader.texts(
              policy, surroundings.limits(), new PolicyBundles(surroundings, gate))) {
        digests.add(Digest.of("sha256", text));
      }
      return digests;
    } catch (InvalidPolicyException e) {
      throw new IOException(LoadedPolicy.mistakes(e).getMessage(), e);
    } catch (Failure e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public byte[] document(Scan scan) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ScanJson.write(scan, out);
    return out.toByteArray();
  }

  @Override
  public CommandRunner commands() {
    return commands;
  }

  @Override
  public Path directory() throws IOException {
    return scratch.directory();
  }

  @Override
  public void progress(String line) {
    if (!invocation.has("--quiet")) {
      surroundings.err().println("drydock: " + ErrorLine.oneLine(line));
    }
  }

  @Override
  public void close() {
    scratch.close();
  }
}
