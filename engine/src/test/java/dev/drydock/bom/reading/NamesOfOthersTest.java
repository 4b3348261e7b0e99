package dev.drydock.bom.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Names by which advisories are found, out of purls as other tools write them.
class NamesOfOthersTest {

  @Test
  void aGoModuleIsNotCutOffAfterItsThirdPart() throws IOException {
    Bom cycloneDx =
        read(
            """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
              {"type": "library", "name": "github.com/example/store/api", "version": "v1.9.0",
               "purl": "pkg:golang/github.com/example/store@v1.9.0#api"},
              {"type": "library", "name": "github.com/example/store", "version": "v1.12.0",
               "purl": "pkg:golang/github.com/example/store@v1.12.0"}]}
            """);
    Bom spdx =
        read(
            """
            {"spdxVersion": "SPDX-2.3", "packages": [
              {"SPDXID": "SPDXRef-1", "name": "github.com/example/pool/v5", "versionInfo": "v5.1.0",
               "externalRefs": [{"referenceType": "purl",
                 "referenceLocator": "pkg:golang/github.com/example/pool@v5.1.0#v5"}]}]}
            """);
    Bom syft =
        read(
            """
            {"artifacts": [{"id": "1", "name": "github.com/example/pool/v5", "version": "v5.1.0",
               "type": "go-module", "purl": "pkg:golang/github.com/example/pool@v5.1.0#v5"}],
             "source": {}, "schema": {"version": "16.0.0"}}
            """);

    assertThat(names(cycloneDx))
        .containsExactly("github.com/example/store/api", "github.com/example/store");
    assertThat(names(spdx)).containsExactly("github.com/example/pool/v5");
    assertThat(names(syft)).containsExactly("github.com/example/pool/v5");
    assertThat(spdx.components().getFirst().purl())
        .hasToString("pkg:golang/github.com/example/pool/v5@v5.1.0");
  }

  @Test
  void aPythonDistributionHasOnePurlHoweverItIsSpelled() throws IOException {
    Bom bom =
        read(
            """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
              {"type": "library", "name": "zope.interface", "version": "5.4.0",
               "purl": "pkg:pypi/zope.interface@5.4.0"}]}
            """);

    assertThat(names(bom)).containsExactly("zope.interface");
    assertThat(bom.components().getFirst().purl()).hasToString("pkg:pypi/zope-interface@5.4.0");
  }

  private static List<String> names(Bom bom) {
    return bom.components().stream().map(Component::name).toList();
  }

  private static Bom read(String document) throws IOException {
    return new BomReader(Limits.defaults())
        .read(document.getBytes(StandardCharsets.UTF_8), "some.json");
  }
}
