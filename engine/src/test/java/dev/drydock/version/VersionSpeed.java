package dev.drydock.version;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Measures how long parsing two versions and comparing them takes, and comparing alone.
///
/// `java -cp engine/target/test-classes:engine/target/classes dev.drydock.version.VersionSpeed
/// SCHEME FILE` where the file has lines `a < b`; what it prints first is the very first pair of a
/// fresh JVM, classes loaded.
final class VersionSpeed {
  private static final int ROUNDS = 15;

  private VersionSpeed() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    List<OrderingLine> lines = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(arguments[1]))) {
      if (OrderingLine.isOrdering(line) && !line.startsWith("! ")) {
        String[] words = line.split(" ");
        lines.add(new OrderingLine(words[0], words[1], words[2]));
      }
    }
    long start = System.nanoTime();
    VersionScheme scheme = VersionSchemes.of(arguments[0]).orElseThrow();
    int sum = parseAndCompare(scheme, lines.subList(0, 1));
    long first = System.nanoTime() - start;

    int repeats = Math.max(1, 200_000 / lines.size());
    double[] both = new double[ROUNDS];
    double[] compared = new double[ROUNDS];
    List<Version> versions = new ArrayList<>();
    for (OrderingLine line : lines) {
      if (!OrderingLine.sign(scheme, line.left(), line.right()).equals("!")) {
        versions.add(scheme.parse(line.left()).orElseThrow());
        versions.add(scheme.parse(line.right()).orElseThrow());
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      start = System.nanoTime();
      for (int i = 0; i < repeats; i++) {
        sum += parseAndCompare(scheme, lines);
      }
      both[round] = (System.nanoTime() - start) / (double) repeats / lines.size();
      start = System.nanoTime();
      for (int i = 0; i < repeats; i++) {
        for (int at = 0; at < versions.size(); at += 2) {
          sum += versions.get(at).compareTo(versions.get(at + 1)) < 0 ? 1 : 0;
        }
      }
      compared[round] = (System.nanoTime() - start) * 2 / (double) repeats / versions.size();
    }
    out.printf(
        Locale.ROOT,
        "%s: first %.1f ms, parse two and compare %.0f ns, compare %.0f ns (medians, %d pairs, %d)%n",
        arguments[0],
        first / 1e6,
        median(both),
        median(compared),
        lines.size(),
        sum & 1);
  }

  private static int parseAndCompare(VersionScheme scheme, List<OrderingLine> lines) {
    int lower = 0;
    for (OrderingLine line : lines) {
      var left = scheme.parse(line.left());
      var right = scheme.parse(line.right());
      if (left.isPresent() && right.isPresent() && left.get().compareTo(right.get()) < 0) {
        lower++;
      }
    }
    return lower;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
