package dev.drydock.bom.licence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SPDX licence list, and the names that distributions and ecosystems use for licences on it.
///
/// Only names with one meaning are translated: `BSD`, `GPL` or `Artistic` say too little and stay
/// what the source says. Immutable; loading reads a small resource, so that it is done once for a
/// document and not for a component.
public final class LicenceList {
  private static final String RESOURCE = "spdx-licence-list.txt";

  /// Longer texts are no expressions but licences pasted whole.
  private static final int LONGEST = 2_000;

  /// Lower-case identifier to the one of the list.
  private final Map<String, String> licences = new HashMap<>(2048);

  private final Map<String, String> exceptions = new HashMap<>(256);

  private LicenceList() {}

  public static LicenceList load() {
    LicenceList list = new LicenceList();
    try (InputStream in = LicenceList.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("missing from the program: " + RESOURCE);
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("+")) {
          list.exceptions.put(line.substring(1).toLowerCase(Locale.ROOT), line.substring(1));
        } else if (!line.startsWith("#")) {
          list.licences.put(line.toLowerCase(Locale.ROOT), line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return list;
  }

  /// What `text` means, where it is an expression of known licences or a name with one meaning.
  public Optional<LicenceExpression> parse(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || trimmed.length() > LONGEST) {
      return Optional.empty();
    }
    String lower = trimmed.toLowerCase(Locale.ROOT);
    String named = lower.startsWith("http") ? address(lower) : otherName(lower);
    if (named != null) {
      return Optional.of(new LicenceExpression(named, false, List.of()));
    }
    return new Reading(trimmed).expression();
  }

  /// All of `texts` at once; empty where one of them is not understood.
  public Optional<LicenceExpression> all(List<String> texts) {
    StringBuilder joined = new StringBuilder();
    List<String> references = new ArrayList<>();
    boolean compound = texts.size() > 1;
    for (String text : texts) {
      LicenceExpression one = parse(text).orElse(null);
      if (one == null) {
        return Optional.empty();
      }
      boolean several = texts.size() > 1 && one.text().indexOf(' ') >= 0;
      joined.append(joined.isEmpty() ? "" : " AND ").append(several ? "(" : "");
      joined.append(one.text()).append(several ? ")" : "");
      references.addAll(one.references());
      compound |= one.compound();
    }
    return joined.isEmpty()
        ? Optional.empty()
        : Optional.of(new LicenceExpression(joined.toString(), compound, references));
  }

  /// The licence that is published at an address; `null` where that is not one licence, as of
  /// GNU's, which leave it to their users whether a later version may do too.
  private @Nullable String address(String lowerCase) {
    int scheme = lowerCase.indexOf("://");
    String place = scheme < 0 ? lowerCase : lowerCase.substring(scheme + 3);
    place = place.startsWith("www.") ? place.substring("www.".length()) : place;
    for (String end : List.of("/", ".txt", ".html", ".php")) {
      place = place.endsWith(end) ? place.substring(0, place.length() - end.length()) : place;
    }
    for (String list :
        List.of("spdx.org/licenses/", "opensource.org/licenses/", "opensource.org/license/")) {
      if (place.startsWith(list)) {
        String id = place.substring(list.length());
        return id.contains("gpl") ? null : licences.get(id.equals("mit-license") ? "mit" : id);
      }
    }
    return switch (place) {
      case "apache.org/licenses/license-2.0" -> "Apache-2.0";
      case "eclipse.org/legal/epl-v10" -> "EPL-1.0";
      case "eclipse.org/legal/epl-2.0", "eclipse.org/legal/epl-v20" -> "EPL-2.0";
      case "mozilla.org/mpl/2.0", "mozilla.org/en-us/mpl/2.0" -> "MPL-2.0";
      case "creativecommons.org/publicdomain/zero/1.0" -> "CC0-1.0";
      default -> null;
    };
  }

  private static @Nullable String otherName(String lowerCase) {
    return switch (lowerCase) {
      case "expat", "mit license", "the mit license", "the mit license (mit)", "mit/expat" -> "MIT";
      case "apache-2",
          "apache 2",
          "apache 2.0",
          "apache2",
          "apache2.0",
          "asl 2.0",
          "apache license 2.0",
          "apache license version 2.0",
          "apache license, version 2.0",
          "apache software license 2.0",
          "the apache license, version 2.0",
          "the apache software license, version 2.0" ->
          "Apache-2.0";
      case "gpl-1", "gplv1" -> "GPL-1.0-only";
      case "gpl-1+", "gplv1+" -> "GPL-1.0-or-later";
      case "gpl-2", "gplv2", "gpl2" -> "GPL-2.0-only";
      case "gpl-2+", "gplv2+", "gpl2+" -> "GPL-2.0-or-later";
      case "gpl-3", "gplv3", "gpl3" -> "GPL-3.0-only";
      case "gpl-3+", "gplv3+", "gpl3+" -> "GPL-3.0-or-later";
      case "lgpl-2", "lgplv2" -> "LGPL-2.0-only";
      case "lgpl-2+", "lgplv2+" -> "LGPL-2.0-or-later";
      case "lgplv2.1", "lgpl2.1" -> "LGPL-2.1-only";
      case "lgpl-2.1+", "lgplv2.1+", "lgpl2.1+" -> "LGPL-2.1-or-later";
      case "lgpl-3", "lgplv3", "lgpl3" -> "LGPL-3.0-only";
      case "lgpl-3+", "lgplv3+", "lgpl3+" -> "LGPL-3.0-or-later";
      case "agplv3", "agpl-3" -> "AGPL-3.0-only";
      case "agplv3+", "agpl-3+" -> "AGPL-3.0-or-later";
      case "mplv1.1" -> "MPL-1.1";
      case "mplv2.0", "mozilla public license 2.0 (mpl 2.0)" -> "MPL-2.0";
      case "bsd 2-clause", "bsd 2-clause license" -> "BSD-2-Clause";
      case "bsd 3-clause", "bsd 3-clause license", "new bsd license" -> "BSD-3-Clause";
      case "isc license" -> "ISC";
      case "boost" -> "BSL-1.0";
      case "cc0" -> "CC0-1.0";
      default -> null;
    };
  }

  /// One expression being read, from left to right, with a count instead of a stack for its
  /// parentheses: no depth is too deep.
  private final class Reading {
    private final String text;
    private final StringBuilder canonical = new StringBuilder();
    private final List<String> references = new ArrayList<>();
    private int at;
    private int operands;

    Reading(String text) {
      this.text = text;
    }

    Optional<LicenceExpression> expression() {
      int open = 0;
      boolean operandNext = true;
      boolean exceptionAllowed = false;
      for (String token = next(); !token.isEmpty(); token = next()) {
        if (operandNext) {
          if (token.equals("(")) {
            open++;
            canonical.append('(');
            continue;
          }
          if (!operand(token)) {
            return Optional.empty();
          }
          operandNext = false;
          exceptionAllowed = true;
        } else if (token.equals(")")) {
          if (--open < 0) {
            return Optional.empty();
          }
          canonical.append(')');
          exceptionAllowed = false;
        } else if (token.equalsIgnoreCase("and") || token.equalsIgnoreCase("or")) {
          canonical.append(' ').append(token.toUpperCase(Locale.ROOT)).append(' ');
          operandNext = true;
        } else if (token.equalsIgnoreCase("with") && exceptionAllowed) {
          String exception = exceptions.get(next().toLowerCase(Locale.ROOT));
          if (exception == null) {
            return Optional.empty();
          }
          canonical.append(" WITH ").append(exception);
          operands++;
          exceptionAllowed = false;
        } else {
          return Optional.empty();
        }
      }
      if (operandNext || open > 0) {
        return Optional.empty();
      }
      String result = canonical.toString();
      boolean compound =
          operands > 1
              || !references.isEmpty()
              || !licences.containsKey(result.toLowerCase(Locale.ROOT));
      return Optional.of(new LicenceExpression(result, compound, references));
    }

    private boolean operand(String token) {
      operands++;
      String lowerCase = token.toLowerCase(Locale.ROOT);
      String known = licences.get(lowerCase);
      if (known == null) {
        known = otherName(lowerCase);
      }
      if (known == null && token.endsWith("+")) {
        String base = licences.get(lowerCase.substring(0, lowerCase.length() - 1));
        known = base == null ? null : base + "+";
      }
      if (known == null && token.startsWith("LicenseRef-") && token.length() > 11) {
        references.add(token);
        known = token;
      }
      if (known == null) {
        return false;
      }
      canonical.append(known);
      return true;
    }

    /// The next word or parenthesis, `""` at the end; a character that no expression has makes a
    /// word that is not known.
    private String next() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      int start = at;
      while (at < text.length() && word(text.charAt(at))) {
        at++;
      }
      if (at == start && at < text.length()) {
        at++;
      }
      return text.substring(start, at);
    }

    private static boolean word(char c) {
      return c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || c == '-'
          || c == '.'
          || c == '+';
    }
  }
}
