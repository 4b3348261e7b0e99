package dev.drydock.hygiene;

import dev.drydock.dockerfile.Heredoc;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Word;
import java.util.List;

/// What a shell reads of a `RUN`.
final class RunScript {
  private RunScript() {}

  static String of(Instruction run) {
    List<Word> exec = run.exec();
    if (exec != null) {
      return quoted(exec);
    }
    StringBuilder script = new StringBuilder(run.argumentText());
    if (isFedToShell(run.argumentText())) {
      for (Heredoc heredoc : run.heredocs()) {
        if (heredoc.isForShell()) {
          script.append('\n').append(heredoc.content());
        }
      }
    }
    return script.toString();
  }

  /// No shell reads the words of the JSON form: each is one word, whatever stands in it.
  private static String quoted(List<Word> exec) {
    StringBuilder script = new StringBuilder();
    for (Word word : exec) {
      script.append(script.isEmpty() ? "" : " ");
      script.append('\'').append(word.text().replace("'", "'\\''")).append('\'');
    }
    return script.toString();
  }

  /// Whether a heredoc is the script itself, `RUN <<EOF`, or what a shell reads, and not a file
  /// that is written, `cat <<EOF > settings`.
  private static boolean isFedToShell(String line) {
    List<ShellPipeline> pipelines = ShellPipeline.of(line);
    return pipelines.isEmpty() || pipelines.stream().anyMatch(ShellPipeline::runsShell);
  }
}
