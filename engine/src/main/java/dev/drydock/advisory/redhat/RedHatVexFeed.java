package dev.drydock.advisory.redhat;

import dev.drydock.advisory.Progress;
import dev.drydock.advisory.distribution.DistributionFeed;
import dev.drydock.advisory.distribution.FeedFiles;
import dev.drydock.advisory.osv.OsvRecord;
import dev.drydock.csaf.CsafDocument;
import dev.drydock.csaf.CsafReader;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Red Hat's [CSAF VEX](https://security.access.redhat.com/data/csaf/v2/vex/): `redhat-csaf-vex/`
/// with a document for each CVE, at any depth (`2024/cve-2024-1234.json`). Documents of errata
/// (`csaf_security_advisory`) say nothing that these do not say, and are passed over.
public final class RedHatVexFeed implements DistributionFeed {
  private static final int STEP = 64;

  private final Limits limits;

  public RedHatVexFeed(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "Red Hat (CSAF VEX)";
  }

  @Override
  public String directory() {
    return "redhat-csaf-vex";
  }

  @Override
  public String source() {
    return "Red Hat Product Security, CSAF VEX";
  }

  @Override
  public String licence() {
    return "CC-BY-4.0";
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
        if (document.category().equals("csaf_vex")) {
          for (CsafDocument.Vulnerability vulnerability : document.vulnerabilities()) {
            record(document, vulnerability, sink);
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

  private static void record(
      CsafDocument document, CsafDocument.Vulnerability vulnerability, Sink sink)
      throws IOException {
    if (!vulnerability.ids().isEmpty()) {
      sink.spokenOf("Red Hat", vulnerability.ids().getFirst());
      OsvRecord record = new RedHatRecord(document, vulnerability).build();
      if (!record.affected().isEmpty()) {
        sink.record(record);
      }
    }
  }
}
