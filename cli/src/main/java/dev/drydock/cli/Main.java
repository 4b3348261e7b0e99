package dev.drydock.cli;

import dev.drydock.cli.base.BaseCommands;
import dev.drydock.cli.cache.CacheCommands;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.database.DatabaseCommands;
import dev.drydock.cli.fix.FixCommand;
import dev.drydock.cli.fleet.FleetCommands;
import dev.drydock.cli.fleet.InventoryCommand;
import dev.drydock.cli.gate.GateCommand;
import dev.drydock.cli.init.InitCommand;
import dev.drydock.cli.key.KeyCommand;
import dev.drydock.cli.policy.ExceptCommand;
import dev.drydock.cli.policy.PolicyCommands;
import dev.drydock.cli.promotion.PromoteCommand;
import dev.drydock.cli.scan.ExplainCommand;
import dev.drydock.cli.scan.ImageCommands;
import dev.drydock.cli.signing.SigningCommands;
import dev.drydock.cli.signing.VerifyCommand;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.ImageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The entry point: one command, one exit code.
public final class Main {
  private static final String REPORT = "please report it, with what --debug prints";

  /// Set by who gives the JVM more options; see the launcher.
  private static final String JVM_OPTIONS = "DRYDOCK_JAVA_OPTS";

  private Main() {}

  public static void main(String[] args) {
    // not System.out: that one swallows errors, and a report cut off by a full disk is no report
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    int code = run(out, System.err, System.getenv(), System.getProperties(), args);
    System.err.flush();
    if (System.getenv(JVM_OPTIONS) == null) {
      // exit() looks for a logger in every jar first, which takes a tenth of a small scan; but it
      // writes recordings, for which people give the JVM options
      Runtime.getRuntime().halt(code);
    }
    System.exit(code);
  }

  /// Runs one command in this process.
  ///
  /// @param environment variables, none other are looked at
  /// @return the exit code
  public static int run(
      PrintStream out, PrintStream err, Map<String, String> environment, String... args) {
    return run(out, err, environment, System.getProperties(), args);
  }

  static int run(
      OutputStream out,
      PrintStream err,
      Map<String, String> environment,
      Properties properties,
      String... args) {
    boolean debug = Arrays.asList(args).contains("--debug");
    try (Surroundings surroundings = new Surroundings(out, err, environment, properties)) {
      if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
        // before the command line is looked at: the question that is asked most must cost least
        return version(surroundings);
      }
      return run(surroundings, args);
    } catch (Failure e) {
      return complain(err, e.getMessage(), e.exitCode(), debug, e);
    } catch (ImageException e) {
      return complain(
          err, ErrorLine.oneLine(String.valueOf(e.getMessage())), ExitCode.INPUT, debug, e);
    } catch (IOException e) {
      return complain(err, ErrorLine.of(e), ExitCode.INPUT, debug, e);
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      return complain(
          err,
          cause == null ? String.valueOf(e.getMessage()) : ErrorLine.of(cause),
          ExitCode.INPUT,
          debug,
          e);
    } catch (InterruptedException e) {
      return complain(err, "interrupted", ExitCode.INPUT, debug, e);
    } catch (OutOfMemoryError e) {
      return complain(
          err,
          "out of memory; give it more, for instance DRYDOCK_JAVA_OPTS=-Xmx2g",
          ExitCode.INPUT,
          debug,
          e);
    } catch (RuntimeException | StackOverflowError e) {
      String what = ErrorLine.oneLine(e.toString());
      return complain(
          err, "a mistake in Drydock itself (" + what + "); " + REPORT, ExitCode.INPUT, debug, e);
    }
  }

  private static int run(Surroundings surroundings, String... args)
      throws IOException, InterruptedException, Failure {
    Invocation invocation = Invocation.parse(Commands.root(), args);
    if (invocation.has("--help")) {
      return help(surroundings, invocation.command());
    }
    if (invocation.has("--version")) {
      return version(surroundings);
    }
    return switch (invocation.command()) {
      case "scan" -> ImageCommands.scan(surroundings, invocation);
      case "plan" -> ImageCommands.plan(surroundings, invocation);
      case "fix" -> FixCommand.run(surroundings, invocation);
      case "gate" -> GateCommand.run(surroundings, invocation);
      case "sbom" -> ImageCommands.sbom(surroundings, invocation);
      case "explain" -> ExplainCommand.run(surroundings, invocation);
      case "sign", "attest" -> SigningCommands.run(surroundings, invocation);
      case "promote" -> PromoteCommand.run(surroundings, invocation);
      case "verify" -> VerifyCommand.run(surroundings, invocation);
      case "base pipeline",
          "base diff",
          "base approve",
          "base deprecate",
          "base retire",
          "base revoke",
          "base list",
          "base show",
          "base history",
          "base suggest",
          "base clean" ->
          BaseCommands.run(surroundings, invocation);
      case "base" ->
          throw Failure.usage(
              "base needs to know what to do: pipeline, approve, deprecate, retire, revoke, list,"
                  + " show, history, diff, suggest or clean; see `drydock base --help`");
      case "fleet", "fleet images", "fleet show", "fleet who", "fleet teams" ->
          FleetCommands.run(surroundings, invocation);
      case "inventory", "inventory import" -> InventoryCommand.run(surroundings, invocation);
      case "key generate" -> KeyCommand.run(surroundings, invocation);
      case "key" ->
          throw Failure.usage("key needs to know what to do: generate; see `drydock key --help`");
      case "db status", "db update", "db build", "db export", "db import" ->
          DatabaseCommands.run(surroundings, invocation);
      case "cache status", "cache clean" -> CacheCommands.run(surroundings, invocation);
      case "cache" ->
          throw Failure.usage(
              "cache needs to know what to do: status or clean; see `drydock cache --help`");
      case "policy show", "policy check", "policy explain", "policy test", "policy push" ->
          PolicyCommands.run(surroundings, invocation);
      case "except" -> ExceptCommand.run(surroundings, invocation);
      case "init" -> InitCommand.run(surroundings, invocation);
      case "policy" ->
          throw Failure.usage(
              "policy needs to know what to do: show, check, explain, test or push; see `drydock policy"
                  + " --help`");
      case "db" ->
          throw Failure.usage(
              "db needs to know what to do: status, update, build, export or import; see `drydock"
                  + " db --help`");
      default -> {
        if (args.length > 0) {
          throw Failure.usage("no command given; see `drydock --help`");
        }
        help(surroundings, "");
        yield ExitCode.USAGE;
      }
    };
  }

  private static int version(Surroundings surroundings) throws IOException, Failure {
    byte[] line = ("drydock " + Surroundings.version() + "\n").getBytes(StandardCharsets.UTF_8);
    Output.write(null, surroundings.out(), out -> out.write(line));
    return ExitCode.OK;
  }

  private static int help(Surroundings surroundings, String command) throws IOException, Failure {
    String name = command.isEmpty() ? "drydock" : command.replace(' ', '-');
    try (InputStream in = Main.class.getResourceAsStream("help/" + name + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("no help for " + name);
      }
      Output.write(null, surroundings.out(), in::transferTo);
    }
    return ExitCode.OK;
  }

  private static int complain(
      PrintStream err, @Nullable String message, int exitCode, boolean debug, Throwable cause) {
    err.println("drydock: " + message);
    if (debug) {
      cause.printStackTrace(err);
    }
    err.flush();
    return exitCode;
  }
}
