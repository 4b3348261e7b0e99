package dev.drydock.origin;

import dev.drydock.bom.Bom.HistoryEntry;
import dev.drydock.dockerfile.Heredoc;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.NoOperation;
import dev.drydock.dockerfile.Word;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An entry of an image's history as an instruction: what builders made of a line of a Dockerfile.
///
/// @param keyword in upper case
/// @param text what follows it
/// @param verbatim whether it is a line of a Dockerfile with nothing that BuildKit adds: kaniko's
record DockerfileHistoryEntry(Style style, String keyword, String text, boolean verbatim) {
  private static final String BUILDKIT = "# buildkit";
  private static final Set<String> KEYWORDS =
      Set.of(
          "ADD",
          "ARG",
          "CMD",
          "COPY",
          "ENTRYPOINT",
          "ENV",
          "EXPOSE",
          "HEALTHCHECK",
          "LABEL",
          "MAINTAINER",
          "ONBUILD",
          "RUN",
          "SHELL",
          "STOPSIGNAL",
          "USER",
          "VOLUME",
          "WORKDIR");

  /// How it is written.
  enum Style {
    /// `/bin/sh -c #(nop) COPY file:… in /app`: Docker's builder of before, Buildah
    NO_OPERATION,
    /// `COPY . /app # buildkit`, `CMD ["sh"]`: BuildKit; kaniko writes the line as it is
    RAW,
    /// `/bin/sh -c make`: a `RUN` of Docker's builder of before, or of Buildah
    COMMAND
  }

  /// `null` where it says nothing.
  static @Nullable DockerfileHistoryEntry of(HistoryEntry entry) {
    String text = entry.createdBy() == null ? "" : entry.createdBy().strip();
    if (text.isEmpty()) {
      return null;
    }
    String noOperation = NoOperation.in(text);
    if (noOperation != null) {
      String keyword = keyword(noOperation);
      return keyword == null
          ? null
          : new DockerfileHistoryEntry(
              Style.NO_OPERATION, keyword, noOperation.substring(keyword.length()), false);
    }
    String keyword = keyword(text);
    if (keyword == null) {
      return new DockerfileHistoryEntry(Style.COMMAND, "RUN", text, false);
    }
    String rest = text.substring(keyword.length());
    boolean marked = rest.endsWith(BUILDKIT);
    String comment = entry.comment() == null ? "" : entry.comment();
    return new DockerfileHistoryEntry(
        Style.RAW,
        keyword,
        marked ? rest.substring(0, rest.length() - BUILDKIT.length()) : rest,
        !marked && !entry.emptyLayer() && !comment.startsWith("buildkit."));
  }

  private static @Nullable String keyword(String text) {
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    String keyword = text.substring(0, end).toUpperCase(Locale.ROOT);
    return keyword.length() == end && KEYWORDS.contains(keyword) ? keyword : null;
  }

  /// Whether a builder may have made this entry of that instruction.
  boolean isOf(Instruction instruction) {
    if (!instruction.is(keyword)) {
      return false;
    }
    String written = instruction.argumentText();
    return switch (keyword) {
      case "RUN" -> isRun(instruction);
      case "CMD", "ENTRYPOINT" ->
          isCommand(plain(text), plain(written), instruction.exec() != null);
      case "COPY", "ADD" -> isCopy(instruction);
      case "WORKDIR" -> isPath(pattern(written), plain(text));
      case "ENV", "LABEL" -> isPairs(written);
      case "ARG" -> isArgument(instruction);
      case "EXPOSE" -> isExpose(instruction);
      case "HEALTHCHECK" -> isHealthcheck(written);
      case "ONBUILD", "SHELL" -> plain(text).equalsIgnoreCase(plain(written));
      default -> pattern(written).matches(plain(text));
    };
  }

  private static String plain(String text) {
    return DockerfileHistoryText.plain(text);
  }

  private static DockerfileHistoryText pattern(String text) {
    return DockerfileHistoryText.pattern(text);
  }

  private boolean isRun(Instruction run) {
    String made = plain(withoutFlags(text));
    boolean exec = run.exec() != null;
    if (run.heredocs().isEmpty()) {
      return isCommand(made, plain(run.argumentText()), exec);
    }
    StringBuilder whole = new StringBuilder(run.argumentText());
    StringBuilder open = new StringBuilder(run.argumentText());
    StringBuilder bodies = new StringBuilder();
    for (Heredoc heredoc : run.heredocs()) {
      bodies.append(heredoc.content());
      open.append('\n').append(heredoc.content());
      whole.append('\n').append(heredoc.content()).append(heredoc.name());
    }
    // kaniko and Buildah write the first line alone, Buildah of later the bodies behind it without
    // their ends; BuildKit runs a script with `#!` as a file of its own
    return isCommand(made, plain(bodies.toString()), false)
        || isCommand(made, plain(whole.toString()), false)
        || style == Style.COMMAND
            && (isCommand(made, plain(run.argumentText()), false)
                || isCommand(made, plain(open.toString()), false))
        || verbatim && made.equals(plain(withoutFlags(run.argumentText())))
        || made.equals("/dev/pipes/" + run.heredocs().getFirst().name());
  }

