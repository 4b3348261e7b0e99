package dev.drydock.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Bom.HistoryEntry;
import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.origin.provenance.BuildProvenance;
import dev.drydock.repair.Project.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeSearchTest {
  private static final String SHOP = "FROM debian:11\nCOPY shop /shop\nCMD [\"/shop\"]\n";
  private static final String OTHER = "FROM debian:11\nCOPY other /other\nCMD [\"/other\"]\n";

  private static Bom.Subject image(Map<String, String> labels) {
    return new Bom.Subject(
        "shop:1",
        null,
        null,
        "linux/arm64",
        null,
        List.of(
            new Bom.LayerSummary(0, null, "sha256:0", null),
            new Bom.LayerSummary(1, null, "sha256:1", null)),
        List.of(
            new HistoryEntry("ADD rootfs.tar / # buildkit", null, false),
            new HistoryEntry("COPY shop /shop # buildkit", null, false),
            new HistoryEntry("CMD [\"/shop\"]", null, true)),
        labels,
        List.of());
  }

  private static BuildProvenance provenance(
      @Nullable String dockerfile, @Nullable String target, @Nullable String text) {
    return new BuildProvenance(
        null, null, dockerfile, target, Map.of("A", "1", "B", "1"), List.of(), text, List.of());
  }

  private static RecipeSearch search(
      @Nullable BuildProvenance provenance, @Nullable String target, Map<String, String> labels) {
    return new RecipeSearch(
        image(labels),
        provenance,
        target,
        new BuildArguments(Map.of("B", "2"), "linux/amd64", "linux/amd64"));
  }

  private static Project project(String... pathsAndTexts) {
    Map<String, String> texts = new TreeMap<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      texts.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    return new Project(null, texts, List.of());
  }

  /// Path, stage, and how it was found.
  private static List<@Nullable String> found(RecipeSearch search, Project project) {
    RecipeSearch.Found found = search.in(project);
    Recipe recipe = found.project().recipe();
    List<@Nullable String> words = new ArrayList<>();
    words.add(recipe == null ? null : recipe.path());
    words.add(recipe == null ? null : recipe.target());
    words.add(found.note());
    return words;
  }

  @Test
  void theProvenanceNamesFileStageAndArguments() {
    String staged = "FROM debian:11 AS app\nCOPY a /\nFROM app AS debug\nRUN b\n";
    RecipeSearch.Found found =
        search(provenance("build/Dockerfile", "app", null), null, Map.of())
            .in(project("Dockerfile", SHOP, "build/Dockerfile", staged));

    assertThat(found.project().recipe())
        .isEqualTo(
            new Recipe(
                "build/Dockerfile",
                "app",
                new BuildArguments(Map.of("A", "1", "B", "2"), "linux/arm64", "linux/amd64")));
    assertThat(found.note())
        .isEqualTo("build/Dockerfile is the Dockerfile that the provenance of the image names");
  }

  @Test
  void aStageThatIsNotThereIsTheLast() {
    assertThat(
            found(
                search(provenance("Dockerfile", "gone", null), null, Map.of()),
                project("Dockerfile", OTHER)))
        .startsWith("Dockerfile", null);
    // what people ask for is said to be missing by whoever needs it
    assertThat(
            found(
                search(provenance("Dockerfile", null, null), "gone", Map.of()),
                project("Dockerfile", OTHER)))
        .startsWith("Dockerfile", "gone");
  }

  @Test
  void aLabelNamesTheFileToo() {
    assertThat(
            found(
                search(
                    null,
                    null,
                    Map.of("com.docker.image.source.entrypoint", "build/app.Dockerfile")),
                project("Dockerfile", SHOP, "build/app.Dockerfile", OTHER)))
        .containsExactly(
            "build/app.Dockerfile",
            null,
            "build/app.Dockerfile is the Dockerfile that a label of the image names");
  }

  @Test
  void whatIsNamedAndNoDockerfileIsNotTaken() {
    assertThat(
            found(
                search(provenance("pom.xml", null, null), null, Map.of()),
                project("Dockerfile", SHOP, "pom.xml", "<project/>")))
        .startsWith("Dockerfile");
  }

  @Test
  void withoutANameTheOneThatAccountsForTheImageIsTaken() {
    assertThat(
            found(
                search(null, null, Map.of()),
                project("Dockerfile", OTHER, "shop/Dockerfile", SHOP, "b.dockerfile", "FROM")))
        .containsExactly(
            "shop/Dockerfile",
            null,
            "shop/Dockerfile is the Dockerfile that accounts for the image");
  }

  @Test
  void aStageWithANameMayBeTheImage() {
    assertThat(
            found(
                search(null, null, Map.of()),
                project(
                    "Dockerfile",
                    SHOP.replace(":11", ":11 AS app") + "FROM app AS tests\nRUN tests\n")))
        .containsExactly(
            "Dockerfile",
            "app",
            "Dockerfile (stage app) is the Dockerfile that accounts for the image");
    assertThat(
            found(
                search(null, "tests", Map.of()),
                project(
                    "Dockerfile",
                    SHOP.replace(":11", ":11 AS app") + "FROM app AS tests\nRUN tests\n")))
        .containsExactly(
            null,
            null,
            "no Dockerfile of the project accounts for the image; name it with --dockerfile");
  }

  @Test
  void ofSeveralThatDoNobodyCanTell() {
    Project both = project("a/Dockerfile", SHOP, "b/Dockerfile", SHOP, "c/Dockerfile", OTHER);

    assertThat(found(search(null, null, Map.of()), both))
        .containsExactly(
            null,
            null,
            "several Dockerfiles of the project account for the image (a/Dockerfile,"
                + " b/Dockerfile); name the one it is built from with --dockerfile");
    assertThat(found(search(provenance("services/b/Dockerfile", null, null), null, Map.of()), both))
        .startsWith("b/Dockerfile");
  }

  @Test
  void theOneThatAccountsForMoreIsTheOne() {
    assertThat(
            found(
                search(null, null, Map.of()),
                project("a/Dockerfile", "FROM shop-base\nCMD [\"/shop\"]\n", "b/Dockerfile", SHOP)))
        .startsWith("b/Dockerfile");
  }

  @Test
  void oneThatMakesNothingAccountsForNothing() {
    assertThat(found(search(null, null, Map.of()), project("Dockerfile", "FROM debian:11\n")))
        .startsWith(null, null)
        .last()
        .asString()
        .startsWith("no Dockerfile of the project");
    assertThat(found(search(null, null, Map.of()), project("pom.xml", "<project/>")))
        .containsExactly(null, null, null);
  }

  @Test
  void whatPeopleNameStays() {
    Project named =
        new Project(
            new Recipe("Dockerfile", null, BuildArguments.none()),
            Map.of("Dockerfile", OTHER, "b/Dockerfile", SHOP),
            List.of());

    assertThat(found(search(provenance("b/Dockerfile", null, null), null, Map.of()), named))
        .containsExactly("Dockerfile", null, null);
  }

  @Test
  void theTextOfTheProvenanceIsADockerfileToo() {
    assertThat(search(provenance("b/Dockerfile", null, SHOP), null, Map.of()).written())
        .hasValueSatisfying(
            recipe -> {
              assertThat(recipe.path()).isEqualTo("b/Dockerfile");
              assertThat(recipe.base()).isEqualTo("debian:11");
            });
    assertThat(search(provenance(null, null, "RUN x"), null, Map.of()).written()).isEmpty();
    assertThat(search(provenance(null, null, null), null, Map.of()).written()).isEmpty();
    assertThat(search(null, null, Map.of()).written()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Dockerfile, true",
    "Containerfile, true",
    "Dockerfile.arm64, true",
    "shop.Dockerfile, true",
    "shop.dockerfile, true",
    "Dockerfile.dockerignore, false",
    "Dockerfiles, false",
    "README.md, false"
  })
  void dockerfilesHaveUsualNames(String name, boolean one) {
    assertThat(RecipeSearch.isDockerfile(name)).isEqualTo(one);
  }
}
