package dev.drydock.catalog.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveFileNameTest {

  @ParameterizedTest
  @CsvSource({
    "pkg-4.3.2-rc1.ear, pkg, 4.3.2-rc1",
    "pkg-4.3.2.jar, pkg, 4.3.2",
    "pkg.4.3.2.jar, pkg, 4.3.2",
    "pkg_4.3.2.jar, pkg, 4.3.2",
    "pkg-4.jar, pkg, 4",
    "pkg.jar, pkg, ''",
    "level-3-jar.jar, level-3-jar, ''",
    "level-3-parser-1.0.jar, level-3-parser, 1.0",
    "pkg-4-rc1.jar, pkg, 4-rc1",
    "pkg, pkg, ''",
    "nested_at_10.jar, nested_at_10, ''",
    "servlet2.3.jar, servlet2.3, ''",
    "trilead-ssh2-build212-hudson-5.jar, trilead-ssh2, build212-hudson-5",
    "guava-r06.jar, guava, r06",
    "jtidy-4aug2000r7-dev-hudson-1.jar, jtidy, 4aug2000r7-dev-hudson-1",
    "spring-data-r2dbc-1.1.0.RELEASE.jar, spring-data-r2dbc, 1.1.0.RELEASE",
    "jboss-saaj-api_1.4_spec-1.0.2.Final.jar, jboss-saaj-api_1.4_spec, 1.0.2.Final",
    "log4j-1.2-api-2.3.0.jar, log4j-1.2-api, 2.3.0",
    "akka-actor_2.13-2.6.19.jar, akka-actor_2.13, 2.6.19",
    "foo-1.0-20210101.123456-1.jar, foo, 1.0-20210101.123456-1",
    "foo-1.0-beta-20200101.1.jar, foo, 1.0-beta-20200101.1",
    "servlet-api-2.5-6.1.H.5.jar, servlet-api, 2.5-6.1.H.5",
    "listenablefuture-9999.0-empty-to-avoid-conflict-with-guava.jar, listenablefuture, "
        + "9999.0-empty-to-avoid-conflict-with-guava",
    "bcprov-jdk15on-1.70.jar, bcprov-jdk15on, 1.70",
    "org.eclipse.osgi_3.16.0.v20200828.jar, org.eclipse.osgi, 3.16.0.v20200828",
    "commons-lang3-3.11-sources.jar, commons-lang3, 3.11",
    "foo-1.0-SNAPSHOT.WAR, foo, 1.0-SNAPSHOT",
    ".jar, .jar, ''",
    "-1.0.jar, -1.0, ''",
    "'', '', ''",
  })
  void tellsArtifactAndVersion(String fileName, String artifact, String version) {
    assertThat(ArchiveFileName.of(fileName)).isEqualTo(new ArchiveFileName(artifact, version));
  }
}
