package dev.drydock.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The commands and their options, made by hand: reading them from annotations would cost more than
/// many a command takes.
///
/// The words for people are in the files of `help/`; a test holds both together.
final class CommandModel {
  private static final Map<String, List<String>> FORMATS =
      Map.of(
          "scan", List.of("table", "json"),
          "sbom",
              List.of(
                  "table", "json", "cyclonedx-json", "spdx-json", "spdx-tv", "cyclonedx", "spdx"),
          "db status", List.of("table", "json"));

  private CommandModel() {}

  /// The formats of a command, the default first.
  static List<String> formats(String command) {
    return FORMATS.getOrDefault(command, List.of());
  }

  static CommandSpec root() {
    CommandSpec root = command("drydock");
    root.addOption(flag("-V", "--version"));
    root.addSubcommand("scan", image("scan").addOption(flag("--explain-match")));
    root.addSubcommand("sbom", image("sbom"));
    CommandSpec db = command("db");
    db.addSubcommand("status", command("status").addOption(value("-f", "--format")));
    db.addSubcommand(
        "update", command("update").addOption(value("--mirror")).addOption(list("--ecosystem")));
    db.addSubcommand("build", one(command("build"), "DIR").addOption(value("-o", "--output")));
    db.addSubcommand("export", one(command("export"), "FILE"));
    db.addSubcommand("import", one(command("import"), "FILE"));
    root.addSubcommand("db", db);
    return root;
  }

  private static CommandSpec image(String name) {
    return one(command(name), "IMAGE")
        .addOption(value("-f", "--format"))
        .addOption(value("-o", "--output"))
        .addOption(value("--platform"))
        .addOption(value("--advisories"))
        .addOption(list("--insecure-registry"));
  }

  /// A command with the options that all have.
  private static CommandSpec command(String name) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.addOption(flag("-h", "--help"));
    spec.addOption(flag("-q", "--quiet"));
    spec.addOption(flag("--no-progress"));
    spec.addOption(flag("--offline"));
    spec.addOption(flag("--debug"));
    spec.addOption(value("--cache-dir"));
    return spec;
  }

  private static OptionSpec flag(String... names) {
    return OptionSpec.builder(names).type(boolean.class).arity("0").build();
  }

  private static OptionSpec value(String... names) {
    return OptionSpec.builder(names).type(String.class).arity("1").build();
  }

  private static OptionSpec list(String... names) {
    return OptionSpec.builder(names)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .splitRegex(",")
        .build();
  }

  /// Exactly one argument is taken; how many there are is checked where words can be said about it.
  private static CommandSpec one(CommandSpec spec, String label) {
    return spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel(label)
            .build());
  }
}
