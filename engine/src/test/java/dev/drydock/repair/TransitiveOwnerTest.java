package dev.drydock.repair;

import static dev.drydock.repair.RepairFixture.dependency;
import static dev.drydock.repair.RepairFixture.library;
import static dev.drydock.repair.RepairFixture.project;
import static dev.drydock.repair.RepairFixture.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fix.Action;
import dev.drydock.repair.RepairFixture.Result;
import org.junit.jupiter.api.Test;

class TransitiveOwnerTest {
  private static final String MANIFEST =
      "{\n  \"dependencies\": {\n    \"express\": \"^4.0.0\"\n  }\n}\n";

  private static Action qs(String path) {
    return dependency(to("6.5.3", library("npm", "qs", "6.5.1", path)));
  }

  @Test
  void theFileWhoseLockNamesItIsTaken() {
    Result result =
        project()
            .file("api/package.json", MANIFEST)
            .file("api/yarn.lock", "\nqs@^6.5.0:\n  version \"6.5.1\"\n")
            .file("web/package.json", MANIFEST)
            .file("web/yarn.lock", "\nqsx@^1.0.0:\n  version \"1.0.0\"\n")
            .apply(qs("somewhere"));

    assertThat(result.changed()).containsExactly("api/package.json");
  }

  @Test
  void aPackageOfAScopeIsAnotherOne() {
    Result result =
        project()
            .file("api/package.json", MANIFEST)
            .file("api/package-lock.json", "{\"packages\": {\"node_modules/@types/qs\": {}}}")
            .file("web/package.json", MANIFEST)
            .file("web/package-lock.json", "{\"packages\": {\"node_modules/qs\": {}}}")
            .apply(qs("somewhere"));

    assertThat(result.changed()).containsExactly("web/package.json");
  }

  @Test
  void theOneThatLiesWhereItLiesInTheImageIsTaken() {
    Result result =
        project()
            .file("api/package.json", MANIFEST)
            .file("web/package.json", MANIFEST)
            .apply(qs("srv/web/node_modules/qs/package.json"));

    assertThat(result.changed()).containsExactly("web/package.json");
  }

  @Test
  void oneForDevelopmentIsNot() {
    Result result =
        project()
            .file("requirements.txt", "flask==2.0.0\n")
            .file("requirements-dev.txt", "pytest==7.0.0\n")
            .apply(dependency("pypi", "Jinja2", "3.0.0", "3.1.4"));

    assertThat(result.changed()).containsExactly("requirements.txt");
  }

  @Test
  void locksWriteNamesInTheirOwnSpelling() {
    Result result =
        project()
            .file("a/pyproject.toml", "[tool.poetry.dependencies]\npython = \"^3.9\"\n")
            .file("a/poetry.lock", "[[package]]\nname = \"typing-extensions\"\n")
            .file("b/pyproject.toml", "[tool.poetry.dependencies]\npython = \"^3.9\"\n")
            .file("b/poetry.lock", "[[package]]\nname = \"typing\"\n")
            .apply(dependency("pypi", "typing_extensions", "4.0.0", "4.1.0"));

    assertThat(result.changed()).containsExactly("a/pyproject.toml");
  }

  @Test
  void oneThatCannotTakeItIsPassedBy() {
    Result result =
        project()
            .file("Gemfile", "source 'https://rubygems.org'\ngemspec\n")
            .file("shop.gemspec", "Gem::Specification.new do |s|\n  s.name = 'shop'\nend\n")
            .apply(dependency("gem", "nokogiri", "1.10.0", "1.13.10"));

    assertThat(result.changed()).containsExactly("Gemfile");
  }

  @Test
  void whereSeveralMayBringItTheChoiceIsLeftToPeople() {
    Result result =
        project()
            .file("api/package.json", MANIFEST)
            .file("web/package.json", MANIFEST)
            .apply(qs("opt/qs/package.json"));

    assertThat(result.changed()).isEmpty();
    assertThat(result.lines())
        .containsExactly(
            "undecided: qs comes with another package, and any of api/package.json,"
                + " web/package.json may bring it; raise it there to 6.5.3, or name one directory"
                + " with --project");
  }
}
