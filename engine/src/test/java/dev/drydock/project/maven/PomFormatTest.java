package dev.drydock.project.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.limits.Limits;
import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.edit.ManifestCase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PomFormatTest {
  private final PomFormat format = new PomFormat(Limits.defaults());

  static List<ManifestCase> cases() {
    return ManifestCase.of("maven");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void declaresAndChanges(ManifestCase one) throws ManifestException {
    one.check(format);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void staysCalmWhereItIsDamaged(ManifestCase one) {
    one.damage(format, "<>/!-&;\"'[]{}$= \n", 300);
  }

  @Test
  void isOnlyWhatMavenReads() {
    assertThat(format.name()).isEqualTo("pom.xml");
    assertThat(format.purlType()).isEqualTo("maven");
    assertThat(format.reads("pom.xml")).isTrue();
    assertThat(format.reads("Pom.xml")).isFalse();
    assertThat(format.reads("build.xml")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "no markup",
        "<project>",
        "<project></projec>",
        "<project/><project/>",
        "<project/>text",
        "<project><a b></a></project>",
        "<project><a b=c/></project>",
        "<project><a b=\"c/></project>",
        "<project><a b=\"<\"/></project>",
        "<project><!-- </project>",
        "<project><![CDATA[ </project>",
        "<project><? </project>",
        "<!DOCTYPE project SYSTEM \"file:///etc/passwd\"><project/>",
        "<!DOCTYPE project [<!ENTITY a \"b\">]><project>&a;</project>",
        "<m:project xmlns:m=\"http://maven.apache.org/POM/4.0.0\"/>",
        "<project xmlns=\"urn:other\"/>",
        "<build/>",
        "< project/>",
        "<project/",
        "<"
      })
  void refusesInOneLine(String text) {
    assertThatThrownBy(() -> format.read("a/pom.xml", text))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith("a/pom.xml ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void doesNotFollowPropertiesWithoutEnd() throws ManifestException {
    StringBuilder properties = new StringBuilder("<a0>${a1}${a1}</a0><self>${self}</self>");
    for (int i = 1; i < 60; i++) {
      properties.append("<a%d>${a%d}${a%d}</a%d>".formatted(i, i + 1, i + 1, i));
    }
    ProjectManifest pom =
        format.read(
            "pom.xml",
            "<project><properties>"
                + properties
                + "</properties><dependencies>"
                + dependency("one", "${a0}")
                + dependency("two", "${self}")
                + "</dependencies></project>");
    assertThat(pom.dependencies())
        .containsExactly(
            new DeclaredDependency("g:one", "${a0}", Optional.empty(), 1, false),
            new DeclaredDependency("g:two", "${self}", Optional.empty(), 1, false));
    assertThat(pom.raise("g:one", "2.0")).isInstanceOf(ManifestEdit.Changed.class);
    assertThat(pom.raise("g:two", "2.0"))
        .isEqualTo(new ManifestEdit.Refused("line 1 refers to itself"));
  }

  private static String dependency(String artifact, String version) {
    return "<dependency><groupId>g</groupId><artifactId>"
        + artifact
        + "</artifactId><version>"
        + version
        + "</version></dependency>";
  }

  @Test
  void boundsDepthAndSize() {
    assertThatThrownBy(() -> format.read("pom.xml", "<project>" + "<a>".repeat(1_000_000)))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("nested deeper than 64 levels");
    assertThatThrownBy(() -> format.read("pom.xml", "<project>" + "<a/>".repeat(600_000)))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("more than 500,000 elements");
    assertThatThrownBy(() -> format.read("pom.xml", "x".repeat((64 << 20) + 1)))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("goes over the limit");
    assertThatThrownBy(() -> format.read("pom.xml", "<project>" + "&".repeat(5_000_000)))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("<project> is never closed");
  }

  @Test
  void staysFastWhereEverythingIsMany() throws ManifestException {
    StringBuilder pom = new StringBuilder("<project><properties><a>1</a></properties><profiles>");
    for (int i = 0; i < 1_500; i++) {
      pom.append("<profile><properties><p>1</p><p%d>${p}${a}</p%d></properties>".formatted(i, i))
          .append("<dependencies>" + dependency("same", "${p" + i + "}"))
          .append(dependency("same", "${a}") + "</dependencies></profile>");
    }
    pom.append("</profiles><dependencies>");
    for (int i = 0; i < 1_500; i++) {
      pom.append(dependency("same", "${p}")).append(dependency("same", "${p" + i + "}"));
    }
    ProjectManifest manifest =
        format.read("pom.xml", pom.append("</dependencies></project>").toString());
    assertThat(manifest.dependencies()).hasSize(6_000);
    assertThat(manifest.raise("g:same", "2")).isInstanceOf(ManifestEdit.Changed.class);
    assertThat(manifest.replace("g:same", "g:b", "2")).isInstanceOf(ManifestEdit.Changed.class);
    assertThat(manifest.remove("g:same")).isInstanceOf(ManifestEdit.Changed.class);
    assertThat(manifest.override("g:same", "2")).isInstanceOf(ManifestEdit.Changed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "1.0 ", "1</version>", "${evil}", "[1,2)", "1\n2", "1\"", "-1", ".1"})
  void writesNothingThatIsNoVersion(String version) throws ManifestException {
    ProjectManifest pom =
        format.read(
            "pom.xml",
            "<project><dependencies>" + dependency("a", "0.1") + "</dependencies></project>");
    assertThat(pom.raise("g:a", version)).isInstanceOf(ManifestEdit.Refused.class);
    assertThat(pom.override("g:b", version)).isInstanceOf(ManifestEdit.Refused.class);
    assertThat(pom.replace("g:a", "g:b", version)).isInstanceOf(ManifestEdit.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a:", ":a", "a:b:c", "a:<b>", "a b:c"})
  void writesNothingThatIsNoName(String name) throws ManifestException {
    ProjectManifest pom =
        format.read(
            "pom.xml",
            "<project><dependencies>" + dependency("a", "0.1") + "</dependencies></project>");
    assertThat(pom.override(name, "1.0")).isInstanceOf(ManifestEdit.Refused.class);
    assertThat(pom.replace("g:a", name, "1.0")).isInstanceOf(ManifestEdit.Refused.class);
  }
}
