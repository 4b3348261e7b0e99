package dev.drydock.vex;

import static dev.drydock.vex.VexFixture.image;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which products of a CSAF document a statement is about.
class CsafVexTest {
  private static VexFixture lodash() {
    return image("x").component("pkg:npm/lodash@4.17.4", "package-lock.json");
  }

  @ParameterizedTest
  @CsvSource({
    "product_version_range, vers:npm/>=4.17.21, 1",
    "product_version_range, vers:npm/<4.17.21, 0",
    "product_version_range, vers:npm/*, 0",
    "product_version_range, vers:pypi/<4.17.21, 1",
    "product_version_range, <4.17.21, 1",
    "product_version_range, vers:npm/<4.17.21|<5.0.0, 1",
    "product_version, 4.17.21, 1",
    "product_version, 4.17.4, 0",
    "product_version, all of them, 1",
    "product_version, lodash, 0",
    "product_version, group/lodash, 0",
    "product_name, lodash 4.17.21, 0"
  })
  void theBranchTellsTheVersionThatThePurlLeavesOut(String category, String name, int left)
      throws IOException {
    String document = document(branch(category, name, "P", "pkg:npm/lodash"), "", "P", "");

    assertThat(lodash().left(document)).hasSize(left);
  }

  @Test
  void aPurlWithAVersionSpeaksForItself() throws IOException {
    String branch = branch("product_version", "4", "P", "pkg:npm/lodash@4.17.4");

    assertThat(lodash().left(document(branch, "", "P", ""))).isEmpty();
  }

  @Test
  void aRangeThatCannotBeReadIsToldOf() throws IOException {
    String branch = branch("product_version_range", "below 5", "P", "pkg:npm/lodash");

    VexDocument document = VexFixture.read(document(branch, "", "P", ""), "x");

    assertThat(document.statements()).isEmpty();
    assertThat(document.passedOver())
        .containsExactly(
            "the version range \"below 5\" of pkg:npm/lodash cannot be read",
            "the product P has neither a package URL nor a CPE that can be used");
  }

  @ParameterizedTest
  @ValueSource(strings = {"product_version", "product_version_range"})
  void aPlatformWhoseVersionOnlyTheBranchTellsIsNotAnyRelease(String category) throws IOException {
    String cpe = "cpe:/o:redhat:enterprise_linux";
    String branch =
        """
        {"category": "%s", "name": "10", "product": {"name": "E", "product_id": "E",
          "product_identification_helper": {"cpe": "%s"}}}"""
            .formatted(category, cpe);
    VexFixture nine =
        image("x")
            .on("rhel", "9.4", null, cpe + ":9::baseos")
            .os("pkg:rpm/redhat/curl@7-1.el9", "curl", "7-1.el9");

    assertThat(nine.left(document(branch, "", "E", ""))).hasSize(1);
    assertThat(nine.left(document(branch.replace(cpe, cpe + ":9"), "", "E", ""))).isEmpty();
  }

  private static final String ONE = branch("product_version", "1", "D1", "pkg:npm/one@1");

  /// `lib` in `one`, `one` in `app`, put together from either side.
  private static final String TREE =
      String.join(
          ", ",
          ONE,
          branch("product_version", "1", "G", "pkg:npm/lib@1"),
          branch("product_version", "1", "M", "pkg:npm/app@1"));

  private static final String RELATIONSHIPS =
      String.join(
          ", ",
          relationship("G", "D1", "D1-G"),
          relationship("D1-G", "M", "M-D1-G"),
          relationship("D1", "M", "M-D1"),
          relationship("G", "M-D1", "G-M-D1"));

