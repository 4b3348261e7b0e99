package dev.drydock.hygiene;

import dev.drydock.dockerfile.Flag;
import dev.drydock.dockerfile.Heredoc;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.Word;
import dev.drydock.dockerfile.resolution.Base;
import dev.drydock.hygiene.Observation.Severity;
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
      List.of(".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2");
  private static final int COMMIT = 40;

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
      case "ADD" -> {
        copiedFrom(instruction);
        added(instruction, scratch);
      }
      case "COPY" -> copiedFrom(instruction);
      case "RUN" -> run(instruction, shipped);
      case "ARG" -> secrets.argument(instruction);
      case "ENV" -> secrets.environment(instruction);
      default -> {
        // nothing more to say of
      }
    }
    secrets.tokens(instruction);
  }

  private void copiedFrom(Instruction copy) {
    String from = copy.flag("from").orElse(null);
    // a name alone may be a stage, or a context that is given to the build
    if (from != null && from.chars().anyMatch(c -> c == '/' || c == ':' || c == '.')) {
      reference(from, copy, copy.keyword() + " --from=" + from);
    }
  }

  private void added(Instruction add, boolean scratch) {
    List<Word> words = add.exec() == null ? add.words() : add.exec();
    boolean checked = add.flag("checksum").isPresent();
    for (Word word : words.subList(0, Math.max(0, words.size() - 1))) {
      String from = word.text().toLowerCase(Locale.ROOT);
      if (from.startsWith("http://") || from.startsWith("https://")) {
        if (!checked && !ofCommit(from)) {
          add(
              "remote-add",
              Severity.MEDIUM,
              "a file of the network is added unchecked: tomorrow it may be another one",
              add,
              "ADD " + Addresses.withoutSecrets(word.text()),
              "say what it has to be: ADD --checksum=sha256:… ADDRESS");
        }
      } else if (!scratch && ARCHIVES.stream().anyMatch(from::endsWith)) {
        add(
            "archive-add",
            Severity.LOW,
            "ADD unpacks " + word.text() + ", with its links and rights, which COPY would not",
            add,
            "ADD " + word.text(),
            "COPY it, or unpack it in a stage of its own and COPY --from it what is needed");
        return;
      }
    }
  }

  /// `https://….git#COMMIT`, which is always the same.
  private static boolean ofCommit(String address) {
    int hash = address.lastIndexOf('#');
    String reference = hash < 0 ? "" : address.substring(hash + 1);
    int colon = reference.indexOf(':');
    String commit = colon < 0 ? reference : reference.substring(0, colon);
    return commit.length() == COMMIT
        && commit.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
  }

  private void run(Instruction run, boolean shipped) {
    boolean remote = false;
    boolean sudo = false;
    boolean lists = false;
    String script = script(run);
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

  /// What a shell would read.
  private static String script(Instruction run) {
    List<Word> exec = run.exec();
    if (exec != null) {
      boolean shell = exec.size() == 3 && exec.get(1).text().endsWith("c");
      return shell ? exec.get(2).text() : String.join(" ", texts(exec));
    }
    StringBuilder script = new StringBuilder(run.argumentText());
    for (Heredoc heredoc : run.heredocs()) {
      script.append('\n').append(heredoc.content());
    }
    return script.toString();
  }

  private static List<String> texts(List<Word> words) {
    return words.stream().map(Word::text).toList();
  }
}
