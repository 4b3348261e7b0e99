package dev.drydock.hygiene;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Commands of a shell script that feed each other, `curl … | tar x`; a command by itself is one
/// too ([POSIX shell,
/// "Pipelines"](https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html)).
///
/// Quotes, escapes, `$(…)` and `<(…)` are kept together, whatever stands within.
record ShellPipeline(List<Command> commands) {
  private static final Set<String> FETCHERS = Set.of("curl", "wget");
  private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "zsh", "ksh");
  private static final Set<String> INTERPRETERS =
      Set.of("python", "python2", "python3", "perl", "ruby", "node", "php");
  private static final Set<String> EVALUATORS = Set.of("eval", "source", ".");

  /// Options of apt behind which their value stands.
  private static final Set<String> VALUED =
      Set.of("-o", "--option", "-c", "--config-file", "-t", "--target-release");

  /// Scripts within scripts, deeper than anybody writes them.
  private static final int DEEPEST = 4;

  ShellPipeline {
    commands = List.copyOf(commands);
  }

  /// @param sudo whether it is run by `sudo`
  /// @param words the program first, without keywords and assignments before it
  record Command(boolean sudo, List<String> words) {
    Command {
      words = List.copyOf(words);
    }

    private String program() {
      String first = words.getFirst();
      return first.substring(first.lastIndexOf('/') + 1);
    }

    private boolean isShell() {
      return SHELLS.contains(program());
    }

    /// The script in its words: `bash -lc 'make; make install'`, `su app -c make`, `perl -e 1`;
    /// `null` where there is none.
    private @Nullable String script() {
      boolean shell = isShell();
      boolean other = INTERPRETERS.contains(program());
      if (!shell && !other && !program().equals("su")) {
        return null;
      }
      for (int i = 1; i + 1 < words.size(); i++) {
        String word = words.get(i);
        boolean option = word.startsWith("-");
        if (option && !word.startsWith("--") && endsWith(word, other ? "cer" : "c")) {
          return words.get(i + 1);
        }
        if (shell && takesValue(word)) {
          i++;
        } else if (!option && (shell || other)) {
          return null; // a file with a script, and what it is given
        }
      }
      return null;
    }

    /// `bash -o pipefail`.
    private static boolean takesValue(String option) {
      return option.startsWith("-") && !option.startsWith("--") && endsWith(option, "oO");
    }

    private static boolean endsWith(String word, String letters) {
      return letters.indexOf(word.charAt(word.length() - 1)) >= 0;
    }

    /// Whether what is fed to it is a script that it runs.
    private boolean runsItsInput() {
      boolean shell = isShell();
      if (!shell && !INTERPRETERS.contains(program())) {
        return false;
      }
      for (int i = 1; i < words.size(); i++) {
        String word = words.get(i);
        if (word.equals("-")
            || word.equals("-s")
            || word.equals("--")
            || word.equals("/dev/stdin")) {
          return true;
        }
        if (shell && takesValue(word)) {
          i++;
        } else if (!word.startsWith("-") || (shell ? word.equals("-c") : hasCode(word))) {
          return false; // a script of its own, which reads what was fetched
        }
      }
      return true;
    }

    /// `python3 -c …`, also `-c'…'`, `-mjson.tool`, `perl -ne …`: of an interpreter that is no
    /// shell.
    private static boolean hasCode(String option) {
      return !option.startsWith("--") && option.chars().anyMatch(c -> "cemr".indexOf(c) >= 0);
    }

    /// `bash -c "$(curl …)"`, `bash <(curl …)`, `eval "$(curl …)"`; where only a part of the script
    /// is fetched, it is data of it.
    private boolean runsSubstituted() {
      if (EVALUATORS.contains(program())) {
        return words.stream().anyMatch(word -> isFetched(word, "$(", "`", "<("));
      }
      String script = script();
      if (script != null) {
        return isFetched(script, "$(", "`");
      }
      return (isShell() || INTERPRETERS.contains(program()))
          && words.stream()
              .skip(1)
              .filter(word -> !word.startsWith("-"))
              .limit(1)
              .anyMatch(word -> isFetched(word, "<("));
    }

    private static boolean isFetched(String word, String... opened) {
      for (String open : opened) {
        for (String fetcher : FETCHERS) {
          if (word.strip().startsWith(open + fetcher + " ")) {
            return true;
          }
        }
      }
      return false;
    }
  }

  /// Those of a script, and of the scripts that its shells are given: `bash -c '…'`.
  static List<ShellPipeline> of(String script) {
    List<ShellPipeline> all = new ArrayList<>();
    add(script, 0, all);
    return all;
  }

  private static void add(String script, int depth, List<ShellPipeline> all) {
    for (ShellPipeline pipeline : new ShellSplitter(script).split()) {
      all.add(pipeline);
      for (Command command : pipeline.commands) {
        String inner = INTERPRETERS.contains(command.program()) ? null : command.script();
        if (inner != null && depth < DEEPEST) {
          add(inner, depth + 1, all);
        }
      }
    }
  }

  /// Whether it fetches something and runs it at once.
  boolean runsWhatItFetches() {
    boolean fetched = false;
    for (Command command : commands) {
      if (fetched && command.runsItsInput() || command.runsSubstituted()) {
        return true;
      }
      fetched |= FETCHERS.contains(command.program());
    }
    return false;
  }

  /// Whether a command is this program with one of these words as its first argument that is no
  /// option, nor the value of one.
  boolean runs(Set<String> programs, Set<String> verbs) {
    for (Command command : commands) {
      if (programs.contains(command.program())) {
        List<String> words = command.words();
        for (int i = 1; i < words.size(); i++) {
          String word = words.get(i);
          if (VALUED.contains(word)) {
            i++;
          } else if (!word.startsWith("-")) {
            if (verbs.contains(word.toLowerCase(Locale.ROOT))) {
              return true;
            }
            break;
          }
        }
      }
    }
    return false;
  }

  /// Whether a shell is among the commands.
  boolean runsShell() {
    return commands.stream().anyMatch(Command::isShell);
  }

  boolean usesSudo() {
    return commands.stream().anyMatch(Command::sudo);
  }
}
