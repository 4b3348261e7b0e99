package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One instruction of a Dockerfile.
///
/// @param keyword in upper case
/// @param start where its first line begins in the Dockerfile
/// @param end where the line after it begins
/// @param firstLine from 1
/// @param lastLine its heredocs included
/// @param raw its lines as written
/// @param logical what the builder sees of them, without heredocs
/// @param arguments where in the logical line its arguments begin, behind keyword and flags
/// @param exec the strings of its JSON form, where each stands between its quotes; `null` where it
///   has another form
/// @param trigger what an `ONBUILD` keeps for later
public record Instruction(
    String keyword,
    int start,
    int end,
    int firstLine,
    int lastLine,
    String raw,
    LogicalLine logical,
    List<Flag> flags,
    int arguments,
    List<Heredoc> heredocs,
    @Nullable List<Word> exec,
    @Nullable Instruction trigger)
    implements Piece {

  public Instruction {
    flags = List.copyOf(flags);
    heredocs = List.copyOf(heredocs);
    exec = exec == null ? null : List.copyOf(exec);
  }

  public boolean is(String keyword) {
    return this.keyword.equals(keyword);
  }

  /// Its arguments in one piece, without keyword and flags.
  public String argumentText() {
    return logical.text().substring(arguments);
  }

  /// Its arguments, parted at white space, quotes as written.
  public List<Word> words() {
    return Words.plain(logical, arguments);
  }

  /// The value of its first flag of that name.
  public Optional<String> flag(String name) {
    for (Flag flag : flags) {
      if (flag.name().equals(name)) {
        return Optional.ofNullable(flag.value());
      }
    }
    return Optional.empty();
  }

  /// The stages, images or contexts that it copies from or mounts: `COPY --from=NAME`, `RUN
  /// --mount=type=bind,from=NAME`.
  public List<String> sources() {
    List<String> names = new ArrayList<>();
    for (Flag flag : flags) {
      String value = flag.value();
      if (value == null) {
        continue;
      }
      if (flag.name().equals("from") && (is("COPY") || is("ADD"))) {
        names.add(value);
      } else if (flag.name().equals("mount") && is("RUN")) {
        for (String part : value.split(",", -1)) {
          String field = part.strip();
          if (field.regionMatches(true, 0, "from=", 0, "from=".length())) {
            names.add(field.substring("from=".length()));
          }
        }
      }
    }
    return names;
  }

  /// Whether its keyword is written in lower case.
  public boolean lowerCase() {
    return Character.isLowerCase(logical.charAt(0));
  }
}
