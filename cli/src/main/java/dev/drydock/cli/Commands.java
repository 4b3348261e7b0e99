package dev.drydock.cli;

import dev.drydock.cli.base.BaseCommands;
import dev.drydock.cli.command.CommandModel;
import dev.drydock.cli.command.CommandModel.Kind;
import dev.drydock.cli.command.CommandModel.Option;
import dev.drydock.cli.command.Options;
import dev.drydock.cli.fleet.FleetCommands;
import dev.drydock.cli.fleet.InventoryCommand;
import dev.drydock.cli.promotion.PromoteCommand;
import dev.drydock.cli.signing.KeylessOptions;
import dev.drydock.report.format.ReportFormat;
import java.util.ArrayList;
import java.util.List;

/// All commands and their options. Rooms with many of their own, such as `base`, tell theirs there.
final class Commands {
  private Commands() {}

  static CommandModel root() {
    return new CommandModel(
        "",
        List.of(
            image(
                "scan",
                ReportFormat.words(),
                project(
                    Options.COMMENT,
                    Options.COMMENT_ON,
                    Options.HOST_KIND,
                    Options.HOST_URL,
                    Options.REPORT,
                    Options.SERVER,
                    Options.AS,
                    Options.TEAM,
                    Options.BASES,
                    Options.DETAILS,
                    new Option("--explain-match", null, Kind.FLAG),
                    Options.VEX,
                    new Option("--show-suppressed", null, Kind.FLAG),
                    Options.NO_HYGIENE)),
            image("plan", List.of("table", "json"), project(Options.VEX, Options.BASES)),
            image(
                "fix",
                List.of("table"),
                project(
                    Options.VEX,
                    Options.BASES,
                    Options.DRY_RUN,
                    new Option("--pin", null, Kind.FLAG),
                    new Option("--allow-dirty", null, Kind.FLAG),
                    new Option("--branch", null, Kind.FLAG),
                    new Option("--pull-request", null, Kind.FLAG),
                    new Option("--remote", null, Kind.VALUE),
                    new Option("--onto", null, Kind.VALUE),
                    Options.HOST_KIND,
                    Options.HOST_URL)),
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
                    Options.AUTHOR,
                    new Option("--hashes", null, Kind.FLAG),
                    new Option("--compare-attached", null, Kind.FLAG))),
            explain(),
            signing("sign", Options.COSIGN_TAGS),
            signing(
                "attest",
                Options.COSIGN_TAGS,
                new Option("--type", null, Kind.VALUE),
                new Option("--predicate", null, Kind.VALUE),
                Options.ADVISORIES,
                Options.VEX,
                Options.AUTHOR),
            verify(),
            BaseCommands.model(),
            PromoteCommand.model(),
            FleetCommands.model(),
            InventoryCommand.model(),
            new CommandModel("key", List.of(key()), CommandModel.COMMON, List.of(), false),
            new CommandModel("policy", policies(), CommandModel.COMMON, List.of(), false),
            except(),
            init(),
            new CommandModel("db", database(), CommandModel.COMMON, List.of(), false),
            new CommandModel("cache", cache(), CommandModel.COMMON, List.of(), false)),
        CommandModel.with(new Option("--version", "-V", Kind.FLAG)),
        List.of(),
        false);
  }

  private static List<CommandModel> database() {
    return List.of(
        new CommandModel(
            "db status",
            List.of(),
            CommandModel.with(Options.FORMAT),
            List.of("table", "json"),
            false),
        new CommandModel(
            "db update",
            List.of(),
            CommandModel.with(
                new Option("--mirror", null, Kind.VALUE),
                new Option("--ecosystem", null, Kind.LIST)),
            List.of(),
            false),
        new CommandModel("db build", List.of(), CommandModel.with(Options.OUTPUT), List.of(), true),
        new CommandModel("db export", List.of(), CommandModel.COMMON, List.of(), true),
        new CommandModel("db import", List.of(), CommandModel.COMMON, List.of(), true));
  }

  private static List<CommandModel> cache() {
    return List.of(
        new CommandModel(
            "cache status",
            List.of(),
            CommandModel.with(Options.FORMAT),
            List.of("table", "json"),
            false),
        new CommandModel("cache clean", List.of(), CommandModel.COMMON, List.of(), false));
  }

  private static List<CommandModel> policies() {
    Option policy = Options.POLICY;
    Option key = Options.POLICY_KEY;
    Option plain = Options.INSECURE_REGISTRY;
    return List.of(
        new CommandModel("policy show", List.of(), CommandModel.with(policy), List.of(), false),
        new CommandModel(
            "policy check", List.of(), CommandModel.with(policy, key, plain), List.of(), false),
        new CommandModel(
            "policy explain", List.of(), CommandModel.with(policy, key, plain), List.of(), false),
        new CommandModel(
            "policy push",
            List.of(),
            CommandModel.with(policy, key, plain, Options.KEY, Options.PASSWORD_FILE),
            List.of(),
            true),
        new CommandModel(
            "policy test",
            List.of(),
            CommandModel.with(
                policy,
                key,
                plain,
                new Option("--scans", null, Kind.VALUE),
                Options.TEAM,
                Options.BRANCH,
                Options.ENVIRONMENT),
            List.of(),
            false));
  }

  private static CommandModel except() {
    return new CommandModel(
        "except",
        List.of(),
        CommandModel.with(
            Options.OUTPUT,
            Options.POLICY,
            Options.POLICY_KEY,
            Options.INSECURE_REGISTRY,
            new Option("--package", null, Kind.LIST),
            new Option("--path", null, Kind.LIST),
            new Option("--observation", null, Kind.LIST),
            new Option("--image", null, Kind.LIST),
            new Option("--rules", null, Kind.LIST),
            Options.REASON,
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
        CommandModel.with(
            new Option("--archive", null, Kind.VALUE),
            new Option("--sha256", null, Kind.VALUE),
            Options.DOCKERFILE,
            Options.TARGET,
            Options.DRY_RUN,
            new Option("--base", null, Kind.VALUE),
            Options.BASES,
            Options.ADVISORIES,
            Options.INSECURE_REGISTRY),
        List.of(),
        true);
  }

  private static Option[] gate() {
    return new Option[] {
      Options.POLICY,
      Options.POLICY_KEY,
      Options.TEAM,
      Options.BRANCH,
      Options.ENVIRONMENT,
      new Option("--baseline", null, Kind.VALUE),
      Options.COMMENT,
      Options.COMMENT_ON,
      Options.HOST_KIND,
      Options.HOST_URL,
      Options.REPORT,
      Options.SERVER,
      Options.AS,
      Options.DETAILS,
      Options.VEX,
      Options.NO_HYGIENE
    };
  }

  private static CommandModel signing(String name, Option... more) {
    List<Option> options =
        new ArrayList<>(
            CommandModel.with(
                Options.KEY, Options.PASSWORD_FILE, Options.PLATFORM, Options.INSECURE_REGISTRY));
    options.addAll(KeylessOptions.signing());
    options.addAll(List.of(more));
    return new CommandModel(name, List.of(), options, List.of(), true);
  }

  private static CommandModel verify() {
    List<Option> options =
        CommandModel.with(
            Options.FORMAT,
            Options.OUTPUT,
            new Option("--key", null, Kind.LIST),
            new Option("--type", null, Kind.LIST),
            new Option("--max-age", null, Kind.VALUE),
            Options.POLICY,
            Options.POLICY_KEY,
            Options.TEAM,
            Options.BRANCH,
            Options.ENVIRONMENT,
            new Option("--layers", null, Kind.FLAG),
            Options.PLATFORM,
            Options.INSECURE_REGISTRY);
    options.addAll(KeylessOptions.verifying());
    return new CommandModel("verify", List.of(), options, List.of("table", "json"), true);
  }

  private static CommandModel key() {
    return new CommandModel(
        "key generate",
        List.of(),
        CommandModel.with(new Option("--algorithm", null, Kind.VALUE), Options.PASSWORD_FILE),
        List.of(),
        true);
  }

  private static CommandModel explain() {
    return new CommandModel(
        "explain",
        List.of(),
        CommandModel.with(
            Options.FORMAT,
            Options.OUTPUT,
            Options.PLATFORM,
            Options.ADVISORIES,
            Options.VEX,
            Options.SBOM_FROM,
            Options.INSECURE_REGISTRY,
            Options.LAYER_CACHE,
            Options.NO_CACHE),
        List.of("table", "json", "markdown"),
        true);
  }

  private static CommandModel image(String name, List<String> formats, List<Option> more) {
    List<Option> options =
        new ArrayList<>(
            CommandModel.with(
                Options.FORMAT,
                Options.OUTPUT,
                Options.PLATFORM,
                new Option("--all-images", null, Kind.FLAG),
                new Option("--include-deleted", null, Kind.FLAG),
                Options.ADVISORIES,
                Options.SBOM_FROM,
                Options.INSECURE_REGISTRY,
                Options.LAYER_CACHE,
                Options.NO_CACHE));
    options.addAll(more);
    return new CommandModel(name, List.of(), options, formats, true);
  }

  /// What tells of the project that an image is built from.
  private static List<Option> project(Option... more) {
    List<Option> options = new ArrayList<>(List.of(more));
    options.add(Options.DOCKERFILE);
    options.add(Options.TARGET);
    options.add(Options.BUILD_ARG);
    options.add(Options.PROJECT);
    options.add(new Option("--provenance", null, Kind.VALUE));
    options.add(new Option("--base", null, Kind.LIST));
    options.add(Options.TRY_BASES);
    return options;
  }
}
