package dev.drydock.server.operate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.drydock.server.ServerTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

@ServerTest
class LogLineTest {
  @Value("${logging.pattern.correlation}")
  String correlation;

  @Test
  void namesTheTraceWhereThereIsOneAndNothingElse() {
    assertThat(line(Map.of())).isEqualTo("done");
    assertThat(line(Map.of("traceId", "65f1", "spanId", "07aa"))).isEqualTo("[65f1-07aa] done");
  }

  private String line(Map<String, String> context) {
    LoggerContext loggers = new LoggerContext();
    PatternLayout layout = new PatternLayout();
    layout.setContext(loggers);
    layout.setPattern(correlation + "%m");
    layout.start();
    LoggingEvent event =
        new LoggingEvent("test", loggers.getLogger("test"), Level.INFO, "done", null, null);
    event.setMDCPropertyMap(context);
    return layout.doLayout(event);
  }
}
