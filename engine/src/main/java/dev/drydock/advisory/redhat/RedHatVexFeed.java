package dev.drydock.advisory.redhat;

import dev.drydock.advisory.Progress;
import dev.drydock.advisory.distribution.CsafFiles;
import dev.drydock.advisory.distribution.DistributionFeed;
import dev.drydock.advisory.osv.OsvRecord;
import dev.drydock.csaf.CsafDocument;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Path;

/// Red Hat's [CSAF VEX](https://security.access.redhat.com/data/csaf/v2/vex/): `redhat-csaf-vex/`
/// with a document for each CVE, at any depth (`2024/cve-2024-1234.json`). Documents of errata
/// (`csaf_security_advisory`) say nothing that these do not say, and are passed over.
public final class RedHatVexFeed implements DistributionFeed {
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
    CsafFiles.read(
        directory,
        limits,
        name(),
        "csaf_vex",
        sink,
        progress,
        (document, vulnerability) -> record(document, vulnerability, sink));
  }

  private static void record(
      CsafDocument document, CsafDocument.Vulnerability vulnerability, Sink sink)
      throws IOException {
    sink.spokenOf("Red Hat", vulnerability.ids().getFirst());
    OsvRecord record = new RedHatRecord(document, vulnerability).build();
    if (!record.affected().isEmpty()) {
      sink.record(record);
    }
  }
}
