package dev.drydock.image;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// What was odd about an image, each thing once, from several threads; a hundred lines at the most.
public final class Warnings implements Consumer<String> {
  private static final int MAX = 100;

  private final Set<String> lines = new LinkedHashSet<>();

  @Override
  public synchronized void accept(String line) {
    if (lines.size() < MAX) {
      lines.add(line);
    }
  }

  public synchronized List<String> list() {
    return List.copyOf(lines);
  }
}
