package dev.drydock.advisory.oval;

import dev.drydock.advisory.Progress;
import dev.drydock.advisory.distribution.DistributionFeed;
import dev.drydock.advisory.distribution.FeedFiles;
import dev.drydock.document.Xml;
import dev.drydock.document.XmlStream;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// [Azure Linux's and CBL-Mariner's
/// OVAL](https://github.com/microsoft/AzureLinuxVulnerabilityData): `azure-oval/*.xml`, plain or
/// gzipped, one file for each release.
///
/// A definition's comments leave out the epoch and the distribution's tag, and say less than the
/// tests do: these are followed to the package and the version that they compare.
public final class AzureLinuxFeed implements DistributionFeed {
  private final Limits limits;

  public AzureLinuxFeed(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "Azure Linux (OVAL)";
  }

  @Override
  public String directory() {
    return "azure-oval";
  }

  @Override
  public String source() {
    return "Azure Linux vulnerability data, OVAL";
  }

  @Override
  public String licence() {
    return "see publisher";
  }

  @Override
  public void read(Path directory, Sink sink, Progress progress) throws IOException {
    for (Path file : FeedFiles.below(directory, limits, ".xml", ".xml.gz")) {
      progress.at("Reading " + name(), 0, -1);
      try {
        RpmTests tests = new RpmTests();
        // what a definition refers to stands behind it
        each(file, "rpminfo_test", tests::test);
        each(file, "rpminfo_object", tests::object);
        each(file, "rpminfo_state", tests::state);
        each(file, "definition", definition -> new AzureDefinition(definition, tests).tell(sink));
      } catch (IOException e) {
        sink.damaged(String.valueOf(e.getMessage()));
      }
    }
  }

  private void each(Path file, String element, XmlStream.Sink sink) throws IOException {
    try (InputStream in = FeedFiles.open(file, limits)) {
      new XmlStream(limits).each(in, file.toString(), element, sink);
    }
  }

  /// The text of an element's child, `""` where there is none.
  static String text(Xml element, String child) {
    String text = element.text(child);
    return text == null ? "" : text;
  }
}
