package dev.drydock.catalog.bitnami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bom.Component;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BitnamiCatalogerTest {
  private static final BitnamiCataloger CATALOGER = new BitnamiCataloger(Limits.defaults());
  private static final String SPDX = "opt/bitnami/apache/.spdx-apache.spdx";
  private static final String LIST = "opt/bitnami/.bitnami_components.json";
  private static final String DOCUMENT =
      """
      {"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","packages":[
        {"SPDXID":"SPDXRef-apache","name":"apache","versionInfo":"2.4.62-1",
         "licenseConcluded":"Apache-2.0","licenseDeclared":"NOASSERTION",
         "externalRefs":[
          {"referenceType":"cpe23Type","referenceLocator":"cpe:2.3:a:apache:http_server:2.4.62"},
          {"referenceType":"purl",
           "referenceLocator":"pkg:bitnami/apache@2.4.62-1?arch=amd64&distro=debian-12"}]},
        {"SPDXID":"SPDXRef-mod-wsgi","name":"mod-wsgi","versionInfo":"5.0.0",
         "licenseDeclared":"Apache-2.0",
         "externalRefs":[{"referenceType":"purl",
           "referenceLocator":"pkg:bitnami/mod%5Fwsgi@5.0.0?arch=amd64#sub"}]},
        {"SPDXID":"SPDXRef-apr","name":"apr","versionInfo":"1.7.4",
         "externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:bitnami/apr"}]},
        {"SPDXID":"SPDXRef-other","name":"other","versionInfo":"1",
         "externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:npm/other@1"}]},
        {"SPDXID":"SPDXRef-none","name":"none","versionInfo":"1"}],
       "relationships":[
        {"spdxElementId":"SPDXRef-apache","relationshipType":"CONTAINS",
         "relatedSpdxElement":"SPDXRef-apr"},
        {"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"DESCRIBES",
         "relatedSpdxElement":"SPDXRef-apache"}]}
      """;

  @Test
  void thePackagesOfADocumentThatAreBitnamisAreFound() throws Exception {
    RecordedDiscoveries found = run(SPDX, DOCUMENT);
    assertThat(found.purls())
        .containsExactly(
            "pkg:bitnami/apache@2.4.62-1?arch=amd64&distro=debian-12",
            "pkg:bitnami/apr@1.7.4",
            "pkg:bitnami/mod_wsgi@5.0.0?arch=amd64");
    assertThat(found.namesAndVersions())
        .containsExactly("apache 2.4.62-1", "apr 1.7.4", "mod-wsgi 5.0.0");
    Component apache = found.component("apache");
    assertThat(apache.licences()).containsExactly("Apache-2.0");
    assertThat(apache.os()).isNull();
    assertThat(apache.evidence()).isEqualTo(new Component.Evidence("bitnami", "SPDX document"));
    assertThat(found.dependencies())
        .containsExactly(new RecordedDiscoveries.Dependency(apache, found.component("apr")));
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void theListOfComponentsIsRead() throws Exception {
    RecordedDiscoveries found =
        run(
            LIST,
            """
            {"apache":{"arch":"amd64","distro":"debian-12","type":"NAMI","version":"2.4.62-1"},
             "gosu":{"version":"1.17.0-3"},"odd":{"arch":"amd64"},"odder":7}
            """);
    assertThat(found.purls())
        .containsExactly(
            "pkg:bitnami/apache@2.4.62-1?arch=amd64&distro=debian-12", "pkg:bitnami/gosu@1.17.0-3");
    assertThat(found.unreadable())
        .containsExactly(
            LIST + ": has an entry with no name or no version; left out",
            LIST + ": has an entry with no name or no version; left out");
  }

  @Test
  void onlyBitnamisOwnFilesAreRead() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("opt/bitnami/x/y/.spdx-y.spdx", DOCUMENT)
            .file("srv/.spdx-apache.spdx", DOCUMENT)
            .file("opt/bitnami/apache/apache.spdx", DOCUMENT)
            .file("opt/bitnami/apache/.bitnami_components.json", "{\"a\":{\"version\":\"1\"}}");
    assertThat(CatalogerRun.over(tree, CATALOGER).components()).hasSize(3);
  }

  @Test
  void whatIsNoSuchDocumentIsSaid() {
    assertThatThrownBy(() -> run(SPDX, "{\"packages\":[]}"))
        .isInstanceOf(IOException.class)
        .hasMessage(SPDX + " is no SPDX document in JSON");
    assertThatThrownBy(() -> run(LIST, "[]")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> run(SPDX, "nonsense")).isInstanceOf(IOException.class);
  }

  @Test
  void damagedDocumentsEndInAResultOrAnError() throws Exception {
    for (byte[] bytes :
        Mutations.of(DOCUMENT.getBytes(StandardCharsets.UTF_8), 23, 4_000).toList()) {
      try {
        assertThat(CatalogerRun.file(CATALOGER, SPDX, bytes).components().size()).isLessThan(10);
      } catch (IOException e) {
        assertThat(e.getMessage()).contains(SPDX);
      }
    }
  }

  private static RecordedDiscoveries run(String path, String text) throws Exception {
    return CatalogerRun.file(CATALOGER, path, text.getBytes(StandardCharsets.UTF_8));
  }
}
