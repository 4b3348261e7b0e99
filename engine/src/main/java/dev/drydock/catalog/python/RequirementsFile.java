package dev.drydock.catalog.python;

import dev.drydock.document.ByteOrderMark;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A requirements file (pip documentation, "Requirements File Format"):
///
///     -r base.txt
///     -c constraints.txt
///     requests[security] == 2.8.1 ; python_version < "3" \
///         --hash=sha256:…
///     -e git+https://host/x.git@commit#egg=x
///
/// Lines that are none of these say nothing of packages, and are passed over.
///
/// @param includes paths of further requirements files, relative to this one
/// @param constraints paths of files that pin what is required elsewhere
record RequirementsFile(
    List<Requirement> requirements, List<String> includes, List<String> constraints) {
  private static final int MOST_LINES = 200_000;
  private static final int MOST_FILES = 1_000;

  RequirementsFile {
    requirements = List.copyOf(requirements);
    includes = List.copyOf(includes);
    constraints = List.copyOf(constraints);
  }

  static RequirementsFile parse(byte[] document) {
    List<Requirement> requirements = new ArrayList<>();
    List<String> includes = new ArrayList<>();
    List<String> constraints = new ArrayList<>();
    for (String line : lines(ByteOrderMark.text(document))) {
      if (line.startsWith("-")) {
        option(line, requirements, includes, constraints);
      } else {
        add(requirement(line), requirements);
      }
    }
    return new RequirementsFile(requirements, includes, constraints);
  }

  /// Whole lines, continued ones joined, without comments, blank ones left out.
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String raw : (Iterable<String>) text.lines().limit(MOST_LINES)::iterator) {
      boolean comment = raw.stripLeading().startsWith("#");
      boolean continued = !comment && raw.endsWith("\\");
      if (!comment) {
        line.append(continued ? raw.substring(0, raw.length() - 1) : raw);
      }
      if (!continued) {
        addLine(line, lines);
      }
    }
    addLine(line, lines);
    return lines;
  }

  private static void addLine(StringBuilder line, List<String> lines) {
    String whole = withoutComment(line.toString()).strip();
    line.setLength(0);
    if (!whole.isEmpty()) {
      lines.add(whole);
    }
  }

  /// A `#` begins a comment at the start of a line or after white space.
  private static String withoutComment(String line) {
    for (int at = line.indexOf('#'); at >= 0; at = line.indexOf('#', at + 1)) {
      if (at == 0 || Character.isWhitespace(line.charAt(at - 1))) {
        return line.substring(0, at);
      }
    }
    return line;
  }

  private static void option(
      String line,
      List<Requirement> requirements,
      List<String> includes,
      List<String> constraints) {
    String include = value(line, "-r", "--requirement");
    String constraint = value(line, "-c", "--constraint");
    String editable = value(line, "-e", "--editable");
    if (include != null && includes.size() < MOST_FILES) {
      includes.add(include);
    } else if (constraint != null && constraints.size() < MOST_FILES) {
      constraints.add(constraint);
    } else if (editable != null) {
      add(requirement(editable), requirements);
    }
  }

  private static @Nullable String value(String line, String brief, String full) {
    String value = null;
    if (line.startsWith(full)) {
      value = line.substring(full.length());
      boolean ends = value.startsWith("=") || value.startsWith(" ") || value.startsWith("\t");
      value = ends ? value.substring(1) : null;
    } else if (line.startsWith(brief)) {
      value = line.substring(brief.length());
    }
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static @Nullable Requirement requirement(String line) {
    String plain = withoutOptions(line);
    // the file name of a wheel is written as a name may be
    Requirement unnamed = Requirement.unnamed(plain);
    return unnamed == null ? Requirement.parse(plain) : unnamed;
  }

  /// Options such as `--hash=…` and `-C key=value` follow the requirement after white space.
  private static String withoutOptions(String line) {
    for (int at = line.indexOf('-'); at >= 0; at = line.indexOf('-', at + 1)) {
      boolean option = line.startsWith("--", at) || line.startsWith("-C", at);
      if (option && at > 0 && Character.isWhitespace(line.charAt(at - 1))) {
        return line.substring(0, at);
      }
    }
    return line;
  }

  private static void add(@Nullable Requirement requirement, List<Requirement> requirements) {
    if (requirement != null) {
      requirements.add(requirement);
    }
  }
}
