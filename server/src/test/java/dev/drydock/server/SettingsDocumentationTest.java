package dev.drydock.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/// docs/server-settings.md lists every setting of ours, and none that does not exist.
class SettingsDocumentationTest {
  private static final Pattern DOCUMENTED =
      Pattern.compile("^\\| `(drydock\\.[a-z0-9.-]+)`", Pattern.MULTILINE);

  @Test
  void listsEverySetting() throws Exception {
    Set<String> documented = new TreeSet<>();
    Matcher rows = DOCUMENTED.matcher(document());
    while (rows.find()) {
      documented.add(rows.group(1));
    }
    assertThat(documented).isEqualTo(settings());
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("..", "docs", "server-settings.md"));
  }

  private static Set<String> settings() throws ClassNotFoundException {
    ClassPathScanningCandidateComponentProvider scanner =
        new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    Set<String> settings = new TreeSet<>();
    for (BeanDefinition found : scanner.findCandidateComponents("dev.drydock.server")) {
      Class<?> type = Class.forName(found.getBeanClassName());
      collect(type.getAnnotation(ConfigurationProperties.class).value(), type, settings);
    }
    return settings;
  }

  private static void collect(String prefix, Class<?> type, Set<String> settings) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = prefix + "." + kebab(component.getName());
      if (component.getType().isRecord()) {
        collect(name, component.getType(), settings);
      } else {
        settings.add(name);
      }
    }
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
