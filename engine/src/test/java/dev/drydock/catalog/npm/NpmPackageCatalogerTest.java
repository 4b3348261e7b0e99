package dev.drydock.catalog.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpmPackageCatalogerTest {
  private static final NpmPackageCataloger CATALOGER = new NpmPackageCataloger(Limits.defaults());
  private static final String PATH = "app/node_modules/x/package.json";

  @Test
  void anInstalledPackageIsFound() throws Exception {
    Component component =
        run(PATH, "{\"name\":\"accepts\",\"version\":\"1.3.8\",\"license\":\"MIT\"}")
            .component("accepts");

    assertThat(component.version()).isEqualTo("1.3.8");
    assertThat(component.purl()).hasToString("pkg:npm/accepts@1.3.8");
    assertThat(component.licences()).containsExactly("MIT");
    assertThat(component.locations()).containsExactly(new Location(PATH, 0));
    assertThat(component.evidence()).isEqualTo(new Evidence("npm-package", "package.json"));
  }

  @Test
  void aScopeIsTheNamespaceOfThePurl() throws Exception {
    RecordedDiscoveries found = run(PATH, "{\"name\":\"@babel/core\",\"version\":\"7.0.0\"}");

    assertThat(found.namesAndVersions()).containsExactly("@babel/core 7.0.0");
    assertThat(found.purls()).containsExactly("pkg:npm/%40babel/core@7.0.0");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = ';',
      value = {
        "\"license\":\"MIT\"; MIT",
        "\"license\":{\"type\":\"MIT\",\"url\":\"x\"}; MIT",
        "\"licenses\":[{\"type\":\"MIT\"},{\"url\":\"x\",\"type\":\"Apache-2.0\"}]; MIT,Apache-2.0",
        "\"licenses\":[\"MIT\",\"BSD\"]; MIT,BSD",
        "\"licenses\":{\"type\":\"MIT\"}; MIT",
        "\"license\":[{\"a\":[1,{\"type\":\"no\"}]},[\"no\"],\"MIT\"]; MIT",
        "\"license\":{\"type\":{\"type\":\"no\"}}; ||",
        "\"license\":7; ||",
        "\"license\":null; ||",
      })
  void licencesComeInManyForms(String member, String expected) throws Exception {
    String json = "{" + member + ",\"name\":\"a\",\"version\":\"1.0.0\"}";

    assertThat(String.join(",", run(PATH, json).component("a").licences())).isEqualTo(expected);
  }

  @Test
  void withoutNameOrVersionThereIsNoPackage() throws Exception {
    for (String json :
        List.of(
            "{\"name\":\"a\"}",
            "{\"version\":\"1\"}",
            "{\"name\":7,\"version\":\"1\"}",
            "{\"name\":\"a\",\"version\":\" \"}",
            "{\"sideEffects\":false}",
            "{}")) {
      RecordedDiscoveries found = run(PATH, json);
      assertThat(found.components()).isEmpty();
      assertThat(found.unreadable()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a, true",
    "JSONStream, true",
    "@scope/a.b-c_d~e, true",
    "-, true",
    "a/b/c, false",
    "@scope/a/b, false",
    "@scope/, false",
    "@/a, false",
    "@scope, false",
    "my app, false",
    "{{name}}, false",
    ".hidden, false",
    "größe, false",
  })
  void aNameThatNpmWouldNotTakeIsNoPackage(String name, boolean found) throws Exception {
    String json = "{\"name\":\"" + name + "\",\"version\":\"1.0.0\",\"bugs\":\"x\"}";

    assertThat(run(PATH, json).components()).hasSize(found ? 1 : 0);
    assertThat(run("app/package.json", json).components()).hasSize(found ? 1 : 0);
  }

  @Test
  void theProjectItselfMayBeCalledAnything() throws Exception {
    Component project =
        run("app/package.json", "{\"name\":\"My App\",\"version\":\"1.0.0\"}").component("My App");

    assertThat(project.ownProject()).isTrue();
  }

  @Test
  void ofDuplicateKeysTheLastCounts() throws Exception {
    assertThat(
            run(PATH, "{\"name\":\"a\",\"version\":\"1\",\"name\":\"b\",\"version\":\"2\"}")
                .namesAndVersions())
        .containsExactly("b 2");
  }

  @Test
  void onlyTheTopLevelCounts() throws Exception {
    assertThat(
            run(
                    PATH,
                    "{\"x\":{\"name\":\"no\",\"version\":\"0\"},\"y\":[{\"name\":\"no\"}],"
                        + "\"engines\":{\"node\":{\"vscode\":1}},"
                        + "\"name\":\"a\",\"version\":\"1\"}")
                .namesAndVersions())
        .containsExactly("a 1");
  }

  @Test
  void extensionsOfEditorsAndEnginesAreNoPackages() throws Exception {
    String start = "{\"name\":\"a\",\"version\":\"1.0.0\",";

    assertThat(run(PATH, start + "\"engines\":{\"vscode\":\"^1.0\"}}").components()).isEmpty();
    assertThat(run(PATH, start + "\"contributes\":{\"languages\":[]}}").components()).isEmpty();
    assertThat(run(PATH, start + "\"unity\":\"2019.1\"}").components()).isEmpty();
    assertThat(run(PATH, start + "\"engines\":[\"vscode\"]}").components()).hasSize(1);
  }

  @Test
  void packagesLieRightBelowNodeModulesAndApplicationsOutsideOfAny() throws Exception {
    DirectoryTree tree = DirectoryTree.empty();
    for (String path :
        List.of(
            "app/package.json",
            "node_modules/a/package.json",
            "app/node_modules/b/package.json",
            "app/node_modules/@s/c/package.json",
            "app/node_modules/b/node_modules/d/package.json",
            "app/node_modules/.pnpm/e@1/node_modules/e/package.json",
            "app/node_modules/b/test/data/package.json",
            "app/node_modules/@s/c/esm/package.json",
            "app/node_modules/package.json",
            "app/old_node_modules/x/y/package.json",
            "app/my-package.json")) {
      tree.file(path, "{\"name\":\"a\",\"version\":\"1\"}");
    }

    assertThat(
            CatalogerRun.over(tree, CATALOGER).components().stream()
                .map(component -> component.locations().getFirst().path()))
        .containsExactly(
            "app/node_modules/.pnpm/e@1/node_modules/e/package.json",
            "app/node_modules/@s/c/package.json",
            "app/node_modules/b/node_modules/d/package.json",
            "app/node_modules/b/package.json",
            "app/old_node_modules/x/y/package.json",
            "app/package.json",
            "node_modules/a/package.json");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = ';',
      value = {
        "app/package.json; \"private\":true; true",
        "app/package.json; \"private\":\"true\",\"repository\":\"a/b\"; true",
        "app/package.json; \"private\":true,\"private\":false,\"bin\":\"a\"; false",
        "app/package.json; \"private\":false,\"homepage\":\"https://example.org\"; false",
        "app/package.json; \"private\":\"\",\"bin\":{}; false",
        "app/package.json; \"main\":\"index.js\",\"license\":\"ISC\"; true",
        "app/package.json; \"files\":null,\"scripts\":{\"bin\":\"x\"}; true",
        "app/package.json; \"files\":[\"lib\"]; false",
        "app/package.json; \"bugs\":{\"url\":\"https://example.org\"}; false",
        "app/package.json; \"publishConfig\":{}; false",
        "app/node_modules/a/package.json; \"private\":true; false",
        "app/node_modules/a/package.json; \"main\":\"index.js\"; false",
      })
  void anApplicationThatNobodyPublishesIsTheProjectItself(String path, String members, boolean own)
      throws Exception {
    String json = "{\"name\":\"a\"," + members + ",\"version\":\"1.0.0\"}";

    RecordedDiscoveries found = run(path, json);

    assertThat(found.namesAndVersions()).containsExactly("a 1.0.0");
    assertThat(found.component("a").ownProject()).isEqualTo(own);
  }

  @Test
  void whatIsNoJsonIsUnreadable() throws Exception {
    RecordedDiscoveries found =
        CatalogerRun.over(DirectoryTree.empty().file(PATH, "{\"name\":"), CATALOGER);

    assertThat(found.components()).isEmpty();
    assertThat(found.unreadable()).hasSize(1);
    assertThat(found.unreadable().getFirst()).startsWith(PATH + ": " + PATH + " is not valid JSON");
  }

  @Test
  void damagedDocumentsGiveAResultOrAnIOException() {
    byte[] good =
        ("{\"name\":\"@a/b\",\"version\":\"1.0.0\",\"licenses\":[{\"type\":\"MIT\"},\"X\"],"
                + "\"engines\":{\"node\":\">1\"},\"contributes\":[],\"private\":true,\"bugs\":{},\"x\":{\"y\":[1,2,{}]}}")
            .getBytes(StandardCharsets.UTF_8);

    Mutations.of(good, 3, 10_000)
        .forEach(
            bytes -> {
              try {
                CatalogerRun.file(CATALOGER, PATH, bytes);
              } catch (IOException e) {
                assertThat(e.getMessage()).startsWith(PATH);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static RecordedDiscoveries run(String path, String json) throws Exception {
    return CatalogerRun.file(CATALOGER, path, json.getBytes(StandardCharsets.UTF_8));
  }
}
