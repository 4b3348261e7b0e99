package dev.drydock.advisory.distribution;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Progress;
import dev.drydock.csaf.CsafDocument;
import dev.drydock.csaf.CsafReader;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A directory of CSAF documents, as the feeds of distributions keep them.
public final class CsafFiles {
  private static final int STEP = 64;

  private CsafFiles() {}

  /// Takes one vulnerability of a document.
  @FunctionalInterface
  public interface Reader {
    void read(CsafDocument document, CsafDocument.Vulnerability vulnerability) throws IOException;
  }

  /// Reads all vulnerabilities that have an id, of every document at any depth; what cannot be read
  /// is told to the sink.
  ///
  /// @param feed for progress
  /// @param category that documents must have; empty for any
  public static void read(
      Path directory,
      Limits limits,
      String feed,
      String category,
      DistributionFeed.Sink sink,
      Progress progress,
      Reader reader)
      throws IOException {
    JsonReader json = new JsonReader(limits);
    List<Path> files = FeedFiles.below(directory, limits, ".json");
    int done = 0;
    for (Path file : files) {
      try {
        byte[] bytes = Bounded.readFile(file, limits.documentBytes());
        CsafDocument document = CsafReader.read(json.read(bytes, file.toString()), file.toString());
        if (category.isEmpty() || document.category().equals(category)) {
          for (CsafDocument.Vulnerability vulnerability : document.vulnerabilities()) {
            if (!vulnerability.ids().isEmpty()) {
              reader.read(document, vulnerability);
            }
          }
        }
      } catch (IOException e) {
        sink.damaged(String.valueOf(e.getMessage()));
      }
      if (++done % STEP == 0) {
        progress.at("Reading " + feed, done, files.size());
      }
    }
  }

  /// Every CVSS vector of a vulnerability once.
  public static List<Advisory.Severity> severities(CsafDocument.Vulnerability vulnerability) {
    List<Advisory.Severity> severities = new ArrayList<>();
    for (CsafDocument.Score score : vulnerability.scores()) {
      for (String vector : score.vectors()) {
        Advisory.Severity severity = Ranges.cvss(vector);
        if (severity != null && !severities.contains(severity)) {
          severities.add(severity);
        }
      }
    }
    return severities;
  }
}
