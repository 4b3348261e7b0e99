package dev.drydock.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

class ServerSettingsTest {

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(ServerSettings.class)
  static class SettingsOnly {}

  @Test
  void keepsWhatIsItsOwnWhereTheCommandLineLooksForIt() {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(SettingsOnly.class)
            .web(WebApplicationType.NONE)
            .run("--HOME=/home/ada")) {
      assertThat(context.getBean(ServerSettings.class).data())
          .isEqualTo(Path.of("/home/ada/.local/share/drydock/server"));
    }
  }
}
