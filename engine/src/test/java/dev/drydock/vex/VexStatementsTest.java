package dev.drydock.vex;

import static dev.drydock.vex.VexFixture.image;
import static dev.drydock.vex.VexFixture.openVex;
import static dev.drydock.vex.VexFixture.product;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which findings a statement is about, and which statement counts.
class VexStatementsTest {
  private static final String ZLIB = "pkg:deb/debian/zlib1g@1.3-1?arch=amd64&distro=debian-12";

  private static VexFixture debian() {
    return image("registry.example.org/team/app:1")
        .on("debian", "12", "bookworm", null)
        .os(ZLIB, "zlib", "1:1.3-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not_affected", "fixed"})
  void aPackageThatIsNotAffectedOrFixedIsSilencedWithItsStatement(String status)
      throws IOException {
    Assessed assessed = debian().apply(openVex(status, product(ZLIB)));

    assertThat(assessed.findings().findings()).isEmpty();
    Assessment.Silenced silenced = assessed.assessment().silenced().getFirst();
    assertThat(silenced.finding().id()).isEqualTo("CVE-2024-1");
    assertThat(silenced.finding().status().name()).isEqualToIgnoringCase(status);
    assertThat(silenced.by().document())
        .isEqualTo(
            new Statement.Document("vex-1", "OpenVEX", "https://example.org/vex/1", "Example"));
    assertThat(silenced.by().justification()).isEqualTo("vulnerable_code_not_present");
  }

