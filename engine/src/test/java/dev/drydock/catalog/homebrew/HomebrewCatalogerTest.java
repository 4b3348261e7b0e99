package dev.drydock.catalog.homebrew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomebrewCatalogerTest {
  private static final HomebrewCataloger CATALOGER = new HomebrewCataloger(Limits.defaults());
  private static final String CELLAR = "home/linuxbrew/.linuxbrew/Cellar/";
  private static final String RECEIPT =
      """
      {"homebrew_version":"4.2.0","arch":"x86_64","source":{"tap":"homebrew/core"},
       "runtime_dependencies":[
        {"full_name":"openssl@3","version":"3.2.1","revision":0,"pkg_version":"3.2.1"},
        {"full_name":"some/tap/readline","version":"8.2","revision":1},
        {"full_name":"zlib"}]}
      """;

  @Test
  void theKegNamesAFormulaAndItsReceiptWhatItNeeds() throws Exception {
    RecordedDiscoveries found = run(CELLAR + "python@3.12/3.12.2_1/INSTALL_RECEIPT.json", RECEIPT);
    Component python = found.component("python@3.12");
    assertThat(python.purl()).hasToString("pkg:brew/python%403.12@3.12.2_1");
    assertThat(python.version()).isEqualTo("3.12.2_1");
    assertThat(python.evidence()).isEqualTo(new Component.Evidence("homebrew", "install receipt"));
    assertThat(found.dependencies())
        .extracting(need -> need.to().purl().toString())
        .containsExactly("pkg:brew/openssl%403@3.2.1", "pkg:brew/readline@8.2_1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "license \"MIT\"; MIT",
        "license any_of: [\"MIT\", \"Apache-2.0\"]; MIT OR Apache-2.0",
        "license all_of: [\"MIT\", \"BSD-3-Clause\"]; MIT AND BSD-3-Clause",
        "license :public_domain; ||",
        "license \"; ||",
        "desc \"license\"; ||",
      })
  void theFormulaInTheKegNamesTheLicence(String line, String licence) throws Exception {
    Component jq =
        run(CELLAR + "jq/1.7.1/.brew/jq.rb", "class Jq < Formula\n  " + line + "\nend\n")
            .component("jq");
    assertThat(String.join(",", jq.licences())).isEqualTo(licence);
    assertThat(jq.purl()).hasToString("pkg:brew/jq@1.7.1");
  }

  @Test
  void onlyKegsAreRead() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("Cellar/jq/1.7.1/INSTALL_RECEIPT.json", "{}")
            .file(
                "opt/homebrew/Library/Taps/homebrew/homebrew-core/Formula/bar.rb", "version \"1\"")
            .file(CELLAR + "jq/1.7.1/lib/x.rb", "")
            .file(CELLAR + "jq/.brew/jq.rb", "")
            .file(CELLAR + "INSTALL_RECEIPT.json", "{}")
            .file("myCellar/jq/1.7/INSTALL_RECEIPT.json", "{}");
    assertThat(CatalogerRun.over(tree, CATALOGER).namesAndVersions()).containsExactly("jq 1.7.1");
  }

  @Test
  void aCaskIsKnownByWhatHomebrewKeepsOfIt() throws Exception {
    String caskroom = "usr/local/Caskroom/";
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(
                caskroom + "docker/.metadata/4.30.0,149282/20240522104501.123/Casks/docker.rb", "")
            .file(caskroom + "docker/4.30.0,149282/Docker.app/Contents/Casks/docker.rb", "x")
            .file("Caskroom/firefox/.metadata/129.0/20240801000000.001/Casks/firefox.json", "{}")
            .file(
                "Caskroom/firefox/.metadata/INSTALL_RECEIPT.json",
                "{\"source\":{\"tap\":\"homebrew/cask\",\"version\":\"129.0\"}}")
            .file("Caskroom/font-x/.metadata/INSTALL_RECEIPT.json", "{\"source\":{}}")
            .file("Caskroom/a/.metadata/1.0/20240801000000.001/Casks/b.json", "{}")
            .file("Caskroom/a/.metadata/1.0/Casks/a.json", "{}")
            .file("Caskroom/.metadata/1.0/20240801000000.001/Casks/.json", "{}")
            .file("myCaskroom/a/.metadata/1.0/20240801000000.001/Casks/a.json", "{}")
            .file("Library/Taps/homebrew/homebrew-cask/Casks/a.rb", "");

    RecordedDiscoveries found = CatalogerRun.over(tree, CATALOGER);

    assertThat(found.purls())
        .containsExactly(
            "pkg:brew/docker@4.30.0%2C149282?kind=cask",
            "pkg:brew/firefox@129.0?kind=cask", "pkg:brew/firefox@129.0?kind=cask");
    assertThat(found.components())
        .extracting(component -> component.evidence().source())
        .containsExactlyInAnyOrder("cask", "install receipt", "cask");
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void damagedReceiptsEndInAResultOrAnError() throws Exception {
    String path = CELLAR + "jq/1.7.1/INSTALL_RECEIPT.json";
    for (byte[] bytes : Mutations.of(RECEIPT.getBytes(StandardCharsets.UTF_8), 4, 3_000).toList()) {
      try {
        assertThat(CatalogerRun.file(CATALOGER, path, bytes).components()).hasSize(1);
      } catch (IOException e) {
        assertThat(e.getMessage()).contains(path);
      }
    }
  }

  private static RecordedDiscoveries run(String path, String text) throws Exception {
    return CatalogerRun.file(CATALOGER, path, text.getBytes(StandardCharsets.UTF_8));
  }
}
