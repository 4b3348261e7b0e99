package dev.drydock.catalog.maven;

import static dev.drydock.catalog.maven.Archives.jar;
import static dev.drydock.catalog.maven.JavaArchiveCatalogerTest.names;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryPathTest {
  @ParameterizedTest
  @CsvSource({
    "root/.m2/repository/asm/asm/3.3.1/asm-3.3.1.jar, asm:asm 3.3.1",
    "home/org/.m2/repository/asm/asm/3.3.1/asm-3.3.1.jar, asm:asm 3.3.1",
    "home/dev/cache/tool/1.0/tool-1.0.jar, tool 1.0",
    "home/com/.cache/x/tool/1.0/tool-1.0.jar, tool 1.0",
    "root/.m2/repository/no/nav/server/6.0/server-6.0.jar, no.nav:server 6.0",
    "cache/https/host/maven2/log4j/log4j/1.2.8/log4j-1.2.8.jar, log4j:log4j 1.2.8",
    "opt/karaf/system/org/jetbrains/annotations/17.0.0/annotations-17.0.0.jar, org.jetbrains:annotations 17.0.0",
    "m/org/apache/repository/tool/1.0/tool-1.0.jar, org.apache.repository:tool 1.0",
    "m/com/google/inject/guice/4.2.2/guice-4.2.2-no_aop.jar, com.google.inject:guice 4.2.2",
    "m/org/x/y/1-SNAPSHOT/y-1-20260102.030405-6.jar, org.x:y 1-SNAPSHOT",
    "g/files-2.1/io.grpc/grpc-util/1.71.0/0a1b/grpc-util-1.71.0.jar, io.grpc:grpc-util 1.71.0",
    "app.kar!/repository/g/a/2/a-2.jar, g:a 2",
    "usr/share/java/lib/1.0/tool-1.0.jar, tool 1.0",
    "m/org/x/tool/1.0/tool-1.1.jar, tool 1.1",
    "m/org/x/tool/1.0/tool-1.0.1.jar, tool 1.0.1"
  })
  void foldersOfARepositoryTellGroupArtifactAndVersion(String path, String expected)
      throws Exception {
    byte[] wrong = jar().manifest("Implementation-Version: 0.9", "a: b").bytes();

    if (expected.contains(":")) {
      assertThat(names(path, wrong)).containsExactly(expected);
    }
    assertThat(names(path, jar().with("a", "b").bytes())).containsExactly(expected);
    assertThat(names(path, jar().pom("g.h", "thing", "3").bytes())).contains("g.h:thing 3");
  }
}
