package dev.drydock.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerArgumentsTest {

  @Test
  void shortNamesAreThoseOfSettings() {
    ServerArguments arguments =
        ServerArguments.parse(
            "--port",
            "9000",
            "--data=/srv/x",
            "--database-url",
            "postgresql://db/x",
            "--drydock.fleet.parsers=2");
    assertThat(arguments.settings())
        .containsExactly(
            "--server.port=9000",
            "--drydock.data=/srv/x",
            "--drydock.database.url=postgresql://db/x",
            "--drydock.fleet.parsers=2");
    assertThat(arguments.help()).isEmpty();
  }

  @Test
  void helpNamesEveryShortName() {
    String help = ServerArguments.parse("--help").help().orElseThrow();
    assertThat(help).contains("--port", "--address", "--data", "--database-url", "EXAMPLES");
    assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(84));
  }

  @ParameterizedTest
  @CsvSource({
    "--prot=1,serve has no option --prot=1",
    "words,serve has no option words",
    "--port,--port needs a value"
  })
  void whatIsNoOptionIsRefusedInOneLine(String argument, String words) {
    assertThatThrownBy(() -> ServerArguments.parse(argument))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(words)
        .hasMessageEndingWith("see drydock serve --help");
  }
}
