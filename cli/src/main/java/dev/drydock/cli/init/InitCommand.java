package dev.drydock.cli.init;

import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.console.Suggestion;
import dev.drydock.cli.surroundings.GitProcess;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.pipeline.CiDetection;
import dev.drydock.pipeline.CiSystem;
import dev.drydock.pipeline.Distribution;
import dev.drydock.pipeline.Pipeline;
import dev.drydock.pipeline.PipelineException;
import dev.drydock.pipeline.PipelineFile;
import dev.drydock.pipeline.Repository;
import dev.drydock.pipeline.RepositoryReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `drydock init`: a pipeline is written into the repository. What is there already stays.
public final class InitCommand {
  private static final List<String> KNOWN =
      CiSystem.builtIn().stream().map(CiSystem::name).toList();

  private final Surroundings surroundings;
  private final Invocation invocation;

  private InitCommand(Surroundings surroundings, Invocation invocation) {
    this.surroundings = surroundings;
    this.invocation = invocation;
  }

  public static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    if (invocation.arguments(1).equals(List.of(InitDockerfile.WORD))) {
      return InitDockerfile.run(surroundings, invocation);
    }
    for (String only : List.of("--base", "--bases", "--advisories", "--insecure-registry")) {
      if (invocation.has(only) || invocation.value(only) != null) {
        throw Failure.usage(only + " is for `drydock init dockerfile`; a pipeline needs none");
      }
    }
    try {
      return new InitCommand(surroundings, invocation).run();
    } catch (PipelineException e) {
      String message = ErrorLine.oneLine(String.valueOf(e.getMessage()));
      throw switch (e.kind()) {
        case UNCLEAR -> Failure.usage(message);
        case UNUSABLE -> Failure.input(message, e);
      };
    }
  }

  private int run() throws IOException, InterruptedException, PipelineException, Failure {
    // what is wrong with the command line is told before anything is looked at
    CiSystem named = named();
    String dockerfile = invocation.value("--dockerfile");
    Path directory = surroundings.directory().toAbsolutePath().normalize();
    Repository repository =
        new RepositoryReader(new GitProcess(surroundings.environment()), surroundings.limits())
            .read(
                directory,
                dockerfile == null ? null : directory.resolve(PathArgument.of(dockerfile)),
                invocation.value("--target"));
    CiSystem system = named == null ? detected(repository) : named;
    Pipeline pipeline = Pipeline.of(system, repository, distribution(directory, repository));
    if (invocation.has("--dry-run")) {
      show(pipeline);
    } else {
      for (PipelineFile file : pipeline.files()) {
        write(repository.root(), file);
      }
    }
    for (String step : pipeline.steps()) {
      say(step);
    }
    return ExitCode.OK;
  }

  private @Nullable CiSystem named() throws Failure {
    List<String> arguments = invocation.arguments(1);
    if (arguments.isEmpty()) {
      return null;
    }
    String name = arguments.getFirst();
    return CiSystem.named(name)
        .orElseThrow(
            () ->
                Failure.usage(
                    "there is no pipeline for '"
                        + ErrorLine.oneLine(name)
                        + "'"
                        + Suggestion.of(name, KNOWN)
                        + "; it can be "
                        + String.join(", ", KNOWN)));
  }

  private CiSystem detected(Repository repository) throws Failure {
    List<CiSystem> found = CiDetection.of(repository);
    if (found.size() == 1) {
      CiSystem system = found.getFirst();
      say("this repository uses " + system.title());
      return system;
    }
    throw Failure.usage(
        found.isEmpty()
            ? "nothing here tells which CI system is used; say it: " + String.join(", ", KNOWN)
            : "this repository uses "
                + String.join(" and ", found.stream().map(CiSystem::title).toList())
                + "; say for which, for instance `drydock init "
                + found.getFirst().name()
                + "`");
  }

  private @Nullable Distribution distribution(Path directory, Repository repository)
      throws IOException, Failure {
    String archive = invocation.value("--archive");
    String told = invocation.value("--sha256");
    if (archive == null) {
      if (told != null) {
        throw Failure.usage("--sha256 belongs to --archive, which is missing");
      }
      return null;
    }
    String place = archive;
    String sha256 = told;
    if (!Distribution.isUrl(archive)) {
      Path file = directory.resolve(PathArgument.of(archive)).normalize();
      sha256 = sha256(file);
      if (told != null && !told.equalsIgnoreCase(sha256)) {
        throw Failure.input(
            "the SHA-256 of "
                + ErrorLine.oneLine(archive)
                + " is "
                + sha256
                + ", not what"
                + " --sha256 says; get the archive again",
            null);
      }
      place =
          file.startsWith(repository.root())
              ? repository.root().relativize(file).toString()
              : file.toString();
    } else if (told == null) {
      throw Failure.usage(
          "--archive with an address needs --sha256 HEX; distribution/make tells it");
    }
    String objection = Distribution.objection(place, String.valueOf(sha256)).orElse(null);
    if (objection != null) {
      throw Failure.usage(objection);
    }
    return new Distribution(place, String.valueOf(sha256));
  }

  private static String sha256(Path file) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      InputStream source = in;
      source.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void show(Pipeline pipeline) throws IOException, Failure {
    Output.write(
        null,
        surroundings.out(),
        out -> {
          for (PipelineFile file : pipeline.files()) {
            String head =
                switch (file.state()) {
                  case NEW -> "would be written";
                  case SAME -> "is there, and just this";
                  case OTHER -> "is there, and would stay as it is instead of this";
                };
            out.write(
                ("==> " + file.path() + " " + head + "\n" + file.text() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  private void write(Path root, PipelineFile file) throws IOException {
    switch (file.state()) {
      case NEW -> {
        Path path = root.resolve(file.path());
        Path directory = path.getParent();
        if (directory != null) {
          Files.createDirectories(directory);
        }
        // never over one that somebody else has just made
        Files.writeString(path, file.text(), StandardOpenOption.CREATE_NEW);
        if (file.executable()) {
          allowToRun(path);
        }
        say("wrote " + file.path());
      }
      case SAME -> say(file.path() + " is there already");
      case OTHER -> {
        // the pipeline says what to do about it
      }
    }
  }

  private static void allowToRun(Path file) throws IOException {
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      rights.add(PosixFilePermission.OWNER_EXECUTE);
      rights.add(PosixFilePermission.GROUP_EXECUTE);
      rights.add(PosixFilePermission.OTHERS_EXECUTE);
      Files.setPosixFilePermissions(file, rights);
    } catch (UnsupportedOperationException _) {
      // the file system knows no such rights
    }
  }

  private void say(String words) {
    if (!invocation.has("--quiet")) {
      surroundings.err().println("drydock: " + ErrorLine.oneLine(words));
    }
  }
}