  /// @param made what was run: arguments of the build, the shell, the command
  /// @param exec whether it was run without a shell
  private static boolean isCommand(String made, String command, boolean exec) {
    if (!made.endsWith(command)) {
      return false;
    }
    String before = made.substring(0, made.length() - command.length());
    if (before.isEmpty()) {
      return true;
    }
    if (!before.endsWith(" ") || command.isEmpty()) {
      return false;
    }
    String shell = before.strip();
    String option = shell.substring(shell.lastIndexOf(' ') + 1);
    // Buildah writes a shell that was not there
    return exec && shell.startsWith("|")
        || option.length() > 1 && (option.charAt(0) == '-' || option.charAt(0) == '/');
  }

  /// `COPY a b /to`, or `COPY file:HASH in /to`.
  private boolean isCopy(Instruction copy) {
    String made = plain(withoutFlags(text)).replace("<<-", "<<");
    List<Word> words = copy.exec() == null ? copy.words() : copy.exec();
    String destination = words.getLast().text();
    // Docker's builder writes no space between --chown=… and what follows it
    int in = (" " + made).lastIndexOf(" in ");
    if (style == Style.NO_OPERATION && in >= 0) {
      return isPath(pattern(destination), made.substring(in + "in ".length()));
    }
    return pattern(copy.argumentText().replace("<<-", "<<")).matches(made);
  }

  private static String withoutFlags(String text) {
    String rest = text.strip();
    while (rest.startsWith("--") && rest.indexOf(' ') > 0) {
      rest = rest.substring(rest.indexOf(' ') + 1).strip();
    }
    return rest;
  }

  /// A path that the builder may have made absolute.
  private static boolean isPath(DockerfileHistoryText written, String made) {
    DockerfileHistoryText relative = written.withoutDots();
    String path =
        made.length() > 1 && made.endsWith("/") ? made.substring(0, made.length() - 1) : made;
    return relative.isEmpty()
        || relative.matches(path)
        || !relative.startsWith("/") && relative.behind("/").matches(path);
  }

  /// `NAME=value …`; what was written `NAME value` is written down either way.
  private boolean isPairs(String written) {
    String made = plain(text);
    if (pattern(written).matches(made)) {
      return true;
    }
    String first = written.strip();
    int space = 0;
    while (space < first.length() && !Character.isWhitespace(first.charAt(space))) {
      space++;
    }
    return first.substring(0, space).indexOf('=') < 0
        && space < first.length()
        && pattern(first.substring(0, space) + "=" + first.substring(space).strip()).matches(made);
  }

  /// Its value is that of the build.
  private boolean isArgument(Instruction argument) {
    String made = plain(text);
    List<Word> words = argument.words();
    String name = name(words.getFirst().text());
    return made.equals(name)
        || made.startsWith(name + "=")
        || words.size() > 1 && made.startsWith(name + " ")
        || style == Style.NO_OPERATION && isAllArguments(words, made);
  }

  /// Buildah writes the names of all arguments so far that have a value, in their order.
  private static boolean isAllArguments(List<Word> words, String made) {
    Set<String> names = new HashSet<>(List.of(made.split(" ", -1)));
    for (Word word : words) {
      boolean value = word.text().indexOf('=') >= 0;
      if (value && !names.contains(name(word.text()))) {
        return false;
      }
    }
    return made.indexOf('=') < 0;
  }

  private static String name(String argument) {
    int equals = argument.indexOf('=');
    return equals < 0 ? argument : argument.substring(0, equals);
  }

  private boolean isExpose(Instruction expose) {
    for (Word word : expose.words()) {
      String port =
          word.text().indexOf('/') < 0
              ? word.text()
              : word.text().substring(0, word.text().indexOf('/'));
      boolean number = !port.isEmpty() && port.chars().allMatch(c -> c >= '0' && c <= '9');
      if (number && !text.contains(port)) {
        return false;
      }
    }
    return true;
  }

  private boolean isHealthcheck(String written) {
    String command = plain(written);
    String made = plain(text);
    return command.startsWith("CMD ")
        ? made.contains(command.substring("CMD ".length()))
        : made.contains(command);
  }
}
