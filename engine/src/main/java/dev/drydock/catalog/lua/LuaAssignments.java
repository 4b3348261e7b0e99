package dev.drydock.catalog.lua;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The texts that a Lua program assigns to variables, and to fields of tables (Lua 5.4 reference
/// manual, sections 3.3.3 and 3.4.9):
///
///     local minor = "16"
///     package = "kong-pgmoon"
///     version = "1." .. minor .. ".2-1"
///     description = { license = "MIT" }
///
/// Strings, numbers, variables assigned before and `..` between them are followed. Whatever else an
/// expression has in it makes its value unknown.
final class LuaAssignments {
  private static final int DEEPEST = 50;
  private static final int LONGEST = 10_000;

  private final List<LuaToken> tokens;
  private final Map<String, String> values = new HashMap<>();
  private int at;

  private LuaAssignments(List<LuaToken> tokens) {
    this.tokens = tokens;
  }

  /// What is assigned last to each variable, and to each field, as `description.license`.
  static Map<String, String> parse(byte[] document) {
    LuaAssignments reading = new LuaAssignments(LuaToken.read(document));
    reading.block();
    return reading.values;
  }

  /// Assignments at the top; everything else is passed over.
  private void block() {
    while (at < tokens.size()) {
      if (symbol("{")) {
        passTable();
      } else if (tokens.get(at).isName() && !symbolAt(at - 1, ".") && !symbolAt(at - 1, ":")) {
        statement();
      } else {
        at++;
      }
    }
  }

  /// `name, name = value, value`; another word that stands here is passed over.
  private void statement() {
    List<String> names = new ArrayList<>();
    names.add(tokens.get(at++).text());
    while (symbol(",") && at + 1 < tokens.size() && tokens.get(at + 1).isName()) {
      names.add(tokens.get(at + 1).text());
      at += 2;
    }
    if (!symbol("=")) {
      return;
    }
    at++;
    boolean more = true;
    for (int i = 0; i < names.size(); i++) {
      if (more) {
        assign(names.get(i), 0);
        more = symbol(",");
        at += more ? 1 : 0;
      } else {
        values.remove(names.get(i));
      }
    }
  }

  private void assign(String name, int depth) {
    if (symbol("{")) {
      at++;
      fields(name + ".", depth + 1);
      return;
    }
    String value = expression();
    if (value == null) {
      values.remove(name);
    } else {
      values.put(name, value);
    }
  }

  /// The fields of a table, until after the `}` that ends it.
  private void fields(String prefix, int depth) {
    if (depth > DEEPEST) {
      at = tokens.size();
      return;
    }
    while (at < tokens.size() && !symbol("}")) {
      if (tokens.get(at).isName() && symbolAt(at + 1, "=")) {
        String name = prefix + tokens.get(at).text();
        at += 2;
        assign(name, depth);
      } else if (symbol("{")) {
        passTable();
      } else {
        at++;
      }
    }
    at++;
  }

  private void passTable() {
    int open = 0;
    do {
      open += symbol("{") ? 1 : symbol("}") ? -1 : 0;
      at++;
    } while (at < tokens.size() && open > 0);
  }

  /// `null` where it is more than joined texts.
  private @Nullable String expression() {
    StringBuilder value = new StringBuilder();
    boolean known = true;
    boolean more = true;
    while (more && at < tokens.size()) {
      LuaToken token = tokens.get(at);
      String part =
          token.isName() ? values.get(token.text()) : token.isText() ? token.text() : null;
      if (part == null && !token.isName()) {
        return null; // a table, a call, brackets: what follows is passed over by the caller
      }
      known &= part != null && value.length() + part.length() <= LONGEST;
      if (known) {
        value.append(part);
      }
      at++;
      more = symbol("..");
      at += more ? 1 : 0;
    }
    boolean continued =
        symbol("(") || symbol(".") || symbol(":") || symbol("[") || symbol("+") || symbol("-");
    return known && !continued && !more ? value.toString() : null;
  }

  private boolean symbol(String text) {
    return symbolAt(at, text);
  }

  private boolean symbolAt(int index, String text) {
    return index >= 0 && index < tokens.size() && tokens.get(index).isSymbol(text);
  }
}
