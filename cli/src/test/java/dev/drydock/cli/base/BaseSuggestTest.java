package dev.drydock.cli.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Harbour;
import dev.drydock.cli.Run;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.DockerArchive;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.TarWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Which approved base fits, as somebody asks who is about to build upon one.
@Timeout(180)
class BaseSuggestTest {
  private static final String LASTING =
      "12-20260504-" + Harbour.BASE.manifest().hex().substring(0, 12);

  @TempDir private Path home;
  private FallibleRegistry registry;
  private Harbour harbour;
  private String base;

  @BeforeEach
  void oneBaseIsApproved() throws Exception {
    registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS);
    registry.push("bases/debian", "candidate-12-0123456789ab", Harbour.BASE);
    harbour = new Harbour(home, registry.host());
    String candidate = harbour.debian() + ":candidate-12-0123456789ab";
    assertThat(harbour.approve("alice", candidate).exitCode()).isZero();
    assertThat(harbour.approve("bob", candidate).exitCode()).isZero();
    base = harbour.debian() + ":" + LASTING;
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private Run suggest(String... more) {
    List<String> all = new ArrayList<>(List.of("--advisories", harbour.path("feeds")));
    all.addAll(List.of(more));
    return harbour.look("suggest", all.toArray(String[]::new));
  }

  private Path dockerfile(String text) throws Exception {
    return Files.writeString(home.resolve("Dockerfile"), text);
  }

  @Test
  void aDockerfileIsEnough() throws Exception {
    Path file = dockerfile("FROM debian:11-slim\nCOPY shop /srv/\nCMD [\"/srv/shop\"]\n");

    assertThat(suggest(file.toString()))
        .isEqualTo(
            new Run(
                0,
                """
                Approved bases for %s, the best first

                %s  fits
                    leaves no findings; 1 MiB

                What takes the first one:
                diff --git a/Dockerfile b/Dockerfile
                --- a/Dockerfile
                +++ b/Dockerfile
                @@ -1,3 +1,3 @@
                -FROM debian:11-slim
                +FROM %s@%s
                 COPY shop /srv/
                 CMD ["/srv/shop"]
                """
                    .formatted(file, base, base, Harbour.BASE.manifest().digest()),
                ""));
    assertThat(Files.readString(file)).startsWith("FROM debian:11-slim\n");

    assertThat(suggest("--write", file.toString()).exitCode()).isZero();
    assertThat(Files.readString(file))
        .startsWith("FROM " + base + "@" + Harbour.BASE.manifest().digest() + "\n");
    assertThat(suggest(file.toString()).out()).contains("names this base already");
  }

  @Test
  void whatStandsInTheWayIsSaid() throws Exception {
    Path file = dockerfile("FROM node:20\nRUN apt-get update\n");

    Run run = suggest(file.toString());

    assertThat(run.out())
        .contains(
            base
                + "  does not fit:\n"
                + "    the build installs deb packages, which it cannot\n"
                + "    the build or the start of the image calls a shell, and it has none\n"
                + "    it has no Node.js\n")
        .doesNotContain("leaves", "What takes");
    assertThat(suggest("--write", file.toString()).exitCode()).isZero();
    assertThat(Files.readString(file)).startsWith("FROM node:20\n");
  }

  @Test
  void ofAnImageTheFindingsAreMatchedAnew() throws Exception {
    BuiltImage image =
        new ImageBuilder()
            .layer(
                new TarWriter()
                    .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nNAME=Debian\n")
                    .file(
                        "var/lib/dpkg/status",
                        "Package: zlib1g\nStatus: install ok installed\nVersion: 1:1.2.11\n"
                            + "Source: zlib\nArchitecture: amd64\n"))
            .layer(new TarWriter().file("srv/shop", "shop\n"))
            .build();
    Path archive = home.resolve("shop.tar");
    Files.write(archive, DockerArchive.of(image).bytes());
    Path file = dockerfile("FROM debian:12-slim\nCOPY shop /srv/\n");

    Run run = suggest("--dockerfile", file.toString(), archive.toString());

    assertThat(run.out())
        .contains(
            base + "  fits\n    leaves no findings instead of 1 finding (0 act, 0 attend, 1 track)")
        .contains("+FROM " + base + "@");
    assertThat(suggest("-f", "json", archive.toString()).out())
        .contains("\"now\": {", "\"fit\": \"fits\"", "\"family\": \"debian\"")
        .doesNotContain("\"diff\"");
  }

  @Test
  void aProjectStartsUponAnApprovedBase() throws Exception {
    Path project = Files.createDirectories(home.resolve("shop"));
    Files.writeString(project.resolve("go.mod"), "module shop\n");

    Run run = init(project);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).startsWith("drydock: wrote Dockerfile upon " + base);
    assertThat(Files.readString(project.resolve("Dockerfile")))
        .contains("FROM " + base + "@" + Harbour.BASE.manifest().digest() + "\n", "USER 10001");
    assertThat(init(project).err()).contains("Dockerfile is there already");
    assertThat(init(project, "--dry-run").out()).startsWith("# An approved base");
  }

  @Test
  void whatNoBaseHasIsSaid() throws Exception {
    Path project = Files.createDirectories(home.resolve("shop"));
    Files.writeString(project.resolve("pom.xml"), "<project/>\n");

    assertThat(init(project))
        .isEqualTo(
            new Run(
                ExitCode.INPUT,
                "",
                "drydock: no approved base has what this project needs; there are debian/12\n"));
    assertThat(init(project, "--base", "debian/13").err())
        .isEqualTo("drydock: no base debian/13 is approved; there are debian/12\n");
    assertThat(init(project, "--base", "debian/12").exitCode()).isZero();
  }

  private Run init(Path project, String... more) {
    List<String> all = new ArrayList<>(List.of("init", "dockerfile"));
    all.addAll(List.of("--bases", harbour.path("policy.yaml")));
    all.addAll(List.of("--advisories", harbour.path("feeds")));
    all.addAll(List.of(more));
    return Run.in(
        home,
        project,
        Map.of("SOURCE_DATE_EPOCH", Long.toString(Harbour.NOW.getEpochSecond() + 9)),
        all.toArray(String[]::new));
  }
}
