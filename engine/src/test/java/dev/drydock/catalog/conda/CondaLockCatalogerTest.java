package dev.drydock.catalog.conda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CondaLockCatalogerTest {
  private static final CondaLockCataloger CATALOGER = new CondaLockCataloger(Limits.defaults());
  private static final String FORGE = "https://conda.anaconda.org/conda-forge/";
  private static final String MD5 = "d7c89558ba9fa0495403155b64376d81";

  private static final String PIXI =
      """
      version: 6
      environments:
        default:
          packages:
            linux-64:
            - conda: https://conda.anaconda.org/conda-forge/linux-64/elsewhere-1.0-0.conda
      packages:
      - conda: https://conda.anaconda.org/conda-forge/linux-64/python-3.12.13-hd63d673_0_cpython.conda
        md5: d7c89558ba9fa0495403155b64376d81
        depends:
        - bzip2 >=1.0.8,<2.0a0
        - libffi
        license: Python-2.0
      - conda: https://conda.anaconda.org/conda-forge/linux-64/bzip2-1.0.8-hda65f42_9.conda
      - conda: https://conda.anaconda.org/conda-forge/linux-aarch64/bzip2-1.0.8-h4777abc_9.conda
      - conda: https://conda.anaconda.org/conda-forge/osx-arm64/only-mac-1.0-h0.conda
      - conda: https://conda.anaconda.org/conda-forge/noarch/ca-certificates-2026.2.25-hbd8a1cb_0.tar.bz2
      - kind: conda
        name: old
        url: https://conda.anaconda.org/conda-forge/linux-64/Old-Name-3.5-h0.conda
      - pypi: https://example.org/a-1.0-py3-none-any.whl
        name: a
        version: 1.0
      - conda: ../local
      """;

  private static final String UNIFIED =
      """
      version: 1
      package:
      - name: aiohttp
        version: 3.9.5
        manager: conda
        platform: linux-64
        dependencies: {yarl: '>=1.0', python: '>=3.11'}
        url: https://conda.anaconda.org/conda-forge/linux-64/aiohttp-3.9.5-py311h459d7ec_0.conda
        hash: {md5: d7c89558ba9fa0495403155b64376d81}
        category: main
      - name: yarl
        version: 1.9.4
        manager: conda
        platform: linux-64
        dependencies: {}
        url: https://conda.anaconda.org/conda-forge/linux-64/yarl-1.9.4-py311h459d7ec_0.conda
        category: main
      - name: pytest
        manager: conda
        url: https://conda.anaconda.org/conda-forge/noarch/pytest-8.0.0-pyhd8ed1ab_0.conda
        category: dev
      - name: requests
        version: 2.33.0
        manager: pip
        url: https://example.org/requests-2.33.0-py3-none-any.whl
      """;

  @Test
  void readsWhatPixiLocksForLinux() throws Exception {
    RecordedDiscoveries found = run(DirectoryTree.empty().file("app/pixi.lock", PIXI));

    assertThat(found.purls())
        .containsExactly(
            "pkg:conda/bzip2@1.0.8?build=hda65f42_9&channel=conda-forge&subdir=linux-64&type=conda",
            "pkg:conda/ca-certificates@2026.2.25?build=hbd8a1cb_0&channel=conda-forge&subdir=noarch"
                + "&type=tar.bz2",
            "pkg:conda/old-name@3.5?build=h0&channel=conda-forge&subdir=linux-64&type=conda",
            "pkg:conda/python@3.12.13?build=hd63d673_0_cpython&channel=conda-forge&subdir=linux-64"
                + "&type=conda");
    Component python = found.component("python");
    assertThat(python.licences()).containsExactly("Python-2.0");
    assertThat(python.hashes()).hasSize(1);
    assertThat(python.locations()).containsExactly(new Location("app/pixi.lock", 0));
    assertThat(python.evidence()).isEqualTo(new Evidence("conda-lock", "pixi.lock"));
    assertThat(needs(found)).containsExactly("python > bzip2");
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void readsUnifiedLocksWithoutWhatIsForDevelopment() throws Exception {
    for (String name : List.of("conda-lock.yml", "shop.conda-lock.yml")) {
      RecordedDiscoveries found = run(DirectoryTree.empty().file("app/" + name, UNIFIED));

      assertThat(found.namesAndVersions()).containsExactly("aiohttp 3.9.5", "yarl 1.9.4");
      assertThat(needs(found)).containsExactly("aiohttp > yarl");
    }
  }

  @Test
  void readsExplicitLists() throws Exception {
    String list =
        "# platform: linux-64\n"
            + FORGE
            + "linux-64/before-1.0-0.conda\n@EXPLICIT\n"
            + FORGE
            + "linux-64/numpy-1.21.0-py39hdbf815f_0.tar.bz2#"
            + MD5
            + "\n"
            + FORGE
            + "noarch/tzdata-2025c-hc9c84f9_1.conda\nfile:///a-1-0.conda\n";
    RecordedDiscoveries found =
        run(
            DirectoryTree.empty()
                .file("app/conda-linux-64.lock", list)
                .file("app/conda.lock", "# @EXPLICIT\n" + FORGE + "noarch/six-1.16.0-pyh_0.conda\n")
                .file("lib/conda.lock", "@EXPLICIT\n" + FORGE + "noarch/toolz-1.0.0-pyh_0.conda\n")
                .file("app/other.lock", list));

    assertThat(found.namesAndVersions())
        .containsExactly("numpy 1.21.0", "toolz 1.0.0", "tzdata 2025c");
    assertThat(found.component("numpy").hashes()).hasSize(1);
  }

  @Test
  void readsWhatAnEnvironmentPinsToOneVersion() throws Exception {
    String environment =
        """
        name: shop
        channels: [conda-forge]
        dependencies:
        - python=3.12
        - conda-forge::numpy=1.26.4=py310hb13e2d6_0   # pinned
        - Zlib==1.3.1
        - _libgcc_mutex = 0.1 = main
        - pytorch=2.1.0=*cuda*
        - both==1.0=h0
        - wild==1.*
        - more==1.0,<2
        - least>=1.0
        - not!=1.0
        - near~=1.0
        - bracket[version='==1.0']
        - nobuild=1.0=
        - four=1=2=3
        - conda-forge/osx-64::mac==1.0
        - ==1.0
        - free
        - pip: [requests==2.33.0]
        """;
    for (String name : List.of("environment.yml", "environment.yaml")) {
      RecordedDiscoveries found = run(DirectoryTree.empty().file("app/" + name, environment));

      assertThat(found.purls())
          .containsExactly(
              "pkg:conda/_libgcc_mutex@0.1?build=main",
              "pkg:conda/both@1.0?build=h0",
              "pkg:conda/numpy@1.26.4?build=py310hb13e2d6_0&channel=conda-forge",
              "pkg:conda/pytorch@2.1.0",
              "pkg:conda/zlib@1.3.1");
      assertThat(found.unreadable()).isEmpty();
    }
  }

  @Test
  void anEnvironmentThatIsInstalledOrNotOfCondaTellsNothing() throws Exception {
    RecordedDiscoveries found =
        run(
            DirectoryTree.empty()
                .file("a/environment.yml", "dependencies:\n- zlib==1.3.1\n- six==1.0\n")
                .file("opt/conda/conda-meta/zlib-1.2.0-h0_0.json", "{}")
                .file(
                    "lib/python3/site-packages/x/tests/environment.yml", "dependencies: [x==1.0]\n")
                .file("b/environment.yaml", "dependencies: {zlib: ==1.0}\n")
                .file("c/environment.yaml", "{{- if .Values.environment }}\nx: [\n")
                .file("d/environment.yml", "x: 1\ndependencies: [\n"));

    assertThat(found.namesAndVersions()).containsExactly("six 1.0");
    assertThat(found.unreadable()).singleElement().asString().startsWith("d/environment.yml: ");
  }

  @Test
  void powerShellWritesUtf16() throws Exception {
    byte[] environment =
        "\ufeffname: a\r\ndependencies:\r\n- zlib=1.3.1=h0\r\n".getBytes(StandardCharsets.UTF_16LE);
    byte[] explicit =
        "\ufeff@EXPLICIT\r\nhttps://conda.anaconda.org/c/linux-64/six-1.0-0.conda\r\n"
            .getBytes(StandardCharsets.UTF_16BE);
    RecordedDiscoveries found =
        run(
            DirectoryTree.empty()
                .file("app/environment.yml", environment)
                .file("app/conda.lock", explicit));

    assertThat(found.namesAndVersions()).containsExactly("six 1.0", "zlib 1.3.1");
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void whatIsInstalledCountsInThatVersion() throws Exception {
    RecordedDiscoveries found =
        run(
            DirectoryTree.empty()
                .file("app/conda-lock.yml", UNIFIED)
                .file("opt/conda/conda-meta/yarl-1.10.0-py312_0.json", "{}"));

    assertThat(found.namesAndVersions()).containsExactly("aiohttp 3.9.5");
  }

  @Test
  void damagedLocksEndInAResult() throws Exception {
    Map<String, String> locks =
        Map.of(
            "pixi.lock",
            PIXI,
            "conda-lock.yml",
            UNIFIED,
            "conda-linux-64.lock",
            "@EXPLICIT\n" + FORGE + "linux-64/numpy-1.21.0-py39_0.tar.bz2#" + MD5,
            "environment.yml",
            "name: a\ndependencies:\n- c::numpy=1.2=h0\n- zlib==1.3.1\n- pip: [a==1]\n");
    for (Map.Entry<String, String> lock : locks.entrySet()) {
      byte[] whole = lock.getValue().getBytes(StandardCharsets.UTF_8);
      try (Stream<byte[]> damaged = Mutations.of(whole, 6, 700)) {
        for (byte[] bytes : (Iterable<byte[]>) damaged::iterator) {
          run(DirectoryTree.empty().file(lock.getKey(), bytes));
        }
      }
    }
  }

  private static RecordedDiscoveries run(DirectoryTree tree) throws InterruptedException {
    return RecordedDiscoveries.of(CATALOGER, tree);
  }

  private static List<String> needs(RecordedDiscoveries found) {
    return found.dependencies().stream()
        .map(one -> one.from().name() + " > " + one.to().name())
        .toList();
  }
}
