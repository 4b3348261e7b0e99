package dev.drydock.advisory.suse;

import dev.drydock.advisory.Progress;
import dev.drydock.advisory.distribution.DistributionFeed;
import dev.drydock.advisory.distribution.FeedFiles;
import dev.drydock.csaf.CsafDocument;
import dev.drydock.csaf.CsafReader;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// SUSE's [CSAF VEX](https://ftp.suse.com/pub/projects/security/csaf-vex/): `suse-csaf-vex/` with a
/// document for each CVE, at any depth (`cve-2024-1234.json`).
public final class SuseVexFeed implements DistributionFeed {
  private static final int STEP = 64;

  private final Limits limits;

  public SuseVexFeed(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "SUSE (CSAF VEX)";
  }

  @Override
  public String directory() {
    return "suse-csaf-vex";
  }

  @Override
  public String source() {
    return "SUSE Product Security, CSAF VEX";
  }

  @Override
  public String licence() {
    return "see publisher";
  }

  @Override
  public void read(Path directory, Sink sink, Progress progress) throws IOException {
    JsonReader json = new JsonReader(limits);
    List<Path> files = FeedFiles.below(directory, limits, ".json");
    int done = 0;
    for (Path file : files) {
      try {
        byte[] bytes = Bounded.readFile(file, limits.documentBytes());
        CsafDocument document = CsafReader.read(json.read(bytes, file.toString()), file.toString());
        for (CsafDocument.Vulnerability vulnerability : document.vulnerabilities()) {
          if (!vulnerability.ids().isEmpty()) {
            new SuseRecord(document, vulnerability).tell(sink);
          }
        }
      } catch (IOException e) {
        sink.damaged(String.valueOf(e.getMessage()));
      }
      if (++done % STEP == 0) {
        progress.at("Reading " + name(), done, files.size());
      }
    }
  }
}
