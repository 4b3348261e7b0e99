package dev.drydock.project.python;

import dev.drydock.project.ManifestException;
import dev.drydock.project.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/// A file in the syntax of Python's `configparser`: sections of keys whose values go on in lines
/// that are indented.
final class IniFile {
  private static final String KIND = "a setup.cfg";

  private final SourceText source;
  private final String text;

  IniFile(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  /// A stretch of one line without the blanks around it.
  record Piece(int start, int end) {}

  /// @param section empty before the first header
  /// @param start where the key begins
  /// @param valueStart where its value could begin, after `=`
  /// @param pieces the lines of the value that are neither empty nor comments
  record Option(String section, String key, int start, int valueStart, List<Piece> pieces) {}

  /// @param name of the section
  /// @param start where its header begins
  record Header(String name, int start) {}

  /// @param headers in the order of the file
  /// @param options in the order of the file
  record Content(List<Header> headers, List<Option> options) {}

  Content read() throws ManifestException {
    List<Header> headers = new ArrayList<>();
    List<Option> options = new ArrayList<>();
    String section = "";
    int next;
    for (int from = text.startsWith("\ufeff") ? 1 : 0; from < text.length(); from = next) {
      next = source.nextLine(from);
      Piece piece = piece(from, source.lineEnd(from));
      if (isEmpty(piece)) {
        continue;
      }
      if (piece.start() > from
          && !options.isEmpty()
          && options.getLast().section().equals(section)) {
        options.getLast().pieces().add(piece);
      } else if (text.charAt(piece.start()) == '[') {
        section = header(piece);
        headers.add(new Header(section, piece.start()));
      } else {
        options.add(option(section, piece, headers.isEmpty()));
      }
    }
    return new Content(headers, options);
  }

  private boolean isEmpty(Piece piece) {
    return piece.start() == piece.end() || "#;".indexOf(text.charAt(piece.start())) >= 0;
  }

  private String header(Piece piece) throws ManifestException {
    int end = text.indexOf(']', piece.start(), piece.end());
    if (end < 0 || end >= piece.end()) {
      throw source.broken(piece.start(), KIND, "a header without an end");
    }
    return text.substring(piece.start() + 1, end).strip();
  }

  private Option option(String section, Piece line, boolean before) throws ManifestException {
    int at = line.start();
    while (at < line.end() && "=:".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at == line.end() || at == line.start() || before) {
      throw source.broken(
          line.start(),
          KIND,
          before ? "something before the first section" : "no \"=\" after a key");
    }
    List<Piece> pieces = new ArrayList<>();
    Piece first = piece(at + 1, line.end());
    if (first.start() < first.end()) {
      pieces.add(first);
    }
    return new Option(
        section, text.substring(line.start(), at).strip(), line.start(), at + 1, pieces);
  }

  private Piece piece(int from, int to) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return new Piece(start, end);
  }
}
