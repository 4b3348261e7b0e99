package dev.drydock.catalog.conda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.catalog.python.PythonPackageCataloger;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CondaCatalogerTest {
  private static final CondaCataloger CATALOGER = new CondaCataloger(Limits.defaults());
  private static final String PIP =
      """
      {"build": "py38_0", "build_number": 0, "files": ["bin/pip", {"name": "inner"}],
       "channel": "https://repo.anaconda.com/pkgs/main/linux-64", "fn": "pip-22.2.2-py38_0.conda",
       "license": "MIT", "link": {"name": "no", "version": "no"}, "name": "pip",
       "subdir": "linux-64", "version": "22.2.2"}
      """;

  @Test
  void readsTheRecordsOfAnEnvironment() throws Exception {
    RecordedDiscoveries found =
        run(
            DirectoryTree.empty()
                .file("opt/conda/conda-meta/pip-22.2.2-py38_0.json", PIP)
                .file("opt/conda/conda-meta/history", "==>")
                .file("opt/conda/conda-meta/state.json", "{\"env_vars\": {}}")
                .file("opt/conda/pkgs/pip/info/index.json", PIP)
                .file("opt/my-conda-meta/pip.json", PIP));

    assertThat(found.purls())
        .containsExactly(
            "pkg:conda/pip@22.2.2?build=py38_0&channel=main&subdir=linux-64&type=conda");
    Component pip = found.component("pip");
    assertThat(pip.licences()).containsExactly("MIT");
    assertThat(pip.locations())
        .containsExactly(new Location("opt/conda/conda-meta/pip-22.2.2-py38_0.json", 0));
    assertThat(pip.evidence()).isEqualTo(new Evidence("conda", "conda-meta"));
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void theChannelIsTheLastPartOfItsAddress() throws Exception {
    assertThat(
            run(DirectoryTree.empty()
                    .file(
                        "conda-meta/a.json",
                        """
                        {"name": "A", "version": "1", "channel": "https://conda.anaconda.org/conda-forge/",
                         "subdir": "noarch", "fn": "a-1.tar.bz2"}
                        """)
                    .file(
                        "conda-meta/b.json",
                        """
                        {"name": "b", "version": "1", "channel": "https://conda.anaconda.org/t/linux-64"}
                        """)
                    .file(
                        "conda-meta/c.json",
                        "{\"name\": \"c\", \"version\": \"1\", \"channel\": \"defaults\"}"))
                .purls())
        .containsExactly(
            "pkg:conda/a@1?channel=conda-forge&subdir=noarch&type=tar.bz2",
            "pkg:conda/b@1?channel=t&subdir=linux-64",
            "pkg:conda/c@1?channel=defaults");
  }

  @Test
  void thePythonDistributionInACondaPackageIsReportedToo() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("opt/conda/conda-meta/pip-22.2.2-py38_0.json", PIP)
            .file(
                "opt/conda/lib/python3.8/site-packages/pip-22.2.2.dist-info/METADATA",
                "Name: pip\nVersion: 22.2.2\n");

    assertThat(
            CatalogerRun.over(tree, CATALOGER, new PythonPackageCataloger(Limits.defaults()))
                .purls())
        .containsExactly(
            "pkg:conda/pip@22.2.2?build=py38_0&channel=main&subdir=linux-64&type=conda",
            "pkg:pypi/pip@22.2.2");
  }

  @Test
  void whatIsNoJsonIsUnreadable() throws Exception {
    assertThat(run(DirectoryTree.empty().file("conda-meta/a.json", "[]")).unreadable())
        .containsExactly(
            "conda-meta/a.json: conda-meta/a.json is no JSON object, as a record of conda is");
    assertThat(run(DirectoryTree.empty().file("conda-meta/a.json", "")).unreadable()).hasSize(1);
  }

  @Test
  void damagedRecordsEndInAResultOrAnException() throws Exception {
    List<byte[]> damaged;
    try (Stream<byte[]> copies = Mutations.of(PIP.getBytes(StandardCharsets.UTF_8), 5, 2_000)) {
      damaged = copies.toList();
    }
    for (byte[] bytes : damaged) {
      try {
        CatalogerRun.file(CATALOGER, "conda-meta/a.json", bytes);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("conda-meta/a.json");
      }
    }
  }

  private static RecordedDiscoveries run(DirectoryTree tree) throws InterruptedException {
    return CatalogerRun.over(tree, CATALOGER);
  }
}
