package dev.drydock.project.golang;

import dev.drydock.project.source.SourceText;
import java.util.List;

/// What a go.mod says, line by line.
///
/// @param lines in the order of the file
/// @param blocks in the order of the file
record GoModFile(SourceText source, List<Line> lines, List<Block> blocks) {
  GoModFile {
    lines = List.copyOf(lines);
    blocks = List.copyOf(blocks);
  }

  /// `require ( … )`.
  ///
  /// @param start in the line that opens it
  /// @param end in the line that closes it
  record Block(int start, int end) {}

  /// One word of a line, without quotes.
  record Word(String text, int start, int end) {}

  /// One directive, be it alone or in a block.
  ///
  /// @param directive `require`, `replace`, …
  /// @param words what follows it
  /// @param comment after `//`; empty where there is none
  /// @param block the index of the block that it stands in; -1 where it stands alone
  /// @param start where its first word begins, the directive's own where it stands alone
  record Line(String directive, List<Word> words, String comment, int block, int start) {
    Line {
      words = List.copyOf(words);
    }

    Word word(int index) {
      return words.get(index);
    }

    /// `// indirect`, alone or before other words.
    boolean isIndirect() {
      return comment.equals("indirect") || comment.startsWith("indirect;");
    }
  }

  List<Line> of(String directive) {
    return lines.stream().filter(line -> line.directive().equals(directive)).toList();
  }
}
