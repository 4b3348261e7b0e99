package dev.drydock.catalog.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MavenPomCatalogerTest {
  private static final MavenPomCataloger CATALOGER = new MavenPomCataloger(Limits.defaults());

  private static final String PARENT =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <groupId>org.example</groupId><artifactId>parent</artifactId><version>${revision}</version>
        <packaging>pom</packaging>
        <properties><revision>3.0.0</revision><slf4j.version>2.0.1</slf4j.version></properties>
        <dependencyManagement><dependencies>
          <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-api</artifactId>
            <version>${slf4j.version}</version></dependency>
          <dependency><groupId>org.junit</groupId><artifactId>junit</artifactId>
            <version>5.0</version><scope>test</scope></dependency>
          <dependency><groupId>org.example</groupId><artifactId>bom</artifactId>
            <version>1</version><type>pom</type><scope>import</scope></dependency>
        </dependencies></dependencyManagement>
        <dependencies>
          <dependency><groupId>org.inherited</groupId><artifactId>inherited</artifactId>
            <version>${slf4j.version}</version></dependency>
        </dependencies>
      </project>
      """;

  private static final String BILL =
      """
      <project>
        <groupId>org.example</groupId><artifactId>bom</artifactId><version>1</version>
        <properties><jackson>2.17.0</jackson></properties>
        <dependencyManagement><dependencies>
          <dependency><groupId>com.fasterxml</groupId><artifactId>jackson</artifactId>
            <version>${jackson}</version></dependency>
        </dependencies></dependencyManagement>
      </project>
      """;

  private static final String CHILD =
      """
      <project>
        <parent><groupId>org.example</groupId><artifactId>parent</artifactId>
          <version>3.0.0</version></parent>
        <artifactId>child</artifactId>
        <properties><slf4j.version>2.0.9</slf4j.version></properties>
        <dependencies>
          <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-api</artifactId></dependency>
          <dependency><groupId>org.junit</groupId><artifactId>junit</artifactId></dependency>
          <dependency><groupId>com.fasterxml</groupId><artifactId>jackson</artifactId></dependency>
          <dependency><groupId>${project.groupId}</groupId><artifactId>sibling</artifactId>
            <version>${project.version}</version><scope>runtime</scope></dependency>
          <dependency><groupId>javax</groupId><artifactId>servlet</artifactId>
            <version>4.0</version><scope>provided</scope></dependency>
          <dependency><groupId>a</groupId><artifactId>exact</artifactId><version>[1.2]</version>
          </dependency>
          <dependency><groupId>a</groupId><artifactId>range</artifactId><version>[1.2,2)</version>
          </dependency>
          <dependency><groupId>a</groupId><artifactId>unknown</artifactId>
            <version>${elsewhere}</version></dependency>
          <dependency><groupId>a</groupId><artifactId>unmanaged</artifactId></dependency>
        </dependencies>
        <profiles>
          <profile><activation><activeByDefault>true</activeByDefault></activation><dependencies>
            <dependency><groupId>p</groupId><artifactId>active</artifactId><version>1</version>
            </dependency></dependencies></profile>
          <profile><dependencies>
            <dependency><groupId>p</groupId><artifactId>inactive</artifactId><version>1</version>
            </dependency></dependencies></profile>
        </profiles>
      </project>
      """;

  @Test
  void parentsAndBillsOfMaterialsInTheImageAreTakenIn() throws Exception {
    RecordedDiscoveries found =
        CatalogerRun.over(
            DirectoryTree.empty()
                .file("src/pom.xml", PARENT)
                .file("src/bom/pom.xml", BILL)
                .file("src/child/pom.xml", CHILD),
            CATALOGER);

    assertThat(found.namesAndVersions())
        .containsExactly(
            "a:exact 1.2",
            "com.fasterxml:jackson 2.17.0",
            "org.example:sibling 3.0.0",
            "org.inherited:inherited 2.0.1",
            "org.inherited:inherited 2.0.9",
            "org.slf4j:slf4j-api 2.0.9",
            "p:active 1");
    assertThat(found.component("p:active").purl()).hasToString("pkg:maven/p/active@1");
    assertThat(found.component("p:active").evidence())
        .isEqualTo(new Evidence("maven-pom", "pom.xml"));
  }

  @Test
  void aParentIsFoundByItsCoordinatesToo() throws Exception {
    RecordedDiscoveries found =
        CatalogerRun.over(
            DirectoryTree.empty()
                .file("one/pom.xml", PARENT)
                .file("two/deep/pom.xml", CHILD)
                .file("two/pom.xml", "<project><artifactId>another</artifactId></project>"),
            CATALOGER);

    assertThat(found.namesAndVersions()).contains("org.slf4j:slf4j-api 2.0.9");
  }

  @Test
  void aBillOfMaterialsHasWhatItsParentsSay() throws Exception {
    String parent =
        """
        <project><groupId>g</groupId><artifactId>root</artifactId><version>1</version>
          <properties><b>2.5</b></properties>
          <dependencyManagement><dependencies><dependency><groupId>x</groupId>
            <artifactId>a</artifactId><version>1.5</version></dependency>
            <dependency><groupId>x</groupId><artifactId>c</artifactId><version>3.4</version>
            </dependency></dependencies></dependencyManagement></project>
        """;
    String bill =
        """
        <project><parent><groupId>g</groupId><artifactId>root</artifactId><version>1</version>
          </parent><artifactId>bill</artifactId>
          <dependencyManagement><dependencies><dependency><groupId>x</groupId>
            <artifactId>b</artifactId><version>${b}</version></dependency><dependency>
            <groupId>x</groupId><artifactId>c</artifactId><version>3.5</version></dependency>
          </dependencies></dependencyManagement></project>
        """;
    String app =
        """
        <project><groupId>g</groupId><artifactId>app</artifactId><version>1</version>
          <properties><b>9</b></properties>
          <dependencyManagement><dependencies><dependency><groupId>g</groupId>
            <artifactId>bill</artifactId><version>1</version><type>pom</type><scope>import</scope>
          </dependency></dependencies></dependencyManagement>
          <dependencies>
            <dependency><groupId>x</groupId><artifactId>a</artifactId></dependency>
            <dependency><groupId>x</groupId><artifactId>b</artifactId></dependency>
            <dependency><groupId>x</groupId><artifactId>c</artifactId></dependency>
          </dependencies></project>
        """;

    RecordedDiscoveries found =
        CatalogerRun.over(
            DirectoryTree.empty()
                .file("a/app/pom.xml", app)
                .file("z/bill/pom.xml", bill)
                .file("z/pom.xml", parent),
            CATALOGER);

    assertThat(found.namesAndVersions()).containsExactly("x:a 1.5", "x:b 2.5", "x:c 3.5");
  }

  @Test
  void aParentMayBeInAFileOfAnotherName() throws Exception {
    String grandparent = CHILD.replace("<artifactId>child<", "<artifactId>grandparent<");
    String parent =
        PARENT.replace(
            "<packaging>",
            "<parent><groupId>org.example</groupId><artifactId>grandparent</artifactId>"
                + "<version>1</version><relativePath>poms/pom-of-all.xml</relativePath></parent>"
                + "<packaging>");
    String child =
        CHILD.replace("</parent>", "<relativePath>../parent.xml</relativePath></parent>");

    RecordedDiscoveries found =
        CatalogerRun.over(
            DirectoryTree.empty()
                .file("src/parent.xml", parent)
                .file("src/poms/pom-of-all.xml", grandparent)
                .file("src/other-pom.xml", "damaged, and the parent of none")
                .file("src/child/pom.xml", child),
            CATALOGER);

    assertThat(found.unreadable()).isEmpty();
    assertThat(found.namesAndVersions())
        .contains("org.slf4j:slf4j-api 2.0.9", "org.inherited:inherited 2.0.9")
        .doesNotContain("org.inherited:inherited 2.0.1");
  }

  @Test
  void aNameInAnEncodingThatNothingTellsHidesNoDependency() throws Exception {
    String document =
        """
        <?xml version="1.0"?>
        <project><name>Café</name><dependencies><dependency><groupId>a</groupId>
          <artifactId>b</artifactId><version>1</version></dependency></dependencies></project>
        """;
    byte[] latin = document.getBytes(StandardCharsets.ISO_8859_1);

    assertThat(
            CatalogerRun.over(DirectoryTree.empty().file("pom.xml", latin), CATALOGER)
                .namesAndVersions())
        .containsExactly("a:b 1");
  }

  @Test
  void withoutAParentWhatIsSaidStillCounts() throws Exception {
    assertThat(pom(CHILD).namesAndVersions())
        .containsExactly("a:exact 1.2", "org.example:sibling 3.0.0", "p:active 1");
  }

  @Test
  void ofTwoForTheSameArtifactMavenTakesTheLast() throws Exception {
    assertThat(
            pom("""
                    <project><dependencies>
                      <dependency><groupId>a</groupId><artifactId>b</artifactId><version>1</version>
                      </dependency>
                      <dependency><groupId>a</groupId><artifactId>b</artifactId><version>2</version>
                      </dependency></dependencies></project>
                    """)
                .namesAndVersions())
        .containsExactly("a:b 2");
  }

  @Test
  void parentsAndVariablesInACircleComeToAnEnd() throws Exception {
    String circle =
        """
        <project><groupId>a</groupId><artifactId>a</artifactId><version>1</version>
          <parent><groupId>a</groupId><artifactId>a</artifactId><version>1</version></parent>
          <properties><x>${y}</x><y>${x}${x}</y></properties>
          <dependencyManagement><dependencies><dependency><groupId>a</groupId>
            <artifactId>a</artifactId><version>1</version><type>pom</type><scope>import</scope>
          </dependency></dependencies></dependencyManagement>
          <dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId>
            <version>${x}</version></dependency></dependencies></project>
        """;

    assertThat(pom(circle).components()).isEmpty();
  }

  @Test
  void whatAnArchiveBroughtAlongAndADamagedFileTellNothing() throws Exception {
    RecordedDiscoveries found =
        CatalogerRun.over(
            DirectoryTree.empty()
                .file("app/META-INF/maven/a/b/pom.xml", CHILD)
                .file("app/pom.xml", "<project>"),
            CATALOGER);

    assertThat(found.components()).isEmpty();
    assertThat(found.unreadable()).hasSize(1);
    assertThat(found.unreadable().getFirst()).startsWith("app/pom.xml: ");
  }

  @Test
  void damagedDocumentsGiveAResultOrAreUnreadable() {
    Mutations.of(CHILD.getBytes(StandardCharsets.UTF_8), 7, 2_000)
        .forEach(
            bytes -> {
              try {
                DirectoryTree tree = DirectoryTree.empty().file("src/pom.xml", PARENT);
                CatalogerRun.over(tree.file("src/child/pom.xml", bytes), CATALOGER);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static RecordedDiscoveries pom(String document) throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file("app/pom.xml", document), CATALOGER);
  }
}
