package dev.drydock.advisory.oval;

import dev.drydock.advisory.Progress;
import dev.drydock.advisory.distribution.DistributionFeed;
import dev.drydock.advisory.distribution.FeedFiles;
import dev.drydock.advisory.osv.OsvRecord;
import dev.drydock.document.XmlStream;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// A feed of [OVAL](https://oval.mitre.org/) definitions, `<directory>/*.xml`, plain or gzipped.
///
/// What a definition requires is read from the comments of its criteria, which say the same as the
/// tests that they refer to.
public final class OvalFeed implements DistributionFeed {
  private final Limits limits;
  private final Publisher publisher;

  private OvalFeed(Limits limits, Publisher publisher) {
    this.limits = limits;
    this.publisher = publisher;
  }

  /// Whose definitions they are.
  ///
  /// @param ecosystem in which the packages are, without a release
  /// @param platform what a definition calls the distribution, before its release
  private record Publisher(
      String name,
      String directory,
      String source,
      String licence,
      String ecosystem,
      String platform) {}

  /// [Oracle Linux](https://linux.oracle.com/security/oval/): `oracle-oval/`.
  public static OvalFeed oracle(Limits limits) {
    return new OvalFeed(
        limits,
        new Publisher(
            "Oracle Linux (OVAL)",
            "oracle-oval",
            "Oracle Linux errata, OVAL",
            "see publisher",
            "Oracle Linux",
            "Oracle Linux"));
  }

  @Override
  public String name() {
    return publisher.name();
  }

  @Override
  public String directory() {
    return publisher.directory();
  }

  @Override
  public String source() {
    return publisher.source();
  }

  @Override
  public String licence() {
    return publisher.licence();
  }

  @Override
  public void read(Path directory, Sink sink, Progress progress) throws IOException {
    for (Path file : FeedFiles.below(directory, limits, ".xml", ".xml.gz")) {
      progress.at("Reading " + name(), 0, -1);
      try (InputStream in = FeedFiles.open(file, limits)) {
        new XmlStream(limits)
            .each(
                in,
                file.toString(),
                "definition",
                definition -> {
                  OsvRecord record =
                      new Definition(definition, publisher.ecosystem(), publisher.platform())
                          .record();
                  if (record != null) {
                    sink.record(record);
                  }
                });
      } catch (IOException e) {
        sink.damaged(String.valueOf(e.getMessage()));
      }
    }
  }
}