  private static VexFixture application() {
    return image("x")
        .component("pkg:npm/app@1", "a")
        .component("pkg:npm/one@1", "a")
        .component("pkg:npm/two@1", "a")
        .component("pkg:npm/lib@1", "a")
        .needs(0, 1)
        .needs(0, 2)
        .needs(1, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"D1-G", "M-D1-G", "G-M-D1"})
  void aPartMayBeInAProductThatIsInAnother(String id) throws IOException {
    String document = document(TREE, RELATIONSHIPS, id, "");

    assertThat(application().left(document)).hasSize(3).doesNotContain("CVE-2024-1 lib AFFECTED");
    assertThat(application().needs(2, 3).left(document))
        .as("another part of the application uses it too")
        .hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"M-D1-G", "G-M-D1"})
  void theOuterProductHasToBeThereToo(String id) throws IOException {
    String document = document(TREE, RELATIONSHIPS, id, "");
    VexFixture alone =
        image("x").component("pkg:npm/one@1", "a").component("pkg:npm/lib@1", "a").needs(0, 1);

    assertThat(alone.left(document)).hasSize(2);
    assertThat(alone.left(document(TREE, RELATIONSHIPS, "D1-G", ""))).hasSize(1);
  }

  @Test
  void relationshipsInACircleAreToldOf() throws IOException {
    String circle = String.join(", ", relationship("B", "G", "A"), relationship("A", "G", "B"));

    assertThat(VexFixture.read(document(TREE, circle, "A", ""), "x").passedOver())
        .containsExactly("the product A is related to none, or to too many");
  }

  @Test
  void betweenAPackageAndItsPlatformMayStandItsModule() throws IOException {
    String tree =
        String.join(
            ", ",
            branch("product_version", "nodejs", "nodejs", "pkg:rpm/redhat/nodejs"),
            branch("product_version", "nodejs:18", "module", "pkg:rpmmod/redhat/nodejs@18"),
            """
            {"category": "product_name", "name": "Enterprise 8", "product": {"name": "E8",
              "product_id": "E8", "product_identification_helper":
                {"cpe": "cpe:/a:redhat:enterprise_linux:8::appstream"}}}""");
    String related =
        relationship("module", "E8", "E8:module")
            + ", "
            + relationship("nodejs", "E8:module", "E8:module:nodejs");
    String document = document(tree, related, "E8:module:nodejs", "");

    assertThat(enterprise("8.10", "nodejs:18:8090020231212:a75119d5").left(document)).isEmpty();
    assertThat(enterprise("8.10", "nodejs:20:8090020231212:a75119d5").left(document)).hasSize(1);
    assertThat(enterprise("8.10", null).left(document)).hasSize(1);
    assertThat(enterprise("9.4", "nodejs:18:8090020231212:a75119d5").left(document)).hasSize(1);
  }

  private static VexFixture enterprise(String release, @Nullable String module) {
    return image("x")
        .on("rhel", release, null, "cpe:/o:redhat:enterprise_linux:" + release.charAt(0))
        .module("pkg:rpm/redhat/nodejs@18.19.0-1", "nodejs", "18.19.0-1", module);
  }

  @Test
  void anImpactThatNamesNoProductIsThatOfAll() throws IOException {
    String threats =
        """
        , "threats": [{"category": "impact", "details": "Of others.", "product_ids": ["D1"]},
           {"category": "impact", "details": "Never called."}]""";
    String lib = document(TREE, "", "G", threats);
    String one = document(TREE, "", "D1", threats);

    assertThat(impacts(lib)).containsExactly("Never called.");
    assertThat(impacts(one)).containsExactly("Of others.");
  }

  private static List<String> impacts(String document) throws IOException {
    return VexFixture.read(document, "x").statements().stream()
        .map(statement -> String.valueOf(statement.impact()))
        .toList();
  }

  private static String branch(String category, String name, String id, String purl) {
    return """
    {"category": "%s", "name": "%s", "product": {"name": "%s", "product_id": "%s",
      "product_identification_helper": {"purl": "%s"}}}"""
        .formatted(category, name, id, id, purl);
  }

  private static String relationship(String part, String platform, String id) {
    return """
    {"category": "default_component_of", "product_reference": "%s",
      "relates_to_product_reference": "%s",
      "full_product_name": {"name": "%s", "product_id": "%s"}}"""
        .formatted(part, platform, id, id);
  }

  private static String document(
      String branches, String relationships, String notAffected, String more) {
    return """
    {"document": {"category": "csaf_vex", "csaf_version": "2.0",
       "tracking": {"id": "EX-1", "current_release_date": "2024-06-01T00:00:00Z"}},
     "product_tree": {"branches": [{"category": "vendor", "name": "Example", "branches": [%s]}],
       "relationships": [%s]},
     "vulnerabilities": [{"cve": "CVE-2024-1",
       "product_status": {"known_not_affected": ["%s"]}%s}]}
    """
        .formatted(branches, relationships, notAffected, more);
  }
}
