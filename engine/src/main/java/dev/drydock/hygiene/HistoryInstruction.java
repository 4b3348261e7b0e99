package dev.drydock.hygiene;

import dev.drydock.dockerfile.NoOperation;
import java.util.ArrayList;
import java.util.List;

/// An entry of an image's history as the rules look at it.
///
/// @param text `RUN make`, `ADD x /`, or the command of a `RUN` as the builder ran it; without the
///   arguments of the build
/// @param arguments of the build, `NAME=value`
record HistoryInstruction(String text, List<String> arguments) {
  private static final int LONGEST_KEYWORD = 12;

  HistoryInstruction {
    arguments = List.copyOf(arguments);
  }

  /// Docker's builder of before and Buildah write `/bin/sh -c #(nop) ADD …`, and for a `RUN` `|2
  /// A=1 B=2 /bin/sh -c …`; BuildKit writes `RUN |2 A=1 B=2 /bin/sh -c … # buildkit`.
  static HistoryInstruction of(String createdBy) {
    String text = createdBy.strip();
    String noOperation = text.startsWith("/") ? NoOperation.in(text) : null;
    if (noOperation != null && !noOperation.isEmpty()) {
      text = noOperation;
    }
    if (text.startsWith("ARG ") && text.indexOf('=') > 0) {
      return new HistoryInstruction(text, List.of(text.substring("ARG ".length()).strip()));
    }
    String run = text.startsWith("RUN |") ? text.substring("RUN ".length()) : text;
    if (!run.startsWith("|")) {
      return new HistoryInstruction(text, List.of());
    }
    List<String> arguments = new ArrayList<>();
    int at = run.indexOf(' ') + 1;
    while (at > 0) {
      int end = run.indexOf(' ', at);
      String word = end < 0 ? run.substring(at) : run.substring(at, end);
      if (word.indexOf('=') <= 0) {
        return new HistoryInstruction(run.substring(at), arguments);
      }
      arguments.add(word);
      at = end + 1;
    }
    return new HistoryInstruction("", arguments);
  }

  /// The instruction without what follows it, which may hold a secret.
  String keyword() {
    int space = text.indexOf(' ');
    String word = space < 0 ? text : text.substring(0, space);
    return word.length() <= LONGEST_KEYWORD
            && !word.isEmpty()
            && word.chars().allMatch(c -> c >= 'A' && c <= 'Z')
        ? word
        : "RUN";
  }
}
