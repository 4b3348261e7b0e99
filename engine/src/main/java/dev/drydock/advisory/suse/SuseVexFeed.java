package dev.drydock.advisory.suse;

import dev.drydock.advisory.Progress;
import dev.drydock.advisory.distribution.CsafFiles;
import dev.drydock.advisory.distribution.DistributionFeed;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Path;

/// SUSE's [CSAF VEX](https://ftp.suse.com/pub/projects/security/csaf-vex/): `suse-csaf-vex/` with a
/// document for each CVE, at any depth (`cve-2024-1234.json`).
public final class SuseVexFeed implements DistributionFeed {
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
    CsafFiles.read(
        directory,
        limits,
        name(),
        "",
        sink,
        progress,
        (document, vulnerability) -> new SuseRecord(document, vulnerability).tell(sink));
  }
}
