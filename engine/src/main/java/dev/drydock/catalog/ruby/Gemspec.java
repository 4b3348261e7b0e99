package dev.drydock.catalog.ruby;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The specification of a gem (RubyGems Guides, "Specification Reference"), a program in Ruby:
///
///     # stub: rake 13.0.3 ruby lib
///     Gem::Specification.new do |s|
///       s.name = "rake".freeze
///       s.version = "13.0.3"
///       s.licenses = ["MIT".freeze]
///     end
///
/// RubyGems writes it anew when it installs a gem, with nothing computed. Distributions and default
/// gems may have what its author wrote: a version that the text does not tell is taken from the
/// `stub` comment or from the name of the file then.
///
/// @param platform `ruby` where the gem runs on any
record Gemspec(String name, String version, String platform, List<String> licences) {
  private static final String SPECIFICATION = "Gem::Specification.new";
  private static final String STUB = "# stub: ";
  private static final String RUBY = "ruby";

  Gemspec {
    licences = List.copyOf(licences);
  }

  /// `null` where it is no specification, or does not tell its name and version.
  ///
  /// @param file the name of its file
  static @Nullable Gemspec parse(String text, String file) {
    return new Parser(text).parse(file.substring(0, file.length() - Gems.SPECIFICATION.length()));
  }

  private static final class Parser {
    private final String text;
    private final RubyText ruby;
    private boolean begun;
    private String variable = "s";
    private @Nullable String name;
    private @Nullable String version;
    private @Nullable String platform;
    private List<String> licences = List.of();
    private String[] stub = {};

    Parser(String text) {
      this.text = text;
      this.ruby = new RubyText(text);
    }

    @Nullable Gemspec parse(String file) {
      for (int at = 0; at < text.length(); ) {
        int newline = text.indexOf('\n', at);
        int end = newline < 0 ? text.length() : newline;
        line(ruby.blanks(at), end);
        at = end + 1;
      }
      if (!begun) {
        return null;
      }
      boolean stubbed = stub.length >= 3;
      if (name == null && stubbed) {
        name = stub[0];
      }
      if (version == null && stubbed) {
        version = stub[1];
      }
      if (platform == null && stubbed) {
        platform = stub[2];
      }
      ofFile(file);
      if (name == null || name.isBlank() || version == null || version.isBlank()) {
        return null;
      }
      return new Gemspec(name, version, platform == null ? RUBY : platform, licences);
    }

    /// `name-version` or `name-version-platform`.
    private void ofFile(String file) {
      if (version != null) {
        return;
      }
      int dash = name != null && file.startsWith(name + "-") ? name.length() : -1;
      for (int at = 1; dash < 0 && name == null && at + 1 < file.length(); at++) {
        boolean number = file.charAt(at + 1) >= '0' && file.charAt(at + 1) <= '9';
        dash = file.charAt(at) == '-' && number ? at : -1;
      }
      if (dash > 0 && dash + 1 < file.length() && Character.isDigit(file.charAt(dash + 1))) {
        int end = file.indexOf('-', dash + 1);
        name = file.substring(0, dash);
        version = file.substring(dash + 1, end < 0 ? file.length() : end);
      }
    }

    private void line(int from, int end) {
      if (text.startsWith("#", from)) {
        if (text.startsWith(STUB, from) && stub.length == 0) {
          stub = text.substring(from + STUB.length(), end).strip().split(" ", 4);
        }
        return;
      }
      int specification = begun ? -1 : text.indexOf(SPECIFICATION, from, end);
      if (specification >= 0) {
        begin(specification + SPECIFICATION.length(), end);
        return;
      }
      int at = from;
      while (at < end && RubyText.identifier(text.charAt(at))) {
        at++;
      }
      if (at == from || at == end) {
        return;
      }
      String word = text.substring(from, at);
      if (text.charAt(at) != '.') {
        int value = value(at, end);
        if (value >= 0) {
          ruby.assign(word, value);
        }
      } else if (begun && word.equals(variable)) {
        int attribute = at + 1;
        at = attribute;
        while (at < end && RubyText.identifier(text.charAt(at))) {
          at++;
        }
        int value = value(at, end);
        if (value >= 0) {
          set(text.substring(attribute, at), value);
        }
      }
    }

    /// Where the value of an assignment starts; -1 where none stands at `at`.
    private int value(int at, int end) {
      int equals = ruby.blanks(at);
      boolean assigned =
          equals + 1 < end
              && text.charAt(equals) == '='
              && text.charAt(equals + 1) != '='
              && text.charAt(equals + 1) != '~';
      return assigned ? equals + 1 : -1;
    }

    /// Name and version may be arguments: `Gem::Specification.new("rake", "13.0.3") do |s|`.
    private void begin(int after, int end) {
      begun = true;
      int bar = text.indexOf('|', after);
      int close = bar < 0 || bar > end ? -1 : text.indexOf('|', bar + 1);
      if (close > 0 && close < end) {
        variable = text.substring(bar + 1, close).strip();
      }
      int at = ruby.blanks(after);
      if (text.startsWith("(", at)) {
        at++;
      }
      int nameEnd = ruby.stringEnd(at);
      if (nameEnd > at) {
        name = ruby.string(at);
        int comma = ruby.blanks(nameEnd);
        if (text.startsWith(",", comma)) {
          version = ruby.string(comma + 1);
        }
      }
    }

    private void set(String attribute, int at) {
      switch (attribute) {
        case "name" -> name = name == null ? ruby.string(at) : name;
        case "version" -> version = version == null ? ruby.string(at) : version;
        case "platform" -> platform = platform == null ? ruby.string(at) : platform;
        case "license", "licenses" -> licences = licences.isEmpty() ? ruby.strings(at) : licences;
        default -> {} // nothing of interest
      }
    }
  }
}
