package dev.drydock.explain;

import java.util.List;

/// One question about a vulnerability, and its answer.
///
/// @param topics of the handbook that explain the words of the answer
public record Section(Kind kind, List<Line> lines, List<String> topics) {
  public Section {
    lines = List.copyOf(lines);
    topics = List.copyOf(topics);
  }

  /// The questions. The words are part of documents' contract.
  public enum Kind {
    WHAT("what", "What it is"),
    HERE("here", "Does it matter here?"),
    SEVERITY("severity", "How bad is it?"),
    ATTACK("attack", "How is it exploited?"),
    EXPLOITATION("exploitation", "Is it being exploited?"),
    PACKAGES("packages", "Which packages, and from where on are they fixed?"),
    WEAKNESS("weakness", "What kind of mistake is it?"),
    CONTAINERS("containers", "What do containers have to do with it?"),
    ADVICE("advice", "What to do"),
    REFERENCES("references", "Where to read on");

    private final String word;
    private final String title;

    Kind(String word, String title) {
      this.word = word;
      this.title = title;
    }

    public String word() {
      return word;
    }

    /// For people.
    public String title() {
      return title;
    }
  }
}
