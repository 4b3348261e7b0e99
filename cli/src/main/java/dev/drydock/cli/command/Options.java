package dev.drydock.cli.command;

import dev.drydock.cli.command.CommandModel.Kind;
import dev.drydock.cli.command.CommandModel.Option;

/// The options that several commands have, so that they are called the same everywhere.
public final class Options {
  public static final Option ADVISORIES = new Option("--advisories", null, Kind.VALUE);
  public static final Option AS = new Option("--as", null, Kind.VALUE);
  public static final Option AUTHOR = new Option("--author", null, Kind.VALUE);
  public static final Option BASES = new Option("--bases", null, Kind.VALUE);
  public static final Option BRANCH = new Option("--branch", null, Kind.VALUE);
  public static final Option BUILD_ARG = new Option("--build-arg", null, Kind.LIST);
  public static final Option COSIGN_TAGS = new Option("--cosign-tags", null, Kind.FLAG);
  public static final Option DETAILS = new Option("--details", null, Kind.FLAG);
  public static final Option DOCKERFILE = new Option("--dockerfile", null, Kind.VALUE);
  public static final Option DRY_RUN = new Option("--dry-run", null, Kind.FLAG);
  public static final Option ENVIRONMENT = new Option("--environment", null, Kind.VALUE);
  public static final Option FORMAT = new Option("--format", "-f", Kind.VALUE);
  public static final Option INSECURE_REGISTRY = new Option("--insecure-registry", null, Kind.LIST);
  public static final Option KEY = new Option("--key", null, Kind.VALUE);
  public static final Option LAYER_CACHE = new Option("--layer-cache", null, Kind.LIST);
  public static final Option NO_CACHE = new Option("--no-cache", null, Kind.FLAG);
  public static final Option NO_HYGIENE = new Option("--no-hygiene", null, Kind.FLAG);
  public static final Option OUTPUT = new Option("--output", "-o", Kind.VALUE);
  public static final Option PASSWORD_FILE = new Option("--password-file", null, Kind.VALUE);
  public static final Option PLATFORM = new Option("--platform", null, Kind.VALUE);
  public static final Option POLICY = new Option("--policy", null, Kind.VALUE);
  public static final Option POLICY_KEY = new Option("--policy-key", null, Kind.LIST);
  public static final Option PROJECT = new Option("--project", null, Kind.VALUE);
  public static final Option REASON = new Option("--reason", null, Kind.VALUE);
  public static final Option REPLACEMENT = new Option("--replacement", null, Kind.VALUE);
  public static final Option REPORT = new Option("--report", null, Kind.LIST);
  public static final Option SBOM_FROM = new Option("--sbom-from", null, Kind.VALUE);
  public static final Option SERVER = new Option("--server", null, Kind.VALUE);
  public static final Option TARGET = new Option("--target", null, Kind.VALUE);
  public static final Option TEAM = new Option("--team", null, Kind.VALUE);
  public static final Option TRY_BASES = new Option("--try-bases", null, Kind.FLAG);
  public static final Option VEX = new Option("--vex", null, Kind.LIST);
  public static final Option COMMENT = new Option("--comment", null, Kind.FLAG);
  public static final Option COMMENT_ON = new Option("--comment-on", null, Kind.VALUE);
  public static final Option HOST_KIND = new Option("--host-kind", null, Kind.VALUE);
  public static final Option HOST_URL = new Option("--host-url", null, Kind.VALUE);

  private Options() {}
}
