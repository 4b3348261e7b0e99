package dev.drydock.fix;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The catalogue of well-known base images: which lines their makers look after until when, and the
/// tags of each that move along with it. It tells what could be tried without a network.
///
/// A row is a line of `known-bases.csv`, with its source. Nothing here says that a base is better:
/// only reading it tells.
public final class KnownBases {
  private static final String TABLE = "known-bases.csv";
  private static final int COLUMNS = 6;

  private final List<Line> lines;

  KnownBases(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  /// A major version or release of one image.
  ///
  /// @param repository its path in the registry, `library/debian`
  /// @param end the last day on which its makers look after it
  /// @param successor the repository of the next line; `""` where that is the same one
  /// @param source the page that says until when
  record Line(
      String repository,
      String line,
      LocalDate end,
      List<String> tags,
      String successor,
      String source) {
    Line {
      tags = List.copyOf(tags);
    }
  }

  /// What could be tried.
  public record Suggestion(String repository, String tag) {}

  /// Those that come with Drydock.
  public static KnownBases builtIn() {
    try (InputStream in = KnownBases.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("the build has left out " + TABLE);
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      List<Line> lines = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          lines.add(row(line));
        }
      }
      return new KnownBases(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Line row(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalStateException(TABLE + " has a line of another form: " + line);
    }
    return new Line(
        cells[0],
        cells[1],
        LocalDate.parse(cells[2]),
        List.of(cells[3].split(" ")),
        cells[4],
        cells[5]);
  }

  List<Line> lines() {
    return lines;
  }

  /// What is near to a base, by [BaseTags], of the lines that are looked after on that day: the
  /// same line first, then slimmer, then newer.
  ///
  /// @param repository its path in the registry
  /// @return none for images that the catalogue does not have
  public List<Suggestion> near(String repository, String tag, LocalDate day, int most) {
    Set<String> tags = new TreeSet<>();
    Set<Suggestion> near = new LinkedHashSet<>();
    for (Line line : lines) {
      if (line.repository().equals(repository) && !day.isAfter(line.end())) {
        tags.addAll(line.tags());
      }
    }
    for (String present : shortened(tag)) {
      if (!present.equals(tag) && tags.contains(present)) {
        near.add(new Suggestion(repository, present));
      }
      for (String other : BaseTags.rank(repository, present, new ArrayList<>(tags), most)) {
        near.add(new Suggestion(repository, other));
      }
      if (!near.isEmpty()) {
        break;
      }
    }
    near.addAll(successors(repository, tag, day));
    return near.stream().limit(most).toList();
  }

  private Set<Suggestion> successors(String repository, String tag, LocalDate day) {
    Set<Suggestion> successors = new LinkedHashSet<>();
    String at = repository;
    // a table of so many rows has no longer way
    for (int i = 0; i < lines.size(); i++) {
      String from = at;
      Line line =
          lines.stream().filter(one -> one.repository().equals(from)).findFirst().orElse(null);
      if (line == null || line.successor().isEmpty()) {
        break;
      }
      at = line.successor();
      String next = at;
      if (lines.stream()
          .anyMatch(
              one ->
                  one.repository().equals(next)
                      && one.tags().contains(tag)
                      && !day.isAfter(one.end()))) {
        successors.add(new Suggestion(at, tag));
      }
    }
    return successors;
  }

  /// `20.10.0-slim`, `20.10-slim`, `20-slim`: the catalogue has tags that move with their line.
  private static List<String> shortened(String tag) {
    int end = 0;
    while (end < tag.length()
        && (tag.charAt(end) == '.' || tag.charAt(end) >= '0' && tag.charAt(end) <= '9')) {
      end++;
    }
    List<String> shortened = new ArrayList<>(List.of(tag));
    for (int dot = tag.lastIndexOf('.', end - 1); dot > 0; dot = tag.lastIndexOf('.', dot - 1)) {
      shortened.add(tag.substring(0, dot) + tag.substring(end));
    }
    return shortened;
  }
}
