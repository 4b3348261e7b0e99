package dev.drydock.cli.init;

import dev.drydock.advisory.Advisories;
import dev.drydock.base.suggestion.ApprovedBase;
import dev.drydock.base.suggestion.Fit;
import dev.drydock.base.suggestion.Language;
import dev.drydock.base.suggestion.Left;
import dev.drydock.base.suggestion.StarterDockerfile;
import dev.drydock.cli.base.BaseSuggestCommand;
import dev.drydock.cli.base.OfferedBases;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.scan.Stages;
import dev.drydock.cli.surroundings.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// `drydock init dockerfile`: a first Dockerfile upon an approved base. What is there already
/// stays.
final class InitDockerfile {
  static final String WORD = "dockerfile";

  private static final String USUAL = "Dockerfile";

  /// Of a directory: more are no project's root.
  private static final int MOST_FILES = 10_000;

  private InitDockerfile() {}

  static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    if (invocation.has("--offline")) {
      throw Failure.usage(
          "init dockerfile asks the registry of approved bases, and --offline forbids it; leave it"
              + " out");
    }
    Path directory = surroundings.directory().toAbsolutePath().normalize();
    String named = invocation.value("--dockerfile");
    Path file = directory.resolve(PathArgument.of(named == null ? USUAL : named));
    boolean dry = invocation.has("--dry-run");
    if (Files.exists(file) && !dry) {
      throw Failure.usage(
          ErrorLine.oneLine(directory.relativize(file).toString())
              + " is there already; `drydock base suggest` tells which approved base fits it");
    }
    Set<String> files = files(directory);
    Language language = StarterDockerfile.language(files);
    ApprovedBase base;
    try (ProgressLine progress = surroundings.progress(invocation)) {
      Stages stages = new Stages(surroundings, invocation, progress);
      OfferedBases offered = OfferedBases.read(surroundings, invocation, stages, progress, null);
      String wanted = invocation.value("--base");
      base = wanted == null ? best(offered, language, stages.advisories()) : named(offered, wanted);
    }
    String text = StarterDockerfile.of(base, language, files);
    if (dry) {
      Output.write(
          null, surroundings.out(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    } else {
      // never over one that somebody else has just made
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
      if (!invocation.has("--quiet")) {
        surroundings
            .err()
            .println(
                "drydock: wrote "
                    + ErrorLine.oneLine(directory.relativize(file).toString())
                    + " upon "
                    + ErrorLine.oneLine(base.reference())
                    + "; look at its comments, then build it");
      }
    }
    return ExitCode.OK;
  }

  private static Set<String> files(Path directory) throws IOException {
    Set<String> files = new TreeSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path one : all) {
        if (files.size() < MOST_FILES) {
          files.add(String.valueOf(one.getFileName()));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return files;
  }

  private static ApprovedBase named(OfferedBases offered, String name) throws Failure {
    return offered.bases().stream()
        .filter(base -> name.equals(base.family() + "/" + base.variant()))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.input(
                    "no base " + ErrorLine.oneLine(name) + " is approved" + known(offered), null));
  }

  private static ApprovedBase best(
      OfferedBases offered, @Nullable Language language, Advisories advisories) throws Failure {
    return offered.bases().stream()
        .filter(base -> StarterDockerfile.fit(base, language).kind() == Fit.Kind.FITS)
        .min(
            Comparator.comparing(
                    (ApprovedBase base) -> BaseSuggestCommand.left(base.bom(), advisories),
                    Left.LEAST_FIRST)
                .thenComparingLong(ApprovedBase::bytes)
                .thenComparing(ApprovedBase::reference))
        .orElseThrow(
            () ->
                Failure.input(
                    "no approved base has what this project needs" + known(offered), null));
  }

  private static String known(OfferedBases offered) {
    List<String> names =
        offered.bases().stream().map(base -> base.family() + "/" + base.variant()).toList();
    return names.isEmpty()
        ? ": none is approved yet"
        : "; there are " + ErrorLine.oneLine(String.join(", ", names));
  }
}
