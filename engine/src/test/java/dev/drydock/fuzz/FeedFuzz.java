package dev.drydock.fuzz;

import dev.drydock.advisory.FeedRun;
import dev.drydock.advisory.Progress;
import dev.drydock.advisory.alpine.AlpineSecdbFeed;
import dev.drydock.advisory.csv.CsvLines;
import dev.drydock.advisory.cvss.CvssTable;
import dev.drydock.advisory.debian.DebianTrackerFeed;
import dev.drydock.advisory.distribution.DistributionFeed;
import dev.drydock.advisory.epss.EpssParser;
import dev.drydock.advisory.kev.KevParser;
import dev.drydock.advisory.osv.OsvFeed;
import dev.drydock.advisory.osv.OsvParser;
import dev.drydock.advisory.osv.OsvRecord;
import dev.drydock.advisory.oval.AzureLinuxFeed;
import dev.drydock.advisory.oval.OvalFeed;
import dev.drydock.advisory.photon.PhotonFeed;
import dev.drydock.advisory.redhat.RedHatVexFeed;
import dev.drydock.advisory.suse.SuseVexFeed;
import dev.drydock.advisory.updateinfo.AmazonFeed;
import dev.drydock.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Advisory feeds: OSV, KEV, EPSS, and the forms of distributions.
public final class FeedFuzz {
  private FeedFuzz() {}

  private static final Path DIRECTORY = FuzzFiles.directory();
  private static final JsonReader JSON = new JsonReader(FuzzTree.LIMITS);
  private static final OsvParser OSV = new OsvParser(JSON);
  private static final KevParser KEV = new KevParser(JSON);
  private static final OsvFeed ARCHIVE = new OsvFeed(FuzzTree.LIMITS);

  /// A feed in a distribution's own form, with the file that it is looked for in.
  private record Form(DistributionFeed feed, String file) {}

  private static final List<Form> JSON_FORMS =
      List.of(
          new Form(new AlpineSecdbFeed(FuzzTree.LIMITS), "alpine/main.json"),
          new Form(new DebianTrackerFeed(FuzzTree.LIMITS), "debian/tracker.json"),
          new Form(new PhotonFeed(FuzzTree.LIMITS), "photon/cve_data_photon5.0.json"),
          new Form(new RedHatVexFeed(FuzzTree.LIMITS), "redhat/cve-2024-1.json"),
          new Form(new SuseVexFeed(FuzzTree.LIMITS), "suse/cve-2024-1.json"));
  private static final List<Form> XML_FORMS =
      List.of(
          new Form(new AmazonFeed(FuzzTree.LIMITS), "amazon/2/updateinfo.xml"),
          new Form(new AzureLinuxFeed(FuzzTree.LIMITS), "azure/a.xml"),
          new Form(OvalFeed.oracle(FuzzTree.LIMITS), "oracle/a.xml"));

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, FeedFuzz::read);
  }

  /// The first byte tells what the input is for: JSON, XML, a zip archive or a table.
  private static void read(byte[] data) throws IOException {
    switch (data.length == 0 ? 0 : data[0]) {
      case '{' -> {
        records(data);
        forms(JSON_FORMS, data);
      }
      case '<' -> forms(XML_FORMS, data);
      case 'P' -> archive(data);
      default -> table(data);
    }
  }

  private static void records(byte[] data) {
    try {
      Optional<OsvRecord> _ = OSV.parse(data, data.length, "x");
    } catch (IOException _) {
      // refused
    }
    try {
      KevParser.Parsed _ = KEV.parse(data, (_, _, _) -> {});
    } catch (IOException _) {
      // refused
    }
  }

  private static void forms(List<Form> forms, byte[] data) throws IOException {
    for (Form form : forms) {
      Path file = Files.write(FuzzFiles.file(DIRECTORY, form.file()), data);
      Path top = DIRECTORY.resolve(DIRECTORY.relativize(file).getName(0));
      try {
        List<String> _ = FeedRun.of(form.feed(), top).lines();
      } catch (IOException _) {
        // refused
      }
    }
  }

  private static void archive(byte[] data) throws IOException {
    Path file = Files.write(FuzzFiles.file(DIRECTORY, "osv/all.zip"), data);
    try {
      OsvFeed.Summary _ = ARCHIVE.read(file, "npm", _ -> {}, Progress.silent());
    } catch (IOException _) {
      // refused
    }
  }

  private static void table(byte[] data) {
    try (CsvLines lines = CsvLines.of(new ByteArrayInputStream(data), "x", FuzzTree.LIMITS)) {
      EpssParser.Parsed _ = EpssParser.parse(lines, (_, _, _) -> {});
    } catch (IOException _) {
      // refused
    }
    try (CsvLines lines = CsvLines.of(new ByteArrayInputStream(data), "x", FuzzTree.LIMITS)) {
      int _ = CvssTable.parse(lines, "x", (_, _) -> {});
    } catch (IOException _) {
      // refused
    }
  }
}
