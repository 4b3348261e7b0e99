package dev.drydock.cli;

import dev.drydock.report.format.ReportFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The commands and their options.
///
/// Own code instead of a library: picocli's classes are too old a format for the JVM's AOT cache,
/// and loading them costs half of what a scan may take. The words for people are in the files of
/// `help/`; a test holds both together.
///
/// @param name all words of it, `db update`; `""` for the program itself
/// @param formats that it writes, the default first
/// @param argument whether it takes one
record CommandModel(
    String name,
    List<CommandModel> commands,
    List<Option> options,
    List<String> formats,
    boolean argument) {

  static final List<Option> COMMON =
      List.of(
          new Option("--help", "-h", Kind.FLAG),
          new Option("--quiet", "-q", Kind.FLAG),
          new Option("--no-progress", null, Kind.FLAG),
          new Option("--offline", null, Kind.FLAG),
          new Option("--debug", null, Kind.FLAG),
          new Option("--cache-dir", null, Kind.VALUE));
  private static final Option FORMAT = new Option("--format", "-f", Kind.VALUE);
  private static final Option OUTPUT = new Option("--output", "-o", Kind.VALUE);

  private static final Option BASES = new Option("--bases", null, Kind.VALUE);
  private static final Option COMMENT = new Option("--comment", null, Kind.FLAG);
  private static final Option COMMENT_ON = new Option("--comment-on", null, Kind.VALUE);
  private static final Option HOST_KIND = new Option("--host-kind", null, Kind.VALUE);
  private static final Option HOST_URL = new Option("--host-url", null, Kind.VALUE);
  private static final Option LAYER_CACHE = new Option("--layer-cache", null, Kind.LIST);
  private static final Option NO_CACHE = new Option("--no-cache", null, Kind.FLAG);

  /// Whether a value follows an option, and how often it may stand.
  enum Kind {
    FLAG,
    VALUE,
    /// values with commas between them, any number of times
    LIST
  }

  /// @param name with its dashes
  /// @param letter the short form; `null` where there is none
  record Option(String name, @Nullable String letter, Kind kind) {}

  static CommandModel root() {
    return new CommandModel(
        "",
        List.of(
            image(
                "scan",
                ReportFormat.words(),
                project(
                    COMMENT,
                    COMMENT_ON,
                    HOST_KIND,
                    HOST_URL,
                    new Option("--report", null, Kind.LIST),
                    BASES,
                    new Option("--details", null, Kind.FLAG),
                    new Option("--explain-match", null, Kind.FLAG),
                    new Option("--vex", null, Kind.LIST),
                    new Option("--show-suppressed", null, Kind.FLAG),
                    new Option("--no-hygiene", null, Kind.FLAG))),
            image(
                "plan",
                List.of("table", "json"),
                project(new Option("--vex", null, Kind.LIST), BASES)),
            image(
                "fix",
                List.of("table"),
                project(
                    new Option("--vex", null, Kind.LIST),
                    BASES,
                    new Option("--dry-run", null, Kind.FLAG),
                    new Option("--pin", null, Kind.FLAG),
                    new Option("--allow-dirty", null, Kind.FLAG),
                    new Option("--branch", null, Kind.FLAG),
                    new Option("--pull-request", null, Kind.FLAG),
                    new Option("--remote", null, Kind.VALUE),
                    new Option("--onto", null, Kind.VALUE),
                    HOST_KIND,
                    HOST_URL)),
            image("gate", ReportFormat.words(), project(gate())),
            image(
                "sbom",
                List.of(
                    "table",
                    "json",
                    "cyclonedx-json",
                    "cyclonedx-xml",
                    "cyclonedx-1.7-json",
                    "cyclonedx-1.7-xml",
                    "spdx-json",
                    "spdx-tv",
                    "spdx-3-json",
                    "cyclonedx",
                    "spdx"),
                List.of(
                    new Option("--author", null, Kind.VALUE),
                    new Option("--hashes", null, Kind.FLAG),
                    new Option("--compare-attached", null, Kind.FLAG))),
            explain(),
            signing("sign", new Option("--cosign-tags", null, Kind.FLAG)),
            signing(
                "attest",
                new Option("--cosign-tags", null, Kind.FLAG),
                new Option("--type", null, Kind.VALUE),
                new Option("--predicate", null, Kind.VALUE),
                new Option("--advisories", null, Kind.VALUE),
                new Option("--vex", null, Kind.LIST),
                new Option("--author", null, Kind.VALUE)),
            verify(),
            BaseCommands.model(),
            PromoteCommand.model(),
            new CommandModel("key", List.of(key()), COMMON, List.of(), false),
            new CommandModel("policy", policies(), COMMON, List.of(), false),
            except(),
            init(),
            new CommandModel("db", database(), COMMON, List.of(), false),
            new CommandModel("cache", cache(), COMMON, List.of(), false)),
        with(new Option("--version", "-V", Kind.FLAG)),
        List.of(),
        false);
  }

  private static List<CommandModel> database() {
    return List.of(
        new CommandModel("db status", List.of(), with(FORMAT), List.of("table", "json"), false),
        new CommandModel(
            "db update",
            List.of(),
            with(
                new Option("--mirror", null, Kind.VALUE),
                new Option("--ecosystem", null, Kind.LIST)),
            List.of(),
            false),
        new CommandModel("db build", List.of(), with(OUTPUT), List.of(), true),
        new CommandModel("db export", List.of(), COMMON, List.of(), true),
        new CommandModel("db import", List.of(), COMMON, List.of(), true));
  }

  private static List<CommandModel> cache() {
    return List.of(
        new CommandModel("cache status", List.of(), with(FORMAT), List.of("table", "json"), false),
        new CommandModel("cache clean", List.of(), COMMON, List.of(), false));
  }

  private static List<CommandModel> policies() {
    Option policy = new Option("--policy", null, Kind.VALUE);
    Option key = new Option("--policy-key", null, Kind.LIST);
    Option plain = new Option("--insecure-registry", null, Kind.LIST);
    return List.of(
        new CommandModel("policy show", List.of(), with(policy), List.of(), false),
        new CommandModel("policy check", List.of(), with(policy, key, plain), List.of(), false),
        new CommandModel("policy explain", List.of(), with(policy, key, plain), List.of(), false),
        new CommandModel(
            "policy push",
            List.of(),
            with(
                policy,
                key,
                plain,
                new Option("--key", null, Kind.VALUE),
                new Option("--password-file", null, Kind.VALUE)),
            List.of(),
            true),
        new CommandModel(
            "policy test",
            List.of(),
            with(
                policy,
                key,
                plain,
                new Option("--scans", null, Kind.VALUE),
                new Option("--team", null, Kind.VALUE),
                new Option("--branch", null, Kind.VALUE),
                new Option("--environment", null, Kind.VALUE)),
            List.of(),
            false));
  }

  private static CommandModel except() {
    return new CommandModel(
        "except",
        List.of(),
        with(
            OUTPUT,
            new Option("--policy", null, Kind.VALUE),
            new Option("--policy-key", null, Kind.LIST),
            new Option("--insecure-registry", null, Kind.LIST),
            new Option("--package", null, Kind.LIST),
            new Option("--path", null, Kind.LIST),
            new Option("--observation", null, Kind.LIST),
            new Option("--image", null, Kind.LIST),
            new Option("--rules", null, Kind.LIST),
            new Option("--reason", null, Kind.VALUE),
            new Option("--owner", null, Kind.VALUE),
            new Option("--until", null, Kind.VALUE),
            new Option("--status", null, Kind.VALUE),
            new Option("--justification", null, Kind.VALUE),
            new Option("--export", null, Kind.VALUE),
            new Option("--product", null, Kind.VALUE)),
        List.of(),
        true);
  }

  private static CommandModel init() {
    return new CommandModel(
        "init",
        List.of(),
        with(
            new Option("--archive", null, Kind.VALUE),
            new Option("--sha256", null, Kind.VALUE),
            new Option("--dockerfile", null, Kind.VALUE),
            new Option("--target", null, Kind.VALUE),
            new Option("--dry-run", null, Kind.FLAG),
            new Option("--base", null, Kind.VALUE),
            new Option("--bases", null, Kind.VALUE),
            new Option("--advisories", null, Kind.VALUE),
            new Option("--insecure-registry", null, Kind.LIST)),
        List.of(),
        true);
  }

  private static Option[] gate() {
    return new Option[] {
      new Option("--policy", null, Kind.VALUE),
      new Option("--policy-key", null, Kind.LIST),
      new Option("--team", null, Kind.VALUE),
      new Option("--branch", null, Kind.VALUE),
      new Option("--environment", null, Kind.VALUE),
      new Option("--baseline", null, Kind.VALUE),
      COMMENT,
      COMMENT_ON,
      HOST_KIND,
      HOST_URL,
      new Option("--report", null, Kind.LIST),
      new Option("--details", null, Kind.FLAG),
      new Option("--vex", null, Kind.LIST),
      new Option("--no-hygiene", null, Kind.FLAG)
    };
  }

  private static CommandModel signing(String name, Option... more) {
    List<Option> options =
        new ArrayList<>(
            with(
                new Option("--key", null, Kind.VALUE),
                new Option("--password-file", null, Kind.VALUE),
                new Option("--platform", null, Kind.VALUE),
                new Option("--insecure-registry", null, Kind.LIST)));
    options.addAll(List.of(more));
    return new CommandModel(name, List.of(), options, List.of(), true);
  }

  private static CommandModel verify() {
    return new CommandModel(
        "verify",
        List.of(),
        with(
            FORMAT,
            OUTPUT,
            new Option("--key", null, Kind.LIST),
            new Option("--type", null, Kind.LIST),
            new Option("--max-age", null, Kind.VALUE),
            new Option("--policy", null, Kind.VALUE),
            new Option("--policy-key", null, Kind.LIST),
            new Option("--team", null, Kind.VALUE),
            new Option("--branch", null, Kind.VALUE),
            new Option("--environment", null, Kind.VALUE),
            new Option("--layers", null, Kind.FLAG),
            new Option("--platform", null, Kind.VALUE),
            new Option("--insecure-registry", null, Kind.LIST)),
        List.of("table", "json"),
        true);
  }

  private static CommandModel key() {
    return new CommandModel(
        "key generate",
        List.of(),
        with(
            new Option("--algorithm", null, Kind.VALUE),
            new Option("--password-file", null, Kind.VALUE)),
        List.of(),
        true);
  }

  private static CommandModel explain() {
    return new CommandModel(
        "explain",
        List.of(),
        with(
            FORMAT,
            OUTPUT,
            new Option("--platform", null, Kind.VALUE),
            new Option("--advisories", null, Kind.VALUE),
            new Option("--vex", null, Kind.LIST),
            new Option("--sbom-from", null, Kind.VALUE),
            new Option("--insecure-registry", null, Kind.LIST),
            LAYER_CACHE,
            NO_CACHE),
        List.of("table", "json", "markdown"),
        true);
  }

  private static CommandModel image(String name, List<String> formats, List<Option> more) {
    List<Option> options =
        new ArrayList<>(
            with(
                FORMAT,
                OUTPUT,
                new Option("--platform", null, Kind.VALUE),
                new Option("--all-images", null, Kind.FLAG),
                new Option("--include-deleted", null, Kind.FLAG),
                new Option("--advisories", null, Kind.VALUE),
                new Option("--sbom-from", null, Kind.VALUE),
                new Option("--insecure-registry", null, Kind.LIST),
                LAYER_CACHE,
                NO_CACHE));
    options.addAll(more);
    return new CommandModel(name, List.of(), options, formats, true);
  }

  /// What tells of the project that an image is built from.
  private static List<Option> project(Option... more) {
    List<Option> options = new ArrayList<>(List.of(more));
    options.add(new Option("--dockerfile", null, Kind.VALUE));
    options.add(new Option("--target", null, Kind.VALUE));
    options.add(new Option("--build-arg", null, Kind.LIST));
    options.add(new Option("--project", null, Kind.VALUE));
    options.add(new Option("--provenance", null, Kind.VALUE));
    options.add(new Option("--base", null, Kind.LIST));
    options.add(new Option("--try-bases", null, Kind.FLAG));
    return options;
  }

  static List<Option> with(Option... more) {
    List<Option> options = new ArrayList<>(COMMON);
    options.addAll(List.of(more));
    return options;
  }

  /// The word under which the command above knows it.
  String word() {
    return name.substring(name.lastIndexOf(' ') + 1);
  }

  @Nullable CommandModel command(String word) {
    for (CommandModel command : commands) {
      if (command.word().equals(word)) {
        return command;
      }
    }
    return null;
  }

  /// @param name of either form
  @Nullable Option option(String name) {
    for (Option option : options) {
      if (option.name.equals(name) || name.equals(option.letter)) {
        return option;
      }
    }
    return null;
  }
}
