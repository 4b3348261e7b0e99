package dev.drydock.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Run;
import dev.drydock.cli.Shop;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.report.format.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several documents of one scan.
class ReportsTest {
  @TempDir private Path home;
  private Shop shop;
  private Path reports;

  @BeforeEach
  void openShop() throws IOException {
    shop = new Shop(home);
    reports = Files.createDirectory(home.resolve("reports"));
  }

  private String file(String name) {
    return reports.resolve(name).toString();
  }

  private List<String> written() throws IOException {
    try (Stream<Path> all = Files.list(reports)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everyFormatComesOutOfOneScanBesideTheTable() throws IOException {
    List<String> options = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (ReportFormat format : ReportFormat.values()) {
      names.add("shop" + format.ending());
      options.add("--report");
      options.add(format.word() + "=" + file("shop" + format.ending()));
    }

    Run run = shop.scan(home, options.toArray(String[]::new));

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("WHAT TO DO: 3 actions");
    assertThat(written()).containsExactlyInAnyOrderElementsOf(names);
    for (String name : names) {
      assertThat(reports.resolve(name)).content().contains("minimist");
    }
    assertThat(reports.resolve("shop.txt")).content().isEqualTo(run.out());
  }

  @Test
  void reportsPointAtTheLinesOfTheProject() throws IOException {
    shop.scan(
        home,
        "--dockerfile",
        shop.dockerfile(),
        "--report",
        "sarif=" + file("a.sarif") + ",github=" + file("a.txt"));

    assertThat(written()).containsExactly("a.sarif", "a.txt");
    assertThat(reports.resolve("a.txt"))
        .content()
        .contains("::warning file=app/package.json,line=5,title=Upgrade minimist 1.2.5 → 1.2.6::");
    assertThat(reports.resolve("a.sarif"))
        .content()
        .containsPattern(
            "\"uri\": \"app/package.json\"\\s+},\\s+\"region\": \\{\\s+\"startLine\": 5");
  }

  @Test
  void whereOneFileCannotBeWrittenNoneAppears() throws IOException {
    Files.writeString(reports.resolve("old.csv"), "old");

    Run run =
        shop.scan(
            home,
            "--report",
            "csv=" + file("old.csv"),
            "--report",
            "html=" + file("missing/page.html"));

    assertThat(run)
        .isEqualTo(
            new Run(
                ExitCode.INPUT,
                "",
                "drydock: "
                    + file("missing")
                    + " does not exist; make it, or choose another file with -o\n"));
    assertThat(written()).containsExactly("old.csv");
    assertThat(reports.resolve("old.csv")).hasContent("old");
  }

  @Test
  void whatMakesNoSenseIsSaidBeforeAnythingIsRead() throws IOException {
    assertThat(wrong("--report", "sarifs=x").err())
        .startsWith(
            "drydock: --report knows no format 'sarifs' (did you mean sarif?); it can be table, ");
    assertThat(wrong("--report", "sarif").err())
        .isEqualTo(
            "drydock: --report is FORMAT=FILE, such as sarif=report.sarif; --format sarif writes to"
                + " standard output\n");
    assertThat(wrong("--report", "sarif=-").err()).contains("--report is FORMAT=FILE");
    assertThat(wrong("--report", "csv=" + file("a"), "-o", file("x/../a")).err())
        .isEqualTo(
            "drydock: two reports are to be written to "
                + file("a")
                + "; give each a file of its own\n");
    assertThat(written()).isEmpty();
  }

  private Run wrong(String... options) {
    List<String> all = new ArrayList<>(List.of("scan", "no-such-image.tar"));
    all.addAll(List.of(options));
    Run run = Run.in(home, all.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    return run;
  }

  @Test
  void aFormatAboutOneImageWantsADirectoryForSeveral() throws IOException {
    Run refused = shop.scan(home, "--all-images", "--format", "html");
    Run run = shop.scan(home, "--all-images", "--report", "html=" + reports + "/");

    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .isEqualTo(
            "drydock: a document of html is about one image; name a directory for one document"
                + " each: --report html=reports/\n");
    assertThat(run.err()).isEmpty();
    assertThat(written()).hasSize(1).allMatch(name -> name.endsWith(".html"));
  }
}
