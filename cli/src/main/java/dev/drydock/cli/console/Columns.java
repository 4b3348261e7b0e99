package dev.drydock.cli.console;

import java.util.ArrayList;
import java.util.List;

/// A table for a terminal: columns as wide as what is in them.
public final class Columns {
  private final List<List<String>> rows = new ArrayList<>();

  public Columns(String... titles) {
    row(titles);
  }

  /// As many cells as there are titles; what others said is made one line.
  public void row(String... cells) {
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      row.add(ErrorLine.oneLine(cell));
    }
    rows.add(row);
  }

  public boolean isEmpty() {
    return rows.size() == 1;
  }

  public String text() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
