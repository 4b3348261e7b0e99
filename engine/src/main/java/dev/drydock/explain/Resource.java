package dev.drydock.explain;

import dev.drydock.limits.Bounded;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A text that comes along with these classes.
final class Resource {
  private static final int LONGEST = 1 << 16;

  private Resource() {}

  static List<String> lines(String name) {
    try (InputStream in = Resource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("there is no text " + name);
      }
      return new String(Bounded.readAll(in, LONGEST, name), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The cells of a table: a row a line, cells between ` | `; lines that begin with `#` are
  /// remarks.
  static List<List<String>> rows(String name) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines(name)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split("\\|", -1)) {
          cells.add(cell.strip());
        }
        rows.add(List.copyOf(cells));
      }
    }
    return rows;
  }
}
