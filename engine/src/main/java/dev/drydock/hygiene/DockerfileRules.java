package dev.drydock.hygiene;

import dev.drydock.dockerfile.Flag;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.Word;
import dev.drydock.dockerfile.resolution.Base;
import dev.drydock.hygiene.Observation.Severity;
import dev.drydock.secret.SecretNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What is careless in the instructions of a Dockerfile, in each stage that the image needs.
///
/// What an image tells of itself is left to the rules about images, which know more: whether a
/// cache was really left, who runs in the end, when the base image has the user.
final class DockerfileRules {
  private static final Set<String> APT = Set.of("apt-get", "apt", "aptitude");
  private static final List<String> ARCHIVES =
      List.of(".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2", ".tar.zst");

  private final BuildSource source;
  private final DockerfileSecrets secrets;
  private final List<Observation> all = new ArrayList<>();
  private final Set<String> bases = new HashSet<>();

  private DockerfileRules(BuildSource source) {
    this.source = source;
    this.secrets = new DockerfileSecrets(source, all);
  }

  static List<Observation> of(BuildSource source) {
    DockerfileRules rules = new DockerfileRules(source);
    List<Stage> chain = source.resolution().chain(source.target());
    source.resolution().file().globals().forEach(rules.secrets::argument);
    for (Stage stage : source.resolution().needs(source.target()).stages()) {
      rules.from(stage);
      boolean unpacked = source.resolution().base(stage) instanceof Base.Scratch;
      for (Instruction instruction : stage.instructions()) {
        rules.sources(instruction, stage);
        rules.instruction(instruction, unpacked, chain.contains(stage));
      }
    }
    return rules.all;
  }

  /// @param instruction its keyword and what of it holds no secret
  private void add(
      String rule,
      Severity severity,
      String message,
      Instruction at,
      String instruction,
      String remedy) {
    all.add(
        new Observation(
            rule, severity, message, null, 1, -1, instruction, remedy, source.place(at)));
  }

  private void from(Stage stage) {
    if (source.resolution().base(stage) instanceof Base.Image image) {
      reference(image.reference(), stage.from(), "FROM " + image.reference());
    }
  }

  private void reference(String reference, Instruction at, String instruction) {
    if (reference.contains("@") || reference.contains("$") || !bases.add(reference)) {
      return;
    }
    int colon = reference.lastIndexOf(':');
    String tag = colon > reference.lastIndexOf('/') ? reference.substring(colon + 1) : "";
    if (tag.isEmpty() || tag.equals("latest")) {
      add(
          "moving-base",
          Severity.MEDIUM,
          "the image " + reference + " is whatever it is on the day of the build",
          at,
          instruction,
          "name a version and its digest: NAME:VERSION@sha256:…");
    } else {
      add(
          "unpinned-base",
          Severity.LOW,
          "the tag of " + reference + " may be given to another image: two builds may differ",
          at,
          instruction,
          "write its digest behind it: " + reference + "@sha256:…");
    }
  }

  /// @param scratch whether its stage builds upon nothing, so that a base image is unpacked into it
  /// @param shipped whether what it makes is part of the image
  private void instruction(Instruction instruction, boolean scratch, boolean shipped) {
    switch (instruction.keyword()) {
      case "ADD" -> added(instruction, scratch);
      case "RUN" -> run(instruction, shipped);
      case "ARG" -> secrets.argument(instruction);
      case "ENV" -> secrets.environment(instruction);
      default -> {
        // nothing more to say of
      }
    }
    secrets.tokens(instruction);
  }

  /// Images from elsewhere that the instruction copies from or mounts.
  private void sources(Instruction instruction, Stage stage) {
    for (String from : instruction.sources()) {
      // a name alone may be a context that is given to the build
      boolean image = from.chars().anyMatch(c -> c == '/' || c == ':' || c == '.');
      if (image && source.resolution().file().stage(from, stage.index()).isEmpty()) {
        String flag = instruction.is("RUN") ? " --mount=from=" : " --from=";
        reference(from, instruction, instruction.keyword() + flag + from);
      }
    }
  }

  private void added(Instruction add, boolean scratch) {
    List<Word> words = add.exec() == null ? add.words() : add.exec();
    boolean checked = add.flag("checksum").isPresent();
    boolean unpacked = !scratch && !add.flag("unpack").orElse("").equals("false");
    for (Word word : words.subList(0, Math.max(0, words.size() - 1))) {
      String from = SecretNames.unquoted(word.text());
      RemoteSource remote = RemoteSource.of(from);
      if (remote != null) {
        if (!checked && !remote.fixed()) {
          add(remote, add);
        }
      } else if (unpacked && !from.startsWith("<<") && isArchive(from)) {
        add(
            "archive-add",
            Severity.LOW,
            "ADD unpacks " + from + ", with its links and rights, which COPY would not",
            add,
            "ADD " + from,
            "COPY it, or unpack it in a stage of its own and COPY --from it what is needed");
        return;
      }
    }
  }

  private static boolean isArchive(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return ARCHIVES.stream().anyMatch(lower::endsWith);
  }

  private void add(RemoteSource remote, Instruction add) {
    add(
        "remote-add",
        Severity.MEDIUM,
        (remote.repository() ? "a repository" : "a file")
            + " of the network is added unchecked: tomorrow it may be another one",
        add,
        "ADD " + Addresses.withoutSecrets(remote.address()),
        remote.repository()
            ? "name its commit: ADD ADDRESS#COMMIT"
            : "say what it has to be: ADD --checksum=sha256:… ADDRESS");
  }

  private void run(Instruction run, boolean shipped) {
    boolean remote = false;
    boolean sudo = false;
    boolean lists = false;
    String script = RunScript.of(run);
    for (ShellPipeline pipeline : ShellPipeline.of(script)) {
      remote |= pipeline.runsWhatItFetches();
      sudo |= pipeline.usesSudo();
      lists |= pipeline.runs(APT, Set.of("update"));
    }
    if (remote) {
      add(
          "remote-script",
          Severity.MEDIUM,
          "a script of the network is run unchecked: tomorrow it may be another one",
          run,
          "RUN",
          "fetch it, compare its digest (sha256sum -c), then run it; or install a package");
    }
    if (sudo) {
      add(
          "sudo",
          Severity.LOW,
          "a RUN uses sudo: the image then has a way for its user to become root",
          run,
          "RUN",
          "write USER root before it and the image's own user behind it, and leave sudo out");
    }
    // an image that was built from this tells itself what was left in its layers
    if (lists && shipped && !source.fits() && !cleansLists(run, script)) {
      add(
          "package-cache",
          Severity.LOW,
          "apt's lists stay in the layer, and nobody needs them at run time",
          run,
          "RUN",
          PackageCache.APT_LISTS.remedy());
    }
  }

  private static boolean cleansLists(Instruction run, String script) {
    if (script.contains("/var/lib/apt/lists") || script.contains("/var/lib/apt/*")) {
      return true;
    }
    for (ShellPipeline pipeline : ShellPipeline.of(script)) {
      if (pipeline.runs(APT, Set.of("distclean", "dist-clean"))) {
        return true;
      }
    }
    for (Flag flag : run.flags()) {
      String value = flag.value();
      if (flag.name().equals("mount") && value != null && value.contains("/var/lib/apt")) {
        return true;
      }
    }
    return false;
  }
}
