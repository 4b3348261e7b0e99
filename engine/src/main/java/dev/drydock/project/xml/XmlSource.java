package dev.drydock.project.xml;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.edit.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Scans an XML document (XML 1.0) for its elements and where they stand, within [Limits].
///
/// Done here since the JDK's readers tell where they are only roughly, and not at all within
/// character data. A document type declaration is refused, so that nothing outside the document is
/// ever read. A reference that only such a declaration could define stays as it is written.
public final class XmlSource {
  /// More than any file has that people write.
  private static final int MOST_ELEMENTS = 500_000;

  /// Digits of a character reference, leading zeros included, and letters of a name.
  private static final int LONGEST_REFERENCE = 12;

  private final String path;
  private final SourceText source;
  private final String text;
  private final Limits limits;
  private int at;
  private int depth;
  private int elements;
  private @Nullable SourceElement root;
  private @Nullable SourceElement open;

  private XmlSource(String path, SourceText source, Limits limits) {
    this.path = path;
    this.source = source;
    this.text = source.text();
    this.limits = limits;
  }

  /// @return the root element
  /// @throws ManifestException where it is no XML, or goes over a limit
  public static SourceElement read(String path, SourceText source, Limits limits)
      throws ManifestException {
    if (source.text().length() > limits.documentBytes()) {
      throw new ManifestException(
          "%s goes over the limit of %,d characters".formatted(path, limits.documentBytes()));
    }
    return new XmlSource(path, source, limits).document();
  }

  private SourceElement document() throws ManifestException {
    if (text.startsWith("\ufeff")) {
      at = 1;
    }
    while (at < text.length()) {
      int tag = text.indexOf('<', at);
      characters(at, tag < 0 ? text.length() : tag);
      if (tag < 0) {
        break;
      }
      at = tag;
      markup();
    }
    SourceElement found = root;
    if (found == null) {
      throw new ManifestException(path + " has no XML element");
    }
    if (open != null) {
      throw invalid("<" + shortened(open.name()) + "> is never closed", open.start());
    }
    return found;
  }

  private void markup() throws ManifestException {
    if (text.startsWith("<!--", at)) {
      at = after("-->", at + 4, "a comment");
    } else if (text.startsWith("<![CDATA[", at)) {
      int from = at + 9;
      at = after("]]>", from, "a CDATA section");
      piece(from, at - 3, true);
    } else if (text.startsWith("<?", at)) {
      at = after("?>", at + 2, "a processing instruction");
    } else if (text.startsWith("<!", at)) {
      throw invalid("a document type declaration is not read, for safety: leave it out", at);
    } else if (text.startsWith("</", at)) {
      endTag();
    } else {
      startTag();
    }
  }

  private int after(String end, int from, String what) throws ManifestException {
    int found = text.indexOf(end, from);
    if (found < 0) {
      throw invalid(what + " is never closed", at);
    }
    return found + end.length();
  }

  private void characters(int from, int to) throws ManifestException {
    int start = from;
    while (start < to && isSpace(text.charAt(start))) {
      start++;
    }
    int end = to;
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    if (start < end) {
      piece(start, end, false);
    }
  }

  private void piece(int from, int to, boolean literal) throws ManifestException {
    if (open == null) {
      throw invalid("there is text outside of the root element", from);
    }
    String written = text.substring(from, to);
    if (literal) {
      String value = written.strip();
      int start = from + written.indexOf(value);
      if (!value.isEmpty()) {
        open.add(new Written(start, start + value.length(), value, true));
      }
    } else {
      open.add(new Written(from, to, resolved(written), false));
    }
  }

  private void startTag() throws ManifestException {
    int start = at++;
    String name = name("an element");
    if (root != null && open == null) {
      throw invalid("there is a second root element", start);
    }
    List<SourceAttribute> attributes = new ArrayList<>(1);
    while (true) {
      boolean spaced = skipSpace();
      if (text.startsWith(">", at) || text.startsWith("/>", at)) {
        break;
      }
      if (at >= text.length() || !spaced) {
        throw invalid("the tag <" + shortened(name) + " is broken", start);
      }
      attributes.add(attribute());
    }
    boolean empty = text.charAt(at) == '/';
    at += empty ? 2 : 1;
    opened(new SourceElement(open, name, start, attributes, at, empty));
  }

