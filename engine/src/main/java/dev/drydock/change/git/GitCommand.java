package dev.drydock.change.git;

import dev.drydock.change.ChangeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs [GitProgram] in one directory so that it asks nobody, opens no pager or editor, says
/// everything in the same language, and takes paths for paths.
final class GitCommand {
  private static final byte[] NOTHING = {};

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "LC_ALL", "C",
          "LANGUAGE", "",
          "GIT_TERMINAL_PROMPT", "0",
          "GIT_PAGER", "cat",
          "GIT_EDITOR", ":",
          "GIT_OPTIONAL_LOCKS", "0");

  /// What the user's configuration must not change about plumbing; everything else of it holds:
  /// credentials, proxies, ssh, signing, filters, hooks of a push.
  private static final List<String> OPTIONS =
      List.of(
          "--no-pager",
          "--literal-pathspecs",
          "-c",
          "core.safecrlf=false",
          "-c",
          "core.fsmonitor=false",
          "-c",
          "core.splitIndex=false",
          "-c",
          "i18n.commitEncoding=UTF-8",
          "-c",
          "gc.auto=0",
          "-c",
          "maintenance.auto=false");

  private final GitProgram program;
  private final Path directory;

  GitCommand(GitProgram program, Path directory) {
    this.program = program;
    this.directory = directory;
  }

  GitCommand in(Path other) {
    return new GitCommand(program, other);
  }

  Path directory() {
    return directory;
  }

  /// Its answer, whatever it is.
  GitProgram.Result attempt(String... arguments) throws IOException, InterruptedException {
    return attempt(Map.of(), NOTHING, List.of(arguments));
  }

  GitProgram.Result attempt(Map<String, String> environment, byte[] input, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(OPTIONS);
    all.addAll(arguments);
    Map<String, String> variables = new HashMap<>(ENVIRONMENT);
    variables.putAll(environment);
    return program.run(directory, variables, input, all);
  }

  /// All that it says, where it does what was asked.
  ///
  /// @param doing what is tried, for the user: `write a commit`
  String answer(String doing, String... arguments) throws IOException, InterruptedException {
    return answer(doing, Map.of(), NOTHING, List.of(arguments));
  }

  String answer(String doing, Map<String, String> environment, byte[] input, List<String> arguments)
      throws IOException, InterruptedException {
    GitProgram.Result result = attempt(environment, input, arguments);
    if (!result.isSuccess()) {
      throw GitErrors.of(doing, directory, result);
    }
    return withoutLineEnd(result.output());
  }

  /// As [#answer], where that has to be the id of an object.
  String id(String doing, Map<String, String> environment, byte[] input, List<String> arguments)
      throws IOException, InterruptedException {
    String id = answer(doing, environment, input, arguments);
    if (!isId(id)) {
      throw new ChangeException(
          ChangeException.Kind.UNSUPPORTED,
          "cannot "
              + doing
              + ": git answered with something that is no object id; is it git 2.30"
              + " or newer?");
    }
    return id;
  }

  /// Whether the text is the whole id of an object, SHA-1 or SHA-256.
  static boolean isId(String text) {
    if (text.length() != 40 && text.length() != 64) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  /// A path may end with line feeds of its own: only git's is taken off.
  static String withoutLineEnd(String text) {
    String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
