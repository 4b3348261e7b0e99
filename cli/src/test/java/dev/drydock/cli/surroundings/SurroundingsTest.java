package dev.drydock.cli.surroundings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.cli.console.Failure;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurroundingsTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # system,   option, own,    xdg,    cache directory
          Linux,      -,      -,      -,      /home/me/.cache/drydock
          Linux,      -,      -,      /xdg,   /xdg/drydock
          Linux,      -,      -,      xdg,    /home/me/.cache/drydock
          Linux,      -,      /own,   /xdg,   /own
          Linux,      /opt/c, /own,   /xdg,   /opt/c
          Mac OS X,   -,      -,      -,      /home/me/Library/Caches/drydock
          Mac OS X,   -,      -,      /xdg,   /xdg/drydock
          """)
  void theCacheLiesWhereTheSystemWantsIt(
      String system,
      @Nullable String option,
      @Nullable String own,
      @Nullable String xdg,
      String expected)
      throws Failure {
    Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/me"));
    if (own != null) {
      environment.put("DRYDOCK_CACHE_DIR", own);
    }
    if (xdg != null) {
      environment.put("XDG_CACHE_HOME", xdg);
    }

    assertThat(surroundings(system, environment).cacheDirectory(option))
        .isEqualTo(Path.of(expected));
  }

  @Test
  void withoutAHomeACacheHasToBeNamed() {
    assertThatThrownBy(() -> surroundings("Linux", Map.of()).cacheDirectory(null))
        .isInstanceOf(Failure.class)
        .hasMessage("there is no home directory to keep a cache in; name one with --cache-dir DIR");
  }

  @Test
  void theClockStandsStillWhereTheBuildSaysSo() throws Failure {
    assertThat(surroundings("Linux", Map.of("SOURCE_DATE_EPOCH", "1")).clock().instant())
        .isEqualTo(Instant.ofEpochSecond(1));
  }

  @Test
  void coloursNeedATerminalThatShowsThem() {
    Properties terminal = properties("Linux");
    terminal.setProperty("drydock.stdout", "terminal");

    assertThat(surroundings(terminal, Map.of()).colour()).isTrue();
    assertThat(surroundings(terminal, Map.of("TERM", "dumb")).colour()).isFalse();
    assertThat(surroundings(terminal, Map.of("NO_COLOR", "1")).colour()).isFalse();
    assertThat(surroundings(terminal, Map.of("NO_COLOR", "")).colour()).isTrue();
    terminal.setProperty("drydock.stdout", "pipe");
    assertThat(surroundings(terminal, Map.of()).colour()).isFalse();
  }

  private static Surroundings surroundings(String system, Map<String, String> environment) {
    return surroundings(properties(system), environment);
  }

  private static Properties properties(String system) {
    Properties properties = new Properties();
    properties.setProperty("os.name", system);
    return properties;
  }

  private static Surroundings surroundings(Properties properties, Map<String, String> environment) {
    OutputStream nowhere = OutputStream.nullOutputStream();
    return new Surroundings(
        nowhere, new PrintStream(nowhere, false, StandardCharsets.UTF_8), environment, properties);
  }
}
