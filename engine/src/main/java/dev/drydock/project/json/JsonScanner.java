package dev.drydock.project.json;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.json.JsonNode.ArrayNode;
import dev.drydock.project.json.JsonNode.LiteralNode;
import dev.drydock.project.json.JsonNode.Member;
import dev.drydock.project.json.JsonNode.ObjectNode;
import dev.drydock.project.json.JsonNode.StringNode;
import dev.drydock.project.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/// Reads one JSON document (RFC 8259) with the place of each value. Strict, as the tools are that
/// read these files; a byte order mark is passed over.
final class JsonScanner {
  private final SourceText source;
  private final String text;
  private final String kind;
  private final int deepest;
  private int at;
  private int depth;

  JsonScanner(SourceText source, String kind, Limits limits) {
    this.source = source;
    this.text = source.text();
    this.kind = kind;
    this.deepest = limits.nesting();
  }

  JsonNode read() throws ManifestException {
    at = text.startsWith("\ufeff") ? 1 : 0;
    blanks();
    JsonNode value = value();
    blanks();
    if (at < text.length()) {
      throw wrong("something after its end");
    }
    return value;
  }

  private JsonNode value() throws ManifestException {
    char c = next();
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      default -> literal();
    };
  }

  private ObjectNode object() throws ManifestException {
    int start = enter();
    List<Member> members = new ArrayList<>();
    while (another('}', members.isEmpty())) {
      if (next() != '"') {
        throw wrong("a name without quotes");
      }
      StringNode name = string();
      blanks();
      if (next() != ':') {
        throw wrong("no colon after a name");
      }
      at++;
      blanks();
      members.add(new Member(name, value()));
    }
    return new ObjectNode(members, start, at);
  }

  private ArrayNode array() throws ManifestException {
    int start = enter();
    List<JsonNode> items = new ArrayList<>();
    while (another(']', items.isEmpty())) {
      items.add(value());
    }
    return new ArrayNode(items, start, at);
  }

  private int enter() throws ManifestException {
    if (++depth > deepest) {
      throw wrong("more than %d levels".formatted(deepest));
    }
    return at++;
  }

  private boolean another(char closing, boolean first) throws ManifestException {
    blanks();
    if (next() == closing) {
      at++;
      depth--;
      return false;
    }
    if (!first) {
      if (next() != ',') {
        throw wrong("no comma between two values");
      }
      at++;
      blanks();
      if (next() == closing) {
        throw wrong("a comma before the end");
      }
    }
    return true;
  }

  private StringNode string() throws ManifestException {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (true) {
      char c = next();
      at++;
      if (c == '"') {
        return new StringNode(value.toString(), start, at);
      }
      if (c < 0x20) {
        at--;
        throw wrong("a string that does not end in its line");
      }
      value.append(c == '\\' ? escape() : c);
    }
  }

  private char escape() throws ManifestException {
    char c = next();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("an unknown escape in a string");
    };
  }

  private char unicode() throws ManifestException {
    int value = 0;
    for (int i = 0; i < 4; i++, at++) {
      char c = next();
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw wrong("an unknown escape in a string");
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  private LiteralNode literal() throws ManifestException {
    int start = at;
    while (at < text.length() && ",]}: \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String written = text.substring(start, at);
    if (!written.equals("true")
        && !written.equals("false")
        && !written.equals("null")
        && !isNumber(written)) {
      at = start;
      throw wrong("no value");
    }
    return new LiteralNode(written, start, at);
  }

  private static boolean isNumber(String text) {
    int at = text.startsWith("-") ? 1 : 0;
    int end = digitsEnd(text, at);
    if (end == at || text.charAt(at) == '0' && end > at + 1) {
      return false;
    }
    if (end < text.length() && text.charAt(end) == '.') {
      at = end + 1;
      end = digitsEnd(text, at);
      if (end == at) {
        return false;
      }
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      at = end + 1;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      end = digitsEnd(text, at);
      if (end == at) {
        return false;
      }
    }
    return end == text.length();
  }

  private static int digitsEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private char next() throws ManifestException {
    if (at >= text.length()) {
      throw wrong("it ends too early");
    }
    return text.charAt(at);
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private ManifestException wrong(String found) {
    return source.broken(at, kind, found);
  }
}
