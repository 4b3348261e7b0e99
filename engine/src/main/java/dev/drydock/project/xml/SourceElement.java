package dev.drydock.project.xml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An element of an XML document with where it stands. All offsets are in UTF-16 characters.
public final class SourceElement {
  private final @Nullable SourceElement parent;
  private final String name;
  private final int start;
  private final List<SourceAttribute> attributes;
  private final int contentStart;
  private final boolean empty;
  private final List<SourceElement> children = new ArrayList<>(4);
  private final List<Written> pieces = new ArrayList<>(1);
  private String text = "";
  private int contentEnd;
  private int end;

  SourceElement(
      @Nullable SourceElement parent,
      String name,
      int start,
      List<SourceAttribute> attributes,
      int contentStart,
      boolean empty) {
    this.parent = parent;
    this.name = name;
    this.start = start;
    this.attributes = List.copyOf(attributes);
    this.contentStart = contentStart;
    this.empty = empty;
    this.contentEnd = contentStart;
    this.end = contentStart;
  }

  void add(SourceElement child) {
    children.add(child);
  }

  /// Adds character data that is not all white space.
  void add(Written piece) {
    pieces.add(piece);
  }

  void close(int contentEnd, int end) {
    this.contentEnd = contentEnd;
    this.end = end;
    this.text = pieces.stream().map(Written::value).collect(Collectors.joining()).strip();
  }

  /// The element around this one; `null` for the root.
  public @Nullable SourceElement parent() {
    return parent;
  }

  /// With its prefix, where it has one.
  public String name() {
    return name;
  }

  /// Where its `<` stands.
  public int start() {
    return start;
  }

  /// After its last `>`.
  public int end() {
    return end;
  }

  /// After its start tag.
  public int contentStart() {
    return contentStart;
  }

  /// Before its end tag.
  public int contentEnd() {
    return contentEnd;
  }

  /// Whether it is one tag, `<name/>`.
  public boolean isEmptyTag() {
    return empty;
  }

  public List<SourceAttribute> attributes() {
    return attributes;
  }

  public List<SourceElement> children() {
    return Collections.unmodifiableList(children);
  }

  /// All children of that name.
  public List<SourceElement> children(String name) {
    return children.stream().filter(child -> child.name.equals(name)).toList();
  }

  /// The first child of that name.
  public Optional<SourceElement> child(String name) {
    return children.stream().filter(child -> child.name.equals(name)).findFirst();
  }

  /// The first attribute of that name.
  public Optional<SourceAttribute> attribute(String name) {
    return attributes.stream().filter(attribute -> attribute.name().equals(name)).findFirst();
  }

  /// All character data directly in it, without white space around it.
  public String text() {
    return text;
  }

  /// Its character data where that is in one piece; empty where there is none, and where comments
  /// or the like divide it.
  public Optional<Written> written() {
    return pieces.size() == 1 ? Optional.of(pieces.getFirst()) : Optional.empty();
  }
}