  @ParameterizedTest
  @CsvSource({"under_investigation, UNDER_INVESTIGATION", "affected, AFFECTED"})
  void theOtherStatusesStayFindings(String status, String expected) throws IOException {
    Assessed assessed = debian().apply(openVex(status, product(ZLIB)));

    assertThat(VexFixture.lines(assessed.findings().findings()))
        .containsExactly("CVE-2024-1 zlib1g " + expected);
    assertThat(assessed.assessment().silenced()).isEmpty();
    assertThat(assessed.assessment().said()).containsOnlyKeys(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkg:deb/debian/zlib1g",
        "pkg:deb/debian/zlib1g@1.3-1",
        "pkg:deb/debian/zlib1g?arch=amd64",
        "pkg:deb/debian/zlib1g?distro=bookworm",
        "pkg:deb/debian/zlib1g?distro=debian-12",
        "pkg:deb/debian/zlib1g?os_distro=bookworm&os_name=debian&os_version=12",
        "pkg:deb/debian/zlib@1:1.3-1?arch=source",
        "pkg:deb/debian/zlib@1%3A1.3-1?arch=source",
        "PKG:deb/debian/zlib1g",
        "pkg:deb/debian/zlib1g?distro=debian-12.1",
        "pkg:deb/debian/zlib1g?distro=12",
        "pkg:deb/debian/zlib1g?distro=12.5",
        "pkg:deb/debian/zlib1g?epoch=0",
        "pkg:deb/debian/zlib1g?package-id=9c4aeca926f2c87f",
        "pkg:deb/debian/zlib@1.3-1?arch=source&epoch=1"
      })
  void whatAPurlLeavesOutAnyPackageMayHave(String purl) throws IOException {
    assertThat(debian().left(openVex("not_affected", product(purl)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkg:deb/debian/zlib1g@1.3-2",
        "pkg:deb/ubuntu/zlib1g",
        "pkg:deb/debian/zlib",
        "pkg:deb/debian/zlib1g?arch=arm64",
        "pkg:deb/debian/zlib1g?distro=debian-11",
        "pkg:deb/debian/zlib1g?distro=debian-1",
        "pkg:deb/debian/zlib1g?distro=debian-11.2",
        "pkg:deb/debian/zlib1g?distro=1",
        "pkg:deb/debian/zlib1g?epoch=1",
        "pkg:deb/debian/zlib@1.3-1?arch=source&epoch=2",
        "pkg:deb/debian/zlib@1.3-1?arch=source",
        "pkg:deb/debian/zlib1g?repository_url=deb.example.org",
        "pkg:apk/debian/zlib1g",
        "https://example.org/zlib1g"
      })
  void anotherPackageIsNotMeant(String purl) throws IOException {
    assertThat(debian().left(openVex("not_affected", product(purl)))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "pkg:cocoapods/Cache, 0",
    "pkg:cocoapods/Cache@3.0, 0",
    "pkg:cocoapods/Cache@3.0#Core, 0",
    "pkg:cocoapods/Cache#Core, 0",
    "pkg:cocoapods/Cache@3.0#Fast, 1",
  })
  void aPodMeansAllOfItsSubspecs(String purl, int left) throws IOException {
    VexFixture pod = image("x").component("pkg:cocoapods/Cache@3.0#Core", "app/Podfile.lock");

    assertThat(pod.left(openVex("not_affected", product(purl)))).hasSize(left);
  }

  @Test
  void anEpochStandsInTheVersionOrInAQualifier() throws IOException {
    VexFixture rpm =
        image("x")
            .on("rhel", "9.4", null, null)
            .os("pkg:rpm/redhat/bind@9.16-1.el9?epoch=32", "bind", "9.16-1.el9");

    assertThat(rpm.left(openVex("fixed", product("pkg:rpm/redhat/bind@9.16-1.el9?epoch=32"))))
        .isEmpty();
    assertThat(rpm.left(openVex("fixed", product("pkg:rpm/rhel/bind@9.16-1.el9?arch=x86_64"))))
        .isEmpty();
    assertThat(rpm.left(openVex("fixed", product("pkg:rpm/redhat/bind@9.16-1.el9?epoch=31"))))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2.38.1-5?epoch=1, 0",
    "2.38.1-5?arch=amd64&distro=debian-12.1&epoch=1, 0",
    "1:2.38.1-5, 0",
    "1:2.38.1-5?epoch=1, 0",
    "2.38.1-5, 1",
    "2.38.1-5?epoch=2, 1",
    "2.38.1-5?epoch=0, 1",
    "2.38.1-6?epoch=1, 1"
  })
  void debianHasTheEpochInTheVersionAndOthersInAQualifier(String version, int left)
      throws IOException {
    VexFixture debian =
        image("x")
            .on("debian", "12", "bookworm", null)
            .os("pkg:deb/debian/bsdutils@1:2.38.1-5?arch=amd64", "util-linux", "2.38.1-5");

    assertThat(debian.left(openVex("fixed", product("pkg:deb/debian/bsdutils@" + version))))
        .hasSize(left);
  }

  @ParameterizedTest
  @CsvSource({"3.10.0, 0", "3.10, 0", "alpine-3.10.0, 0", "3.1, 1", "3.11.0, 1", "3.10.1, 1"})
  void aReleaseMayStandThereWithoutItsDistribution(String release, int left) throws IOException {
    VexFixture alpine =
        image("x")
            .on("alpine", "3.10.0", null, null)
            .os("pkg:apk/alpine/musl@1.1.22-r2?arch=x86_64", "musl", "1.1.22-r2");

    assertThat(alpine.left(openVex("fixed", product("pkg:apk/alpine/musl?distro=" + release))))
        .hasSize(left);
  }

  @Test
  void pathsOfGoModulesAreComparedWithoutCase() throws IOException {
    VexFixture go = image("x").component("pkg:golang/github.com/Masterminds/goutils@v1.1.0", "app");

    assertThat(
            go.left(openVex("fixed", product("pkg:golang/github.com/masterminds/goutils@1.1.0"))))
        .isEmpty();
  }

  @Test
  void goVersionsMayHaveTheirLetter() throws IOException {
    VexFixture go = image("x").component("pkg:golang/example.org/m@1.2.3", "app");

    assertThat(go.left(openVex("fixed", product("pkg:golang/example.org/m@v1.2.3")))).isEmpty();
    assertThat(go.left(openVex("fixed", product("pkg:golang/example.org/m@v1.2.4")))).hasSize(1);
  }

  @Test
  void aStatementOfAModuleWithinAnotherIsAboutThatOne() throws IOException {
    VexFixture both =
        image("x")
            .component("pkg:golang/github.com/example/store@v1.9.0", "app")
            .component("pkg:golang/github.com/example/store/api@v1.9.0", "app");

    assertThat(
            both.left(openVex("fixed", product("pkg:golang/github.com/example/store@v1.9.0#api"))))
        .containsExactly("CVE-2024-1 store AFFECTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zope.interface", "Zope_Interface", "zope-interface"})
  void aPythonDistributionIsMeantHoweverItIsSpelled(String name) throws IOException {
    VexFixture python = image("x").component("pkg:pypi/zope-interface@5.4.0", "lib");

    assertThat(python.left(openVex("fixed", product("pkg:pypi/" + name + "@5.4.0")))).isEmpty();
  }

  @Test
  void anAliasNamesTheVulnerabilityToo() throws IOException {
    String statement =
        openVex("not_affected", product(ZLIB)).replace("CVE-2024-1\"", "ghsa-2024-1\"");

    assertThat(debian().left(statement)).isEmpty();
  }

  @Test
  void anotherVulnerabilityIsNotSilenced() throws IOException {
    assertThat(
            debian()
                .left(openVex("not_affected", product(ZLIB)).replace("CVE-2024-1", "CVE-2024-10")))
        .containsExactly("CVE-2024-1 zlib1g AFFECTED");
  }

  @Test
  void theLatestStatementCountsWhateverTheOrder() throws IOException {
    String old = openVex("not_affected", product(ZLIB), "2024-05-01T00:00:00Z");
    String young = openVex("affected", product(ZLIB), "2024-05-01T02:00:00+01:00");

    assertThat(debian().left(old, young)).containsExactly("CVE-2024-1 zlib1g AFFECTED");
    assertThat(debian().left(young, old)).containsExactly("CVE-2024-1 zlib1g AFFECTED");
  }

  @Test
  void ofTheSameTimeTheLastOneReadCounts() throws IOException {
    String first = openVex("affected", product(ZLIB));
    String second = openVex("not_affected", product(ZLIB));

    assertThat(debian().left(first, second)).isEmpty();
    assertThat(debian().left(second, first)).hasSize(1);
  }

  @Test
  void aLaterStatementAboutSomethingElseChangesNothing() throws IOException {
    assertThat(
            debian()
                .left(
                    openVex("not_affected", product(ZLIB)),
                    openVex("affected", product("pkg:deb/debian/other"), "2025-01-01T00:00:00Z")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkg:oci/app@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "pkg:oci/anything@sha256%3Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "pkg:oci/app",
        "pkg:oci/app?tag=1",
        "pkg:oci/app?repository_url=registry.example.org/team/app",
        "pkg:oci/app?repository_url=registry.example.org/team",
        "pkg:docker/team/app@1"
      })
  void anImageIsKnownByDigestOrName(String purl) throws IOException {
    assertThat(debian().left(openVex("not_affected", product(purl)))).isEmpty();
    assertThat(debian().left(openVex("not_affected", product(purl, "pkg:deb/debian/zlib1g"))))
        .isEmpty();
    assertThat(debian().left(openVex("not_affected", product(purl, "pkg:deb/debian/other"))))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkg:oci/app@sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "pkg:oci/app?tag=2",
        "pkg:oci/app?repository_url=registry.example.com/team/app",
        "pkg:oci/team",
        "pkg:docker/other/app@1"
      })
  void anotherImageIsNotMeant(String purl) throws IOException {
    assertThat(debian().left(openVex("not_affected", product(purl)))).hasSize(1);
  }

  @Test
  void namesOfDockerHubAreCompleted() throws IOException {
    VexFixture hub = image("docker:redis").component("pkg:npm/a@1", "a");

    assertThat(
            hub.left(
                openVex(
                    "fixed",
                    product("pkg:oci/redis?repository_url=index.docker.io/library/redis"))))
        .isEmpty();
    assertThat(hub.left(openVex("fixed", product("pkg:oci/redis?tag=latest")))).isEmpty();
  }

  @Test
  void anArchiveHasNoNameThatCouldBeMeant() throws IOException {
    VexFixture archive = image("docker-archive:app").component("pkg:npm/a@1", "a");

    assertThat(archive.left(openVex("fixed", product("pkg:oci/app")))).hasSize(1);
  }

  @Test
  void aHashOfTheImageIsEnough() throws IOException {
    String product =
        "{\"@id\": \"https://example.org/app\", \"hashes\": {\"sha-256\": \"%s\"}}"
            .formatted("A".repeat(64));

    assertThat(debian().left(openVex("not_affected", product))).isEmpty();
  }

  private static VexFixture go() {
    return image("x")
        .component("pkg:golang/example.org/app@v1.0.0", "usr/bin/app")
        .component("pkg:golang/example.org/lib@v2.0.0", "usr/bin/app")
        .needs(0, 1);
  }

  @Test
  void aPartOfAnApplicationIsMeantOnlyWithinIt() throws IOException {
    String statement =
        openVex(
            "not_affected",
            product("pkg:golang/example.org/app", "pkg:golang/example.org/lib@v2.0.0"));
    VexFixture shared =
        go().component("pkg:golang/example.org/other@v1.0.0", "usr/bin/other").needs(2, 1);

    assertThat(go().left(statement)).containsExactly("CVE-2024-1 app AFFECTED");
    assertThat(shared.left(statement))
        .as("something else uses the library too")
        .contains("CVE-2024-1 lib AFFECTED");
    assertThat(
            image("x").component("pkg:golang/example.org/lib@v2.0.0", "elsewhere").left(statement))
        .hasSize(1);
  }

  @Test
  void anApplicationAsAWholeIsMeantWithAllThatOnlyItUses() throws IOException {
    String statement = openVex("not_affected", product("pkg:golang/example.org/app@v1.0.0"));

    assertThat(go().left(statement)).isEmpty();
  }

  @Test
  void whatLiesInTheFileOfAnApplicationIsAPartOfIt() throws IOException {
    VexFixture jar =
        image("x")
            .component("pkg:maven/org.example/app@1.0", "app.jar")
            .component("pkg:maven/org.example/lib@2.0", "app.jar!/BOOT-INF/lib/lib-2.0.jar")
            .component("pkg:maven/org.example/other@2.0", "app.jar.d/other.jar");

    assertThat(jar.left(openVex("not_affected", product("pkg:maven/org.example/app@1.0"))))
        .containsExactly("CVE-2024-1 other AFFECTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"app/package-lock.json", "app.cdx.json", "usr/bin/program", "lodash.jar"})
  void twoPackagesThatOneFileTellsOfAreNoPartsOfEachOther(String file) throws IOException {
    VexFixture both =
        image("x")
            .component("pkg:npm/minimist@1.2.0", file)
            .component("pkg:npm/lodash@4.17.4", file);

    assertThat(both.left(openVex("not_affected", product("pkg:npm/minimist"))))
        .containsExactly("CVE-2024-1 lodash AFFECTED");
    assertThat(both.left(openVex("not_affected", product("pkg:npm/minimist", "pkg:npm/lodash"))))
        .hasSize(2);
  }

  @Test
  void whatAGoProgramIsMadeOfIsAPartOfItAndNotOfItsModules() throws IOException {
    VexFixture program =
        image("x")
            .component("pkg:golang/example.org/app@v1.0.0", "usr/bin/app")
            .component("pkg:golang/stdlib@1.20", "usr/bin/app")
            .component("pkg:golang/golang.org/x/net@v0.7.0", "usr/bin/app")
            .needs(0, 1)
            .needs(0, 2);

    assertThat(program.left(openVex("not_affected", product("pkg:golang/golang.org/x/net"))))
        .containsExactly("CVE-2024-1 app AFFECTED", "CVE-2024-1 stdlib AFFECTED");
    assertThat(
            program.left(
                openVex(
                    "not_affected", product("pkg:golang/example.org/app", "pkg:golang/stdlib"))))
        .containsExactly("CVE-2024-1 app AFFECTED", "CVE-2024-1 net AFFECTED");
  }

  @Test
  void aSecondWayToAPartLeavesTheFinding() throws IOException {
    VexFixture described =
        image("x")
            .component("pkg:golang/example.org/one@v1", "app.cdx.json")
            .component("pkg:golang/example.org/two@v1", "app.cdx.json")
            .component("pkg:golang/example.org/lib@v1", "app.cdx.json")
            .needs(0, 2)
            .needs(1, 2);

    assertThat(
            described.left(
                openVex(
                    "not_affected",
                    product("pkg:golang/example.org/one", "pkg:golang/example.org/lib"))))
        .hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.jar", "opt/app-1.0.jar", "opt/app-1.0-all.war", "a.war!/app.jar"})
  void whatWasShadedIntoAnArchiveIsAPartOfWhatItIsNamedAfter(String file) throws IOException {
    VexFixture shaded =
        image("x")
            .component("pkg:maven/org.example/app@1.0", file)
            .component("pkg:maven/org.example/lib@2.0", file)
            .component("pkg:maven/org.example/inner@3.0", file + "!/lib/inner.jar");

    assertThat(
            shaded.left(
                openVex(
                    "not_affected",
                    product("pkg:maven/org.example/app", "pkg:maven/org.example/lib"))))
        .containsExactly("CVE-2024-1 app AFFECTED", "CVE-2024-1 inner AFFECTED");
    assertThat(shaded.left(openVex("not_affected", product("pkg:maven/org.example/app"))))
        .isEmpty();
    assertThat(shaded.left(openVex("not_affected", product("pkg:maven/org.example/lib"))))
        .as("what was shaded into it is not the archive")
        .containsExactly("CVE-2024-1 app AFFECTED", "CVE-2024-1 inner AFFECTED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"program.jar", "app-client.jar", "app-1.1.jar", "app-1.00.jar", "app.json"})
  void anArchiveThatIsNamedAfterNoneOfSeveralIsNoneOfThem(String file) throws IOException {
    VexFixture shaded =
        image("x")
            .component("pkg:maven/org.example/app@1.0", file)
            .component("pkg:maven/org.example/lib@2.0", file);

    assertThat(shaded.left(openVex("not_affected", product("pkg:maven/org.example/app"))))
        .containsExactly("CVE-2024-1 lib AFFECTED");
  }

  @Test
  void aPackageOfTheDistributionIsNoPartOfWhatNeedsIt() throws IOException {
    VexFixture two = debian().os("pkg:deb/debian/app@1", "app", "1").needs(1, 0);

    assertThat(two.left(openVex("not_affected", product("pkg:deb/debian/app"))))
        .containsExactly("CVE-2024-1 zlib1g AFFECTED");
  }

  @Test
  void circlesOfDependenciesEnd() throws IOException {
    VexFixture circle =
        image("x")
            .component("pkg:npm/a@1", "a")
            .component("pkg:npm/b@1", "b")
            .component("pkg:npm/app@1", "app")
            .needs(0, 1)
            .needs(1, 0);

    assertThat(circle.left(openVex("not_affected", product("pkg:npm/app"))))
        .containsExactly("CVE-2024-1 a AFFECTED", "CVE-2024-1 b AFFECTED");
  }

  @Test
  void withoutStatementsTheFindingsAreTheSame() {
    var findings = debian().findings("CVE-2024-1");

    assertThat(VexStatements.none().apply(findings))
        .isEqualTo(new Assessed(findings, new Assessment(List.of(), Map.of())));
  }
}
