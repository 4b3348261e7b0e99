package dev.drydock.advisory.cvss;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.csv.CsvLines;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the tables of CVSS vectors (`cve,type,vector,base_score,base_severity,source`) and of
/// scores (`cve,score,severity,…`) that stand beside the feeds. Columns are found by their names.
public final class CvssTable {
  private CvssTable() {}

  /// Gets what is read.
  @FunctionalInterface
  public interface Sink {
    /// @param severity whose score is a vector, or a plain number where the table has no vector
    void accept(String cve, Advisory.Severity severity) throws IOException;
  }

  /// @param source of rows that name none
  /// @return how many rows were not like that
  public static int parse(CsvLines lines, String source, Sink sink) throws IOException {
    String header = lines.next();
    if (header == null) {
      throw new IOException("A table of CVSS values is empty");
    }
    List<String> columns = CsvLines.fields(header);
    int cve = columns.indexOf("cve");
    int type = columns.indexOf("type");
    int vector = columns.indexOf("vector");
    int score = columns.indexOf("score");
    int from = columns.indexOf("source");
    if (cve < 0 || (vector < 0 && score < 0)) {
      throw new IOException("A table of CVSS values has no columns cve and vector or score");
    }
    int damaged = 0;
    for (String line = lines.next(); line != null; line = lines.next()) {
      List<String> fields = CsvLines.fields(line);
      String value = field(fields, vector >= 0 ? vector : score);
      String id = field(fields, cve);
      if (id == null || value == null || (vector < 0 && !isScore(value))) {
        damaged += line.isBlank() ? 0 : 1;
        continue;
      }
      String by = field(fields, from);
      String how = field(fields, type);
      sink.accept(
          id,
          new Advisory.Severity(
              how != null ? how : vector >= 0 ? typeOf(value) : "CVSS_V4",
              value,
              by != null ? by : source));
    }
    return damaged;
  }

  private static @Nullable String field(List<String> fields, int index) {
    return index < 0 || index >= fields.size() || fields.get(index).isEmpty()
        ? null
        : fields.get(index);
  }

  private static String typeOf(String vector) {
    return vector.startsWith("CVSS:4")
        ? "CVSS_V4"
        : vector.startsWith("CVSS:3") ? "CVSS_V3" : "CVSS_V2";
  }

  private static boolean isScore(String text) {
    try {
      double score = Double.parseDouble(text);
      return score >= 0 && score <= 10;
    } catch (NumberFormatException _) {
      return false;
    }
  }
}
