package dev.drydock.report.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.report.ProjectFiles;
import dev.drydock.report.ReportOptions;
import dev.drydock.report.Result;
import dev.drydock.report.SampleReports;
import dev.drydock.report.SampleResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GitHubAnnotationsTest {

  static List<Result> results() {
    return SampleResults.all();
  }

  /// A name with a line end or a colon starts no command of its own.
  @ParameterizedTest
  @MethodSource("results")
  void everyLineIsOneCommand(Result result) throws IOException {
    assertThat(write(List.of(result)).lines())
        .allMatch(
            line ->
                line.matches(
                    "::(error|warning|notice) (file=[^,:]+,line=\\d+,)?title=[^,:]+::[^\u001b]+"));
  }

  @Test
  void oneForEachActionAtItsLine() throws IOException {
    assertThat(write(List.of(new Result(SampleReports.repaired()))))
        .isEqualTo(
            """
            ::warning file=shop/Dockerfile,line=2,title=Build on debian%3A12\
            ::docker-archive:app.tar: removes 1 (1 to attend to)
            ::warning title=Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2\
            ::docker-archive:app.tar: removes 2 (2 to attend to)
            ::warning file=shop/pom.xml,line=12,title=Upgrade log4j%3Alog4j 1.2.17 → 2.17.1\
            ::docker-archive:app.tar: removes 1 (1 to attend to)
            ::warning title=Replace log4j%3Alog4j by ch.qos.reload4j%3Areload4j 1.2.25\
            ::docker-archive:app.tar: removes 1 (1 to attend to)
            """);
  }

  @Test
  void theVerdictComesFirst() throws IOException {
    assertThat(write(List.of(SampleResults.stopped())).lines())
        .containsExactly(
            "::error title=Drydock%3A STOPPED::docker-archive:app.tar: the policy stops this image:"
                + " 2 objections by 2 rules, 1 warning, 1 note, 1 excused",
            "::warning title=Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2"
                + "::docker-archive:app.tar: removes 2 (2 to attend to)");
  }

  @Test
  void noMoreThanGitHubShows() throws IOException {
    List<Result> many = Collections.nCopies(7, new Result(SampleReports.repaired()));

    assertThat(write(many).lines()).hasSize(10);
  }

  private static String write(List<Result> results) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportOptions options =
        new ReportOptions(false, false, false, false, new ProjectFiles("shop", "Dockerfile"));
    GitHubAnnotations.write(results, options, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
