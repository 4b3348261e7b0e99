package dev.drydock.catalog.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JvmReleaseCatalogerTest {
  private static final JvmReleaseCataloger CATALOGER = new JvmReleaseCataloger(Limits.defaults());

  private static final String TEMURIN =
      """
      IMPLEMENTOR="Eclipse Adoptium"
      IMPLEMENTOR_VERSION="Temurin-21.0.4+7"
      JAVA_RUNTIME_VERSION="21.0.4+7-LTS"
      JAVA_VERSION="21.0.4"
      MODULES="java.base java.compiler"
      BUILD_SOURCE_REPO="https://github.com/adoptium/temurin-build.git"
      SOURCE_REPO="https://github.com/adoptium/jdk21u.git"
      IMAGE_TYPE="JDK"
      """;

  @Test
  void findsARuntimeWithTheRepositoryThatItWasBuiltFrom() throws Exception {
    RecordedDiscoveries found = release("opt/java/openjdk/release", TEMURIN);

    Component jdk = found.component("openjdk");
    assertThat(jdk.version()).isEqualTo("21.0.4+7-LTS");
    assertThat(jdk.purl().toString())
        .isEqualTo(
            "pkg:generic/oracle/openjdk@21.0.4%2B7-LTS"
                + "?repository_url=https:%2F%2Fgithub.com%2Fadoptium%2Fjdk21u.git");
    assertThat(jdk.locations()).containsExactly(new Location("opt/java/openjdk/release", 0));
    assertThat(jdk.evidence()).isEqualTo(new Evidence("jvm-release", "release"));
    assertThat(found.components()).hasSize(1);
  }

  @Test
  void theRuntimesOwnFilesBelongToIt() throws Exception {
    RecordedDiscoveries found = release("opt/java/openjdk/release", TEMURIN);
    assertThat(found.owned(found.component("openjdk")))
        .contains("opt/java/openjdk/bin/java", "opt/java/openjdk/lib/jrt-fs.jar");

    RecordedDiscoveries eight = release("jdk8/release", "JAVA_VERSION=\"1.8.0_422\"\n");
    assertThat(eight.owned(eight.component("openjdk")))
        .contains("jdk8/jre/lib/rt.jar", "jdk8/lib/rt.jar", "jdk8/lib/tools.jar");
  }

  @ParameterizedTest
  @CsvSource({
    "Azul Systems Inc., opt/jdk, JDK, azul/zulu",
    "'', usr/lib/jvm/zulu17-ca-amd64, '', azul/zulu",
    "Oracle Corporation, opt/jdk, '', oracle/jdk",
    "Oracle Corporation, opt/jdk, JRE, oracle/jre",
    "'', opt/jdk-1.8-oracle-x64, '', oracle/jdk",
    "'', opt/oracle/jre1.8.0_411, '', oracle/jre",
    "Sun Microsystems, opt/java6, JDK, sun/jdk",
    "Amazon.com Inc., usr/lib/jvm/java-17-amazon-corretto, JDK, oracle/openjdk",
    "IBM Corporation, opt/java/openjdk, JRE, oracle/openjdk",
    "BellSoft, opt/java, '', oracle/openjdk",
  })
  void makersGoByTheNamesOfAdvisories(String maker, String home, String type, String expected)
      throws Exception {
    String text =
        "IMPLEMENTOR=\"%s\"\nIMAGE_TYPE=\"%s\"\nJAVA_VERSION=\"17.0.12\"\n".formatted(maker, type);

    assertThat(release(home + "/release", text).purls())
        .containsExactly("pkg:generic/" + expected + "@17.0.12");
  }

  @Test
  void aCommercialBuildIsOraclesJdk() throws Exception {
    assertThat(
            release(
                    "opt/java/release",
                    """
                    JAVA_VERSION="1.8.0_411"
                    JAVA_RUNTIME_VERSION="1.8.0_411-b25"
                    BUILD_TYPE="commercial"
                    """)
                .purls())
        .containsExactly("pkg:generic/oracle/jdk@1.8.0_411-b25");
  }

  @Test
  void theFullVersionCountsWhereItIsOfTheSameJava() throws Exception {
    assertThat(release("r/release", "JAVA_VERSION=\"11.0.2\"\nFULL_VERSION=\"11.0.2+9\"").purls())
        .containsExactly("pkg:generic/oracle/openjdk@11.0.2%2B9");
    assertThat(release("r/release", "JAVA_VERSION=\"11.0.2\"\nFULL_VERSION=\"0.18\"").purls())
        .containsExactly("pkg:generic/oracle/openjdk@11.0.2");
  }

  @Test
  void aGraalVmIsTwoThings() throws Exception {
    RecordedDiscoveries found =
        release(
            "opt/graalvm/release",
            """
            IMPLEMENTOR="GraalVM Community"
            JAVA_RUNTIME_VERSION="21.0.2+13-jvmci-23.1-b30"
            GRAALVM_VERSION="23.1.2"
            """);

    assertThat(found.purls())
        .containsExactly(
            "pkg:generic/oracle/graalvm@23.1.2",
            "pkg:generic/oracle/openjdk@21.0.2%2B13-jvmci-23.1-b30");
    assertThat(found.dependencies()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Debian release 12", "JAVA_VERSION=", "JAVA_VERSION=\"main\"", "A=B\n=\n"})
  void otherFilesOfThatNameTellOfNothing(String text) throws Exception {
    RecordedDiscoveries found = release("usr/share/x/release", text);

    assertThat(found.components()).isEmpty();
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void damagedFilesGiveAResult() {
    Mutations.of(TEMURIN.getBytes(StandardCharsets.UTF_8), 5, 3_000)
        .forEach(
            bytes -> {
              try {
                assertThat(
                        CatalogerRun.over(DirectoryTree.empty().file("a/release", bytes), CATALOGER)
                            .unreadable())
                    .isEmpty();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static RecordedDiscoveries release(String path, String text) throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file(path, text), CATALOGER);
  }
}
