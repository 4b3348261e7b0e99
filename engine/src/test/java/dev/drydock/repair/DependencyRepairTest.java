package dev.drydock.repair;

import static dev.drydock.repair.RepairFixture.dependency;
import static dev.drydock.repair.RepairFixture.library;
import static dev.drydock.repair.RepairFixture.project;
import static dev.drydock.repair.RepairFixture.replace;
import static dev.drydock.repair.RepairFixture.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fix.Action;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.Origin;
import dev.drydock.origin.Origins;
import dev.drydock.repair.RepairFixture.Result;
import org.junit.jupiter.api.Test;

class DependencyRepairTest {
  private static final Action LODASH = dependency("npm", "lodash", "4.17.20", "4.17.21");

  private static String npm(String name, String requirement) {
    return "{\n  \"dependencies\": {\n    \"" + name + "\": \"" + requirement + "\"\n  }\n}\n";
  }

  @Test
  void itIsRaisedWhereItIsDeclared() {
    Result result =
        project()
            .file("package.json", npm("lodash", "^4.17.20"))
            .file("docs/package.json", npm("marked", "^4.0.0"))
            .apply(LODASH);

    assertThat(result.changed()).containsExactly("package.json");
    assertThat(result.text("package.json")).isEqualTo(npm("lodash", "^4.17.21"));
    assertThat(result.lines())
        .containsExactly("package.json:3 | then `npm install` renews package-lock.json");
  }

  @Test
  void inAllFilesThatDeclareIt() {
    Result result =
        project()
            .file("a/package.json", npm("lodash", "^4.17.20"))
            .file("b/package.json", npm("lodash", "4.17.20"))
            .apply(LODASH);

    assertThat(result.changed()).containsExactly("a/package.json", "b/package.json");
    assertThat(result.text("b/package.json")).isEqualTo(npm("lodash", "4.17.21"));
  }

