package dev.drydock.catalog.lua;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A token of a Lua program (Lua 5.4 reference manual, section 3.1); comments are none.
record LuaToken(Kind kind, String text) {
  private static final int MOST = 500_000;

  enum Kind {
    NAME,
    TEXT,
    SYMBOL
  }

  boolean isName() {
    return kind == Kind.NAME;
  }

  /// A string or a number.
  boolean isText() {
    return kind == Kind.TEXT;
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /// All of them, to the extent that they are well formed: what is not becomes a symbol.
  static List<LuaToken> read(byte[] document) {
    return new Reader(new String(document, StandardCharsets.UTF_8)).tokens();
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    List<LuaToken> tokens() {
      List<LuaToken> tokens = new ArrayList<>();
      if (text.startsWith("#")) {
        line(); // as in "#!/usr/bin/lua"
      }
      while (at < text.length() && tokens.size() < MOST) {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
          at++;
        } else if (text.startsWith("--", at)) {
          comment();
        } else {
          tokens.add(token(c));
        }
      }
      return tokens;
    }

    private LuaToken token(char c) {
      if (c == '"' || c == '\'') {
        return new LuaToken(Kind.TEXT, quoted(c));
      }
      int level = c == '[' ? level(at) : -1;
      if (level >= 0) {
        return new LuaToken(Kind.TEXT, bracketed(level));
      }
      int from = at;
      boolean digit = c >= '0' && c <= '9';
      if (digit || letter(c)) {
        while (at < text.length() && (letter(text.charAt(at)) || digit && decimal())) {
          at++;
        }
        return new LuaToken(digit ? Kind.TEXT : Kind.NAME, text.substring(from, at));
      }
      boolean twice = text.startsWith("..", at) || text.startsWith("==", at);
      at += twice ? 2 : 1;
      return new LuaToken(Kind.SYMBOL, text.substring(from, at));
    }

    private static boolean letter(char c) {
      return c == '_' || Character.isLetterOrDigit(c);
    }

    /// Whether a decimal point stands here, not the first of two dots.
    private boolean decimal() {
      return text.charAt(at) == '.' && !text.startsWith("..", at);
    }

    private void comment() {
      at += 2;
      int level = at < text.length() && text.charAt(at) == '[' ? level(at) : -1;
      if (level >= 0) {
        bracketed(level);
      } else {
        line();
      }
    }

    private void line() {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end + 1;
    }

    /// The number of equals signs in an opening long bracket `[==[`; -1 where there is none.
    private int level(int from) {
      int i = from + 1;
      while (i < text.length() && text.charAt(i) == '=') {
        i++;
      }
      return i < text.length() && text.charAt(i) == '[' ? i - from - 1 : -1;
    }

    private String bracketed(int level) {
      int from = at + level + 2;
      if (text.startsWith("\n", from)) {
        from++;
      }
      String close = "]" + "=".repeat(level) + "]";
      int end = text.indexOf(close, from);
      at = end < 0 ? text.length() : end + close.length();
      return text.substring(Math.min(from, text.length()), end < 0 ? text.length() : end);
    }

    private String quoted(char quote) {
      StringBuilder value = new StringBuilder();
      at++;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '\\' && at < text.length()) {
          value.append(text.charAt(at++));
        } else if (c == quote || c == '\n') {
          break;
        } else {
          value.append(c);
        }
      }
      return value.toString();
    }
  }
}