  private void opened(SourceElement element) throws ManifestException {
    if (++elements > MOST_ELEMENTS) {
      throw invalid("it has more than %,d elements".formatted(MOST_ELEMENTS), element.start());
    }
    if (open == null) {
      root = element;
    } else {
      open.add(element);
    }
    if (element.isEmptyTag()) {
      return;
    }
    if (++depth > limits.nesting()) {
      throw invalid("it is nested deeper than " + limits.nesting() + " levels", element.start());
    }
    open = element;
  }

  private void endTag() throws ManifestException {
    int start = at;
    at += 2;
    String name = name("an end tag");
    skipSpace();
    if (open == null || !open.name().equals(name) || !text.startsWith(">", at)) {
      throw invalid("</" + shortened(name) + "> closes nothing that is open", start);
    }
    at++;
    open.close(start, at);
    open = open.parent();
    depth--;
  }

  private SourceAttribute attribute() throws ManifestException {
    int start = at;
    String name = name("an attribute");
    skipSpace();
    if (!text.startsWith("=", at)) {
      throw invalid("the attribute " + shortened(name) + " has no value", start);
    }
    at++;
    skipSpace();
    char quote = at < text.length() ? text.charAt(at) : ' ';
    int from = at + 1;
    int to = quote == '"' || quote == '\'' ? text.indexOf(quote, from) : -1;
    if (to < 0) {
      throw invalid("the value of " + shortened(name) + " is not in quotes", start);
    }
    String written = text.substring(from, to);
    if (written.indexOf('<') >= 0) {
      throw invalid("the value of " + shortened(name) + " holds a <", start);
    }
    at = to + 1;
    return new SourceAttribute(name, new Written(from, to, resolved(written), false), quote);
  }

  private String name(String of) throws ManifestException {
    int from = at;
    while (at < text.length() && isName(text.charAt(at))) {
      at++;
    }
    if (at == from) {
      throw invalid("the name of " + of + " is missing", from);
    }
    return text.substring(from, at);
  }

  private boolean skipSpace() {
    int from = at;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at > from;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private static boolean isName(char c) {
    return c > ' ' && "<>/=\"'&?!".indexOf(c) < 0;
  }

  private static String resolved(String written) {
    int reference = written.indexOf('&');
    if (reference < 0) {
      return written;
    }
    StringBuilder resolved = new StringBuilder(written.length());
    int done = 0;
    while (reference >= 0) {
      resolved.append(written, done, reference);
      int reach = Math.min(written.length(), reference + LONGEST_REFERENCE);
      int end = written.indexOf(';', reference, reach);
      String meaning = end < 0 ? null : meaning(written.substring(reference + 1, end));
      resolved.append(meaning == null ? "&" : meaning);
      done = meaning == null ? reference + 1 : end + 1;
      reference = written.indexOf('&', done);
    }
    return resolved.append(written, done, written.length()).toString();
  }

  /// What a reference stands for; `null` where that is not known.
  private static @Nullable String meaning(String reference) {
    return switch (reference) {
      case "amp" -> "&";
      case "lt" -> "<";
      case "gt" -> ">";
      case "quot" -> "\"";
      case "apos" -> "'";
      default -> reference.startsWith("#") ? character(reference) : null;
    };
  }

  private static @Nullable String character(String reference) {
    boolean hexadecimal = reference.startsWith("#x");
    try {
      int code =
          Integer.parseInt(
              reference, hexadecimal ? 2 : 1, reference.length(), hexadecimal ? 16 : 10);
      return Character.isValidCodePoint(code) ? Character.toString(code) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private ManifestException invalid(String problem, int offset) {
    return new ManifestException(
        path + " is not valid XML: " + problem + " (line " + source.line(offset) + ")");
  }

  private static String shortened(String name) {
    return name.length() > 60 ? name.substring(0, 60) + "…" : name;
  }
}
