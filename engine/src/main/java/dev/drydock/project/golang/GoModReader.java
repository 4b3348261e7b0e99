package dev.drydock.project.golang;

import dev.drydock.project.ManifestException;
import dev.drydock.project.golang.GoModFile.Block;
import dev.drydock.project.golang.GoModFile.Line;
import dev.drydock.project.golang.GoModFile.Word;
import dev.drydock.project.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/// Reads a go.mod. Directives that are not known yet are passed over.
final class GoModReader {
  private static final String KIND = "a go.mod";

  private final SourceText source;
  private final String text;
  private final List<Line> lines = new ArrayList<>();

  /// The directive of the block that is open; empty outside.
  private String open = "";

  private int openedAt;
  private final List<Block> blocks = new ArrayList<>();

  GoModReader(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  GoModFile read() throws ManifestException {
    int from = text.startsWith("\ufeff") ? 1 : 0;
    while (from < text.length()) {
      line(from, source.lineEnd(from));
      from = source.nextLine(from);
    }
    if (!open.isEmpty()) {
      throw source.broken(openedAt, KIND, "a block without an end");
    }
    if (lines.stream().noneMatch(line -> line.directive().equals("module"))) {
      throw source.broken(0, KIND, "no module");
    }
    return new GoModFile(source, lines, blocks);
  }

  private void line(int from, int to) throws ManifestException {
    int comment = commentStart(from, to);
    List<Word> words = words(from, comment);
    if (words.isEmpty()) {
      return;
    }
    String note = comment == to ? "" : text.substring(comment + 2, to).strip();
    String first = words.getFirst().text();
    int start = words.getFirst().start();
    if (!open.isEmpty()) {
      if (first.equals(")")) {
        open = "";
        blocks.add(new Block(openedAt, start));
      } else {
        add(new Line(open, words, note, blocks.size(), start));
      }
      return;
    }
    if (first.isEmpty() || !first.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
      throw source.broken(start, KIND, "no directive");
    }
    List<Word> rest = words.subList(1, words.size());
    if (!rest.isEmpty() && rest.getFirst().text().equals("(")) {
      open = first;
      openedAt = start;
      if (rest.getLast().text().equals(")")) {
        open = "";
        blocks.add(new Block(openedAt, start));
      }
    } else {
      add(new Line(first, rest, note, -1, start));
    }
  }

  private void add(Line line) throws ManifestException {
    int words = line.words().size();
    boolean complete =
        switch (line.directive()) {
          case "module", "go", "toolchain" -> words >= 1;
          case "require", "exclude" -> words == 2;
          case "replace" -> isReplacement(line);
          default -> true;
        };
    if (!complete) {
      throw source.broken(line.start(), KIND, "an incomplete \"" + line.directive() + "\"");
    }
    lines.add(line);
  }

  /// `old [version] => new [version]`.
  private static boolean isReplacement(Line line) {
    int arrow = line.words().stream().map(Word::text).toList().indexOf("=>");
    int after = line.words().size() - arrow - 1;
    return (arrow == 1 || arrow == 2) && (after == 1 || after == 2);
  }

  /// Of a comment, at the start of a word.
  private int commentStart(int from, int to) {
    int at = text.indexOf("//", from, to);
    while (at >= 0 && at < to) {
      if (at == from || Character.isWhitespace(text.charAt(at - 1))) {
        return at;
      }
      at = text.indexOf("//", at + 1, to);
    }
    return to;
  }

  private List<Word> words(int from, int to) throws ManifestException {
    List<Word> words = new ArrayList<>();
    int at = from;
    while (at < to) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
        continue;
      }
      Word word = c == '"' || c == '`' ? quoted(at, to) : bare(at, to);
      words.add(word);
      at = word.end() + (c == '"' || c == '`' ? 1 : 0);
    }
    return words;
  }

  /// Its place is that of what stands between the quotes.
  private Word quoted(int start, int to) throws ManifestException {
    int end = text.indexOf(text.charAt(start), start + 1, to);
    if (end < 0 || end >= to) {
      throw source.broken(start, KIND, "a string without an end");
    }
    return new Word(text.substring(start + 1, end), start + 1, end);
  }

  private Word bare(int start, int to) {
    int end = start + 1;
    boolean bracket = "()".indexOf(text.charAt(start)) >= 0;
    while (!bracket
        && end < to
        && !Character.isWhitespace(text.charAt(end))
        && "()".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return new Word(text.substring(start, end), start, end);
  }
}
