package dev.drydock.advisory.epss;

import dev.drydock.advisory.csv.CsvLines;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads [FIRST's table of EPSS scores](https://www.first.org/epss/data_stats):
///
/// ```
/// #model_version:v2025.03.14,score_date:2026-08-16T00:00:00+0000
/// cve,epss,percentile
/// CVE-1999-0001,0.03351,0.87650
/// ```
public final class EpssParser {
  private EpssParser() {}

  /// Gets what is read.
  @FunctionalInterface
  public interface Sink {
    void accept(String cve, double epss, double percentile) throws IOException;
  }

  /// @param date of the scores, as written; `null` where the table does not say
  /// @param damaged rows that are not like that
  public record Parsed(@Nullable String date, int rows, int damaged) {}

  /// @throws IOException where there is no such header
  public static Parsed parse(CsvLines lines, Sink sink) throws IOException {
    String date = null;
    String line = lines.next();
    while (line != null && line.startsWith("#")) {
      date = dateOf(line);
      line = lines.next();
    }
    if (line == null || !line.startsWith("cve,epss,percentile")) {
      throw new IOException("The EPSS table does not begin with cve,epss,percentile");
    }
    int rows = 0;
    int damaged = 0;
    for (line = lines.next(); line != null; line = lines.next()) {
      if (line.isBlank()) {
        continue;
      }
      if (row(line, sink)) {
        rows++;
      } else {
        damaged++;
      }
    }
    return new Parsed(date, rows, damaged);
  }

  private static boolean row(String line, Sink sink) throws IOException {
    int first = line.indexOf(',');
    int second = line.indexOf(',', first + 1);
    if (first < 0 || second < 0) {
      return false;
    }
    try {
      double epss = Double.parseDouble(line.substring(first + 1, second));
      double percentile = Double.parseDouble(line.substring(second + 1));
      boolean sane = epss >= 0 && epss <= 1 && percentile >= 0 && percentile <= 1;
      if (sane) {
        sink.accept(line.substring(0, first), epss, percentile);
      }
      return sane;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private static @Nullable String dateOf(String comment) {
    int at = comment.indexOf("score_date:");
    if (at < 0) {
      return null;
    }
    int end = comment.indexOf(',', at);
    String date = comment.substring(at + "score_date:".length(), end < 0 ? comment.length() : end);
    return date.endsWith("+0000") ? date.substring(0, date.length() - 5) + "Z" : date;
  }
}
