package dev.drydock.project.nuget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.edit.ManifestCase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NugetFormatsTest {
  private static final ManifestFormat PROJECT = new MsbuildProjectFormat(Limits.defaults());
  private static final ManifestFormat CENTRAL = new PackagesPropsFormat(Limits.defaults());
  private static final ManifestFormat CONFIG = new PackagesConfigFormat(Limits.defaults());

  static Stream<Arguments> cases() {
    return Stream.of(
            cases("nuget-project", PROJECT),
            cases("nuget-central", CENTRAL),
            cases("nuget-config", CONFIG))
        .flatMap(all -> all);
  }

  private static Stream<Arguments> cases(String kind, ManifestFormat format) {
    return ManifestCase.of(kind).stream().map(one -> Arguments.of(one, format));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void declaresAndChanges(ManifestCase one, ManifestFormat format) throws ManifestException {
    one.check(format);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void staysCalmWhereItIsDamaged(ManifestCase one, ManifestFormat format) {
    one.damage(format, "<>/!-&;\"'[]()*$= \n", 200);
  }

  @Test
  void eachReadsItsOwnFiles() {
    List<ManifestFormat> all = List.of(PROJECT, CENTRAL, CONFIG);
    assertThat(all)
        .extracting(ManifestFormat::name)
        .containsExactly("*.csproj", "Directory.Packages.props", "packages.config");
    assertThat(all).allMatch(format -> format.purlType().equals("nuget"));
    List<String> files =
        List.of(
            "App.csproj",
            "Lib.fsproj",
            "Old.VBPROJ",
            "Directory.Packages.props",
            "packages.config",
            "Directory.Build.props",
            "web.config",
            "App.sln",
            "csproj");
    assertThat(files.stream().filter(PROJECT::reads))
        .containsExactly("App.csproj", "Lib.fsproj", "Old.VBPROJ");
    assertThat(files.stream().filter(CENTRAL::reads)).containsExactly("Directory.Packages.props");
    assertThat(files.stream().filter(CONFIG::reads)).containsExactly("packages.config");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text",
        "<Project>",
        "<project/>",
        "<Other/>",
        "<!DOCTYPE Project SYSTEM \"x\"><Project/>",
        "<Project></package>"
      })
  void refusesInOneLine(String text) {
    for (ManifestFormat format : List.of(PROJECT, CENTRAL, CONFIG)) {
      assertThatThrownBy(() -> format.read("src/x", text))
          .isInstanceOf(ManifestException.class)
          .hasMessageStartingWith("src/x ")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void doesNotFollowPropertiesWithoutEnd() throws ManifestException {
    StringBuilder properties = new StringBuilder("<Self>$(Self)</Self>");
    for (int i = 0; i < 60; i++) {
      properties.append("<A%d>$(A%d)$(A%d)</A%d>".formatted(i, i + 1, i + 1, i));
    }
    ProjectManifest manifest =
        PROJECT.read(
            "x.csproj",
            "<Project><PropertyGroup>"
                + properties
                + "</PropertyGroup><ItemGroup><PackageReference Include=\"One\" Version=\"$(A0)\"/>"
                + "<PackageReference Include=\"Two\" Version=\"$(Self)\"/></ItemGroup></Project>");
    assertThat(manifest.dependencies())
        .extracting(one -> one.name() + " " + one.requirement() + " " + one.version())
        .containsExactly("One $(A0) Optional.empty", "Two $(Self) Optional.empty");
    assertThat(manifest.raise("Two", "2"))
        .isEqualTo(new ManifestEdit.Refused("line 1 refers to itself"));
  }

  @Test
  void staysFastWhereEverythingIsMany() throws ManifestException {
    StringBuilder file = new StringBuilder("<Project>");
    for (int i = 0; i < 1_500; i++) {
      file.append("<PropertyGroup Condition=\"c\"><P>$(Q%d)</P><Q%d>1</Q%d>".formatted(i, i, i))
          .append("</PropertyGroup>");
    }
    file.append("<ItemGroup>");
    for (int i = 0; i < 3_000; i++) {
      file.append("<PackageReference Include=\"Same\" Version=\"$(P)\" />")
          .append("<PackageReference Include=\"N%d\" Version=\"$(P)\" />".formatted(i));
    }
    ProjectManifest manifest =
        PROJECT.read("x.csproj", file.append("</ItemGroup></Project>").toString());
    assertThat(manifest.dependencies()).hasSize(6_000);
    assertThat(manifest.raise("same", "2")).isInstanceOf(ManifestEdit.Changed.class);
    assertThat(manifest.replace("same", "Other", "2")).isInstanceOf(ManifestEdit.Changed.class);
    assertThat(manifest.remove("same")).isInstanceOf(ManifestEdit.Changed.class);
    assertThat(manifest.override("New", "2")).isInstanceOf(ManifestEdit.Changed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1\"", "1' />", "$(X)", "1\n2", "[1,2)", "1.*"})
  void writesNothingThatIsNoVersion(String version) throws ManifestException {
    for (ProjectManifest manifest : manifests()) {
      assertThat(manifest.raise("A", version)).isInstanceOf(ManifestEdit.Refused.class);
      assertThat(manifest.override("B", version)).isInstanceOf(ManifestEdit.Refused.class);
      assertThat(manifest.replace("A", "B", version)).isInstanceOf(ManifestEdit.Refused.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A;B", "A\"", "<A>", "$(A)", "A B", "@(A)"})
  void writesNothingThatIsNoName(String name) throws ManifestException {
    for (ProjectManifest manifest : manifests()) {
      assertThat(manifest.override(name, "1.0")).isInstanceOf(ManifestEdit.Refused.class);
      assertThat(manifest.replace("A", name, "1.0")).isInstanceOf(ManifestEdit.Refused.class);
    }
  }

  private static List<ProjectManifest> manifests() throws ManifestException {
    String items = "<Project><ItemGroup><%s Include='A' Version='0.1'/></ItemGroup></Project>";
    return List.of(
        PROJECT.read("x.csproj", items.formatted("PackageReference")),
        CENTRAL.read("Directory.Packages.props", items.formatted("PackageVersion")),
        CONFIG.read("packages.config", "<packages><package id='A' version='0.1'/></packages>"));
  }
}
