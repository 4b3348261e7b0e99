package dev.drydock.base.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

  @ParameterizedTest
  @CsvSource({
    "NODE, node, 20.11.1, 20",
    "NODE, nodejs, 18.19.0+dfsg-6~deb12u2, 18",
    "NODE, nodejs-doc, 18.19.0, ",
    "PYTHON, python, 3.11.4, 3.11",
    "PYTHON, python3, 3.12.3-r1, 3.12",
    "PYTHON, python3.11, 3.11.2-6, 3.11",
    "PYTHON, python3.11-minimal, 3.11.2-6, ",
    "PYTHON, python3-urllib3, 1.26, ",
    "PYTHON, python-is-python3, 3.11.2-1, ",
    "JAVA, openjdk, 1.8.0_392, 8",
    "JAVA, openjdk, 21.0.2+13-LTS, 21",
    "JAVA, openjdk-17-jre-headless, 17.0.9+9-1~deb12u1, 17",
    "JAVA, openjdk21-jre-headless, 21.0.5_p11-r0, 21",
    "JAVA, temurin-21-jdk, 21.0.2, 21",
    "JAVA, default-jre-headless, 2:1.17-74, ",
    "JAVA, zulu, 21.32.17, 21",
    "RUBY, ruby, 3.2.2, 3.2",
    "RUBY, ruby3.1, 3.1.2-7, 3.1",
    "RUBY, ruby-rack, 2.2, ",
    "PHP, php8.2, 8.2.7-1~deb12u1, 8.2",
    "PHP, php83, 8.3.14-r0, 8.3",
    "PHP, php8.2-cli, 8.2.7, ",
    "DOTNET, microsoft.netcore.app, 8.0.8, 8",
    "DOTNET, dotnet-runtime-8.0, 8.0.8-1, 8",
    "DOTNET, dotnet-host, 8.0.8-1, ",
  })
  void anEnvironmentIsOfOneLine(
      Language language, String component, String version, String expected) {
    assertThat(language.line(component, version)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "NODE, library/node, 20.11-slim, 20",
    "NODE, library/node, lts-slim, ",
    "PYTHON, library/python, 3.11-bookworm, 3.11",
    "PYTHON, library/python, 3, 3",
    "JAVA, library/eclipse-temurin, 21-jre, 21",
    "JAVA, team/app, 21, ",
    "DOTNET, dotnet/aspnet, 8.0, 8",
    "NODE, library/node, , ",
  })
  void soIsAnImageThatIsCalledAfterIt(
      Language language, String repository, String tag, String expected) {
    assertThat(language.lineOfImage(repository, tag)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "apt-get update && apt-get install -y curl, DEB",
    "apk add --no-cache git, APK",
    "microdnf install -y tar, RPM",
    "echo apt-getter, ",
    "pip install flask, ",
  })
  void theManagerThatAScriptCallsTellsOfThePackages(String script, PackageKind expected) {
    assertThat(PackageKind.calledIn(script)).isEqualTo(expected);
    assertThat(PackageKind.calledIn(script.toUpperCase(Locale.ROOT))).isNull();
  }
}