  @Test
  void whereTheVersionIsSaidAndNotWhereItIsTaken() {
    String csproj =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <ItemGroup>
            <PackageReference Include="Newtonsoft.Json" />
          </ItemGroup>
        </Project>
        """;
    String props =
        """
        <Project>
          <PropertyGroup>
            <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
          </PropertyGroup>
          <ItemGroup>
            <PackageVersion Include="Newtonsoft.Json" Version="%s" />
          </ItemGroup>
        </Project>
        """;

    Result result =
        project()
            .file("web/web.csproj", csproj)
            .file("Directory.Packages.props", props.formatted("12.0.3"))
            .apply(dependency("nuget", "Newtonsoft.Json", "12.0.3", "13.0.1"));

    assertThat(result.changed()).containsExactly("Directory.Packages.props");
    assertThat(result.text("Directory.Packages.props")).isEqualTo(props.formatted("13.0.1"));
  }

  @Test
  void aRequirementIsInstalledByTheBuildWithoutFurtherAdo() {
    Result result =
        project()
            .file("requirements.txt", "# ours\nFlask_Login == 0.6.1  # pinned\nrequests>=2\n")
            .apply(dependency("pypi", "flask-login", "0.6.1", "0.6.3"));

    assertThat(result.text("requirements.txt"))
        .isEqualTo("# ours\nFlask_Login == 0.6.3  # pinned\nrequests>=2\n");
    assertThat(result.lines()).containsExactly("requirements.txt:2");
  }

  @Test
  void whatAnotherPackageBringsIsSetWhereTheToolTakesIt() {
    Result result = project().file("package.json", npm("express", "^4.0.0")).apply(LODASH);

    assertThat(result.text("package.json")).contains("\"overrides\"", "\"lodash\"", "4.17.21");
    assertThat(result.lines())
        .singleElement()
        .asString()
        .startsWith("package.json:")
        .endsWith(
            "| note lodash comes with another package: package.json says which version, until that"
                + " one brings it by itself");
  }

  @Test
  void ofSeveralVersionsADeclarationTakesItsOwn() {
    Result result =
        project()
            .file("old/requirements.txt", "django==2.2.1\n")
            .file("new/requirements.txt", "django==3.2.1\n")
            .apply(
                dependency(
                    to("2.2.28", library("pypi", "django", "2.2.1", "old/django")),
                    to("3.2.15", library("pypi", "django", "3.2.1", "new/django"))));

    assertThat(result.text("old/requirements.txt")).isEqualTo("django==2.2.28\n");
    assertThat(result.text("new/requirements.txt")).isEqualTo("django==3.2.15\n");
    assertThat(result.lines()).containsExactly("old/requirements.txt:1 new/requirements.txt:1");
  }

  @Test
  void aRangeTakesTheVersionOfItsLine() {
    Result result =
        project()
            .file("a/requirements.txt", "django>=2.0\n")
            .file("b/requirements.txt", "django\n")
            .apply(
                dependency(
                    to("2.2.28", library("pypi", "django", "2.2.1", "x")),
                    to("3.2.15", library("pypi", "django", "3.2.1", "y"))));

    assertThat(result.text("a/requirements.txt")).isEqualTo("django>=2.2.28\n");
    assertThat(result.text("b/requirements.txt")).contains("3.2.15");
  }

  @Test
  void aFileThatAsksForTheFixAlreadyIsLeftAndTheLockIsNamed() {
    Result locked =
        project()
            .file("web/package.json", npm("lodash", "^4.17.21"))
            .file("web/package-lock.json", "{\"packages\":{\"node_modules/lodash\":{}}}")
            .apply(LODASH);
    Result unlocked = project().file("package.json", npm("lodash", "^4.17.21")).apply(LODASH);

    assertThat(locked.changed()).isEmpty();
    assertThat(locked.lines())
        .containsExactly(
            " | then web/package.json asks for lodash 4.17.21 already, but the image has 4.17.20:"
                + " renew it in web/package-lock.json with `npm update lodash`, and build again");
    assertThat(unlocked.lines())
        .containsExactly(
            " | then package.json asks for lodash 4.17.21 already, but the image has 4.17.20: build"
                + " it again, with --no-cache");
  }

  @Test
  void whatIsDeclaredForDevelopmentOnlyIsSaid() {
    Result result =
        project()
            .file(
                "package.json",
                "{\n  \"devDependencies\": {\n    \"lodash\": \"^4.17.20\"\n  }\n}\n")
            .apply(LODASH);

    assertThat(result.text("package.json")).contains("\"^4.17.21\"");
    assertThat(result.lines())
        .singleElement()
        .asString()
        .endsWith(
            "note lodash is declared for development only, and the image has it all the same: what"
                + " is for development can be left out of it, or another package brings it too");
  }

  @Test
  void withoutAFileThatDeclaresSuchPackagesItSaysWhatItLookedFor() {
    assertThat(project().file("pom.xml", "<project/>").apply(LODASH).lines())
        .containsExactly(
            "undecided: no file of the project declares packages of type npm (looked for"
                + " package.json); where the application is built, name its directory with"
                + " --project");
    assertThat(project().apply(dependency("hex", "plug", "1.0.0", "1.0.1")).lines())
        .containsExactly(
            "undecided: files that declare packages of type hex are not known yet; raise it by hand"
                + " where the application declares it");
  }

  @Test
  void aBrokenFileDoesNotStopTheOthers() {
    Result result =
        project()
            .file("package.json", npm("lodash", "^4.17.20"))
            .file("test/package.json", "{ broken")
            .apply(LODASH);
    Result alone = project().file("package.json", "{ broken").apply(LODASH);

    assertThat(result.changed()).containsExactly("package.json");
    assertThat(result.lines()).singleElement().asString().contains("| note test/package.json");
    assertThat(alone.lines())
        .singleElement()
        .asString()
        .startsWith("undecided: package.json")
        .doesNotContain("\n");
  }

  @Test
  void whatCameWithTheBaseIsNotSetInTheApplicationsFiles() {
    String manifest = npm("express", "^4.0.0");
    Action ofBase =
        dependency(Origin.BASE, to("7.5.2", library("npm", "semver", "7.3.0", "usr/lib/npm")));

    assertThat(project().file("package.json", manifest).apply(ofBase).lines())
        .containsExactly(
            "undecided: semver came with the base image, and no file here says its version; take a"
                + " newer base, with --base, or upgrade it in an instruction of its own");
    assertThat(
            project()
                .origins(new Origins(new BaseImage(null, null, 1, BaseImage.Evidence.HISTORY)))
                .file("package.json", npm("semver", "^7.3.0"))
                .apply(ofBase)
                .text("package.json"))
        .isEqualTo(npm("semver", "^7.5.2"));
  }

  @Test
  void anAlternativeTakesThePlaceOfWhatIsDeclared() {
    Result result =
        project()
            .file("requirements.txt", "pycrypto==2.6.1\n")
            .apply(replace("pypi", "pycrypto", "2.6.1", "pycryptodome", "3.19.1"));

    assertThat(result.text("requirements.txt")).isEqualTo("pycryptodome==3.19.1\n");
    assertThat(result.lines())
        .containsExactly(
            "requirements.txt:1 | note It gets no fixes any more. Code that uses it has to change"
                + " too, where the two differ (https://example.org/why)");
  }

  @Test
  void anAlternativeOfWhatIsNotDeclaredIsLeftToPeople() {
    assertThat(
            project()
                .file("requirements.txt", "flask\n")
                .apply(replace("pypi", "pycrypto", "2.6.1", "pycryptodome", "3.19.1"))
                .lines())
        .containsExactly(
            "undecided: pycrypto is declared in no file here: it comes with another package, whose"
                + " newer version or alternative may do without it");
  }

  @Test
  void anEditThatTheFileRefusesChangesNothing() {
    String hashed = "flask==2.0.0 --hash=sha256:" + "0".repeat(64) + "\n";
    Result result =
        project()
            .file("a/requirements.txt", "flask==2.0.0\n")
            .file("b/requirements.txt", hashed)
            .apply(dependency("pypi", "flask", "2.0.0", "2.2.5"));

    assertThat(result.changed()).isEmpty();
    assertThat(result.lines())
        .singleElement()
        .asString()
        .startsWith("undecided: ")
        .contains("hashes");
  }
}
