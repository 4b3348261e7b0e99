package dev.drydock.image.registry;

import java.util.ArrayList;
import java.util.List;

/// What was odd about an image, collected by several threads.
final class Warnings {
  private final List<String> lines = new ArrayList<>();

  synchronized void add(String line) {
    if (!lines.contains(line)) {
      lines.add(line);
    }
  }

  synchronized List<String> list() {
    return List.copyOf(lines);
  }
}
