package dev.drydock.report.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.report.ReportOptions;
import dev.drydock.report.Result;
import dev.drydock.report.SampleReports;
import dev.drydock.report.SampleResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportFormatTest {
  private static final ReportOptions OPTIONS = ReportOptions.standard();

  @ParameterizedTest
  @EnumSource
  void writesTheSameBytesForTheSameResult(ReportFormat format) throws IOException {
    for (Result result : SampleResults.all()) {
      assertThat(one(format, result)).isEqualTo(one(format, result));
    }
    assertThat(one(format, SampleResults.stopped())).containsAnyOf("openssl", "log4j");
  }

  @ParameterizedTest
  @EnumSource
  void tellsOfSeveralImagesOrSaysThatItDoesNot(ReportFormat format) throws IOException {
    List<Result> two =
        List.of(new Result(SampleReports.debian()), new Result(SampleReports.assessed()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    if (format.tellsOfSeveral()) {
      format.writeAll(two, OPTIONS, out);
      assertThat(out.toString(StandardCharsets.UTF_8)).contains("openssl");
    } else {
      assertThatThrownBy(() -> format.writeAll(two, OPTIONS, out))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(format.word() + " is about one image");
    }
  }

  @Test
  void wordsAndEndingsAreDifferent() {
    assertThat(ReportFormat.words()).doesNotHaveDuplicates().startsWith("table", "json");
    assertThat(Arrays.stream(ReportFormat.values()).map(ReportFormat::ending))
        .doesNotHaveDuplicates();
    for (ReportFormat format : ReportFormat.values()) {
      assertThat(ReportFormat.of(format.word())).contains(format);
    }
    assertThat(ReportFormat.of("toml")).isEmpty();
  }

  @Test
  void everyFormatIsInTheDocumentation() throws IOException {
    String reports = Files.readString(Path.of("..", "docs", "reports.md"));
    String supported = Files.readString(Path.of("..", "docs", "supported.md"));

    assertThat(ReportFormat.words())
        .allSatisfy(
            word -> {
              assertThat(reports).contains("`" + word + "`");
              assertThat(supported).contains("`" + word + "`");
            });
  }

  private static String one(ReportFormat format, Result result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.write(result, OPTIONS, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
