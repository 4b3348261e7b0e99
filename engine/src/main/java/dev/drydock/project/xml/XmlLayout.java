package dev.drydock.project.xml;

import dev.drydock.project.edit.SourceText;
import dev.drydock.text.TextEdit;
import java.util.List;
import java.util.Optional;

/// Writes elements into an XML document as it is laid out: with its indentation and line breaks,
/// with blank lines between where it has them, in one line where it is in one line.
public final class XmlLayout {
  private final SourceText source;
  private final String text;
  private final String unit;

  public XmlLayout(SourceText source, SourceElement root) {
    this.source = source;
    this.text = source.text();
    this.unit = unit(root).orElse("  ");
  }

  /// By how much the first child that begins a line is further in than what is around it.
  private Optional<String> unit(SourceElement element) {
    String around = source.indentation(element.start());
    for (SourceElement child : element.children()) {
      if (source.startsLine(child.start())) {
        String indentation = source.indentation(child.start());
        if (indentation.length() > around.length() && indentation.startsWith(around)) {
          return Optional.of(indentation.substring(around.length()));
        }
      }
    }
    // the children of the root are often not indented at all
    for (SourceElement child : element.children()) {
      Optional<String> deeper = unit(child);
      if (deeper.isPresent()) {
        return deeper;
      }
    }
    return Optional.empty();
  }

  /// As the last child of an element.
  public TextEdit append(SourceElement to, NewElement added) {
    String lineBreak = source.lineBreak();
    String outer = source.indentation(to.start());
    String inner = childIndentation(to);
    String lines = added.lines(inner, unit, lineBreak);
    if (to.isEmptyTag()) {
      int slash = text.lastIndexOf('/', to.end() - 1);
      int tagEnd = slash;
      while (text.charAt(tagEnd - 1) <= ' ') {
        tagEnd--;
      }
      String content =
          source.startsLine(to.start()) ? lineBreak + lines + lineBreak + outer : added.inOneLine();
      return new TextEdit(tagEnd, to.end(), ">" + content + "</" + to.name() + ">");
    }
    int closing = to.contentEnd();
    if (source.startsLine(closing)) {
      return TextEdit.insertion(source.lineStart(closing), lines + lineBreak);
    }
    List<SourceElement> children = to.children();
    if (children.isEmpty()
        && source.startsLine(to.start())
        && text.substring(to.contentStart(), closing).isBlank()) {
      return new TextEdit(to.contentStart(), closing, lineBreak + lines + lineBreak + outer);
    }
    if (!children.isEmpty() && source.startsLine(children.getLast().start())) {
      return TextEdit.insertion(children.getLast().end(), lineBreak + lines);
    }
    return TextEdit.insertion(closing, added.inOneLine());
  }

  private String childIndentation(SourceElement parent) {
    for (SourceElement child : parent.children()) {
      if (source.startsLine(child.start())) {
        return source.indentation(child.start());
      }
    }
    return source.indentation(parent.start()) + unit;
  }

  /// Before an element, and before the comments that stand directly above it.
  public TextEdit before(SourceElement sibling, NewElement added) {
    if (!source.startsLine(sibling.start())) {
      return TextEdit.insertion(sibling.start(), added.inOneLine());
    }
    int at = aboveComments(sibling);
    String lineBreak = source.lineBreak();
    boolean apart = at > 0 && source.endsLine(source.lineStart(at - 1));
    String lines = added.lines(source.indentation(sibling.start()), unit, lineBreak);
    return TextEdit.insertion(at, lines + lineBreak + (apart ? lineBreak : ""));
  }

  private int aboveComments(SourceElement sibling) {
    int at = source.lineStart(sibling.start());
    while (at > 0) {
      int end = source.lineEnd(at - 1);
      if (!text.substring(source.lineStart(at - 1), end).endsWith("-->")) {
        return at;
      }
      int comment = text.lastIndexOf("<!--", end);
      if (comment < 0 || !source.startsLine(comment)) {
        return at;
      }
      at = source.lineStart(comment);
    }
    return at;
  }

  /// After an element and what stands behind it in its line.
  public TextEdit after(SourceElement sibling, NewElement added) {
    if (!source.startsLine(sibling.start())) {
      return TextEdit.insertion(sibling.end(), added.inOneLine());
    }
    String lineBreak = source.lineBreak();
    String lines = added.lines(source.indentation(sibling.start()), unit, lineBreak);
    if (!endsWithComment(sibling.end()) || source.nextLine(sibling.end()) == text.length()) {
      return TextEdit.insertion(sibling.end(), lineBreak + lines);
    }
    int at = source.nextLine(sibling.end());
    boolean apart = source.endsLine(at);
    return TextEdit.insertion(at, (apart ? lineBreak : "") + lines + lineBreak);
  }

  /// Takes an element out, with its lines and a comment behind it.
  public TextEdit removal(SourceElement element) {
    int end = endsWithComment(element.end()) ? source.lineEnd(element.end()) : element.end();
    return source.startsLine(element.start())
        ? source.removal(element.start(), end)
        : new TextEdit(element.start(), element.end(), "");
  }

  /// Whether nothing but one whole comment stands from there to the end of the line.
  private boolean endsWithComment(int offset) {
    int at = source.skipBlanks(offset);
    int end = source.lineEnd(offset);
    if (at >= end) {
      return true;
    }
    int closing = text.startsWith("<!--", at) ? text.indexOf("-->", at + 4, end) : -1;
    return closing >= 0 && source.skipBlanks(closing + 3) >= end;
  }
}
