package dev.drydock.project.xml;

import java.util.List;
import java.util.stream.Collectors;

/// An element that is to be written into an XML document.
///
/// @param tag its name, with attributes where it has any
/// @param text `""` where it has children or nothing
public record NewElement(String tag, String text, List<NewElement> children) {
  public NewElement {
    children = List.copyOf(children);
  }

  public static NewElement of(String name, String text) {
    return new NewElement(name, text, List.of());
  }

  public static NewElement of(String name, NewElement... children) {
    return new NewElement(name, "", List.of(children));
  }

  /// Over several lines, without a line break at the end.
  String lines(String indentation, String unit, String lineBreak) {
    if (children.isEmpty()) {
      return indentation + inOneLine();
    }
    return children.stream()
        .map(child -> child.lines(indentation + unit, unit, lineBreak))
        .collect(
            Collectors.joining(
                lineBreak,
                indentation + "<" + tag + ">" + lineBreak,
                lineBreak + indentation + "</" + name() + ">"));
  }

  String inOneLine() {
    if (children.isEmpty() && text.isEmpty()) {
      return "<" + tag + " />";
    }
    String content =
        children.stream().map(NewElement::inOneLine).collect(Collectors.joining())
            + Written.escaped(text);
    return "<" + tag + ">" + content + "</" + name() + ">";
  }

  private String name() {
    int space = tag.indexOf(' ');
    return space < 0 ? tag : tag.substring(0, space);
  }
}
