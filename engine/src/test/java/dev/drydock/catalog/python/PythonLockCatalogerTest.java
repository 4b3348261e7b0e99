package dev.drydock.catalog.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PythonLockCatalogerTest {
  private static final String COMMIT = "84748be16341b76e073d117329f7f5f4ee2941ad";
  private static final PythonLockCataloger CATALOGER = new PythonLockCataloger(Limits.defaults());

  private static final String POETRY =
      """
      [[package]]
      name = "Flask"
      version = "1.0.3"
      category = "main"
      optional = false
      [package.dependencies]
      Jinja2 = ">=2.10"
      click = [{version = "*", markers = "os_name == 'nt'"}, {version = ">7"}]
      dotenv = {version = "*", optional = true}
      [[package]]
      name = "jinja2"
      version = "3.1.5"
      category = "main"
      [[package]]
      name = "click"
      version = "8.1.8"
      category = "main"
      [[package]]
      name = "dotenv"
      version = "0.9"
      category = "main"
      optional = true
      [[package]]
      name = "pytest"
      version = "5.4.3"
      category = "dev"
      [metadata]
      lock-version = "1.1"
      """;

  @Test
  void readsPoetryLocksWithCategories() throws Exception {
    RecordedDiscoveries found = lock("poetry.lock", POETRY);

    assertThat(found.purls())
        .containsExactly(
            "pkg:pypi/click@8.1.8",
            "pkg:pypi/dotenv@0.9",
            "pkg:pypi/flask@1.0.3",
            "pkg:pypi/jinja2@3.1.5");
    Component flask = found.component("Flask");
    assertThat(flask.locations()).containsExactly(new Location("app/poetry.lock", 0));
    assertThat(flask.evidence()).isEqualTo(new Evidence("python-lock", "poetry.lock"));
    assertThat(needs(found)).containsExactly("Flask > click", "Flask > jinja2");
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void readsPoetryLocksWithGroups() throws Exception {
    assertThat(
            lock(
                    "poetry.lock",
                    """
                    [[package]]
                    name = "a"
                    version = "1.0"
                    groups = ["dev", "main"]
                    [[package]]
                    name = "b"
                    version = "1.0"
                    groups = ["dev", "docs"]
                    [package.source]
                    type = "legacy"
                    url = "https://example.org/simple"
                    """)
                .namesAndVersions())
        .containsExactly("a 1.0");
  }

  @Test
  void theProjectTellsWhatAPoetryLockWithoutGroupsHasForDevelopment() throws Exception {
    String lock =
        """
        [[package]]
        name = "a"
        version = "1.0"
        [package.dependencies]
        "B.b" = "*"
        extra = {version = "*", optional = true}
        [[package]]
        name = "b-b"
        version = "2.0"
        [[package]]
        name = "extra"
        version = "3.0"
        [[package]]
        name = "pytest"
        version = "4.0"
        """;
    DirectoryTree tree = DirectoryTree.empty().file("app/poetry.lock", lock);

    assertThat(RecordedDiscoveries.of(CATALOGER, tree).namesAndVersions()).hasSize(4);

    tree.file(
        "app/pyproject.toml",
        """
        [tool.poetry.dependencies]
        python = "^3.8"
        A = "^1.0"
        [tool.poetry.group.dev.dependencies]
        pytest = "*"
        """);
    assertThat(RecordedDiscoveries.of(CATALOGER, tree).namesAndVersions())
        .containsExactly("a 1.0", "b-b 2.0", "extra 3.0");

    tree.file("app/pyproject.toml", "[project]\ndependencies = ['b_b >= 1 ; os_name == \"x\"']\n");
    assertThat(RecordedDiscoveries.of(CATALOGER, tree).namesAndVersions())
        .containsExactly("b-b 2.0");

    tree.file("app/pyproject.toml", "no toml");
    assertThat(RecordedDiscoveries.of(CATALOGER, tree).namesAndVersions()).hasSize(4);
  }

  @Test
  void aCommitOfPoetryIsInThePurl() throws Exception {
    RecordedDiscoveries found =
        lock(
            "poetry.lock",
            """
            [[package]]
            name = "a"
            version = "1.0"
            [package.source]
            type = "git"
            url = "https://user:token@host/a.git"
            reference = "main"
            resolved_reference = "%s"
            """
                .formatted(COMMIT));

    assertThat(found.component("a").purl().qualifiers())
        .containsExactly(Map.entry("vcs_url", "git+https://host/a.git@" + COMMIT));
  }

  @Test
  void readsWhatTheProjectsOfAUvLockNeed() throws Exception {
    RecordedDiscoveries found =
        lock(
            "uv.lock",
            """
            version = 1
            [manifest]
            members = ["app", "member"]
            [[package]]
            name = "app"
            version = "0.1.0"
            source = { virtual = "." }
            dependencies = [{ name = "httpx", extra = ["socks"] }]
            [package.dev-dependencies]
            dev = [{ name = "pytest" }]
            [[package]]
            name = "member"
            version = "0.2.0"
            source = { editable = "packages/member" }
            dependencies = [{ name = "two", version = "2.0" }]
            [[package]]
            name = "httpx"
            version = "0.28.1"
            source = { registry = "https://pypi.org/simple" }
            [package.optional-dependencies]
            socks = [{ name = "socksio" }]
            [[package]]
            name = "socksio"
            version = "1.0.0"
            [[package]]
            name = "two"
            version = "1.0"
            [[package]]
            name = "two"
            version = "2.0"
            source = { git = "https://host/two?rev=main#%s" }
            [[package]]
            name = "pytest"
            version = "8.3.4"
            dependencies = [{ name = "two", version = "1.0" }]
            """
                .formatted(COMMIT));

    assertThat(found.namesAndVersions())
        .containsExactly("httpx 0.28.1", "member 0.2.0", "socksio 1.0.0", "two 2.0");
    assertThat(found.component("two").purl().qualifiers())
        .containsEntry("vcs_url", "git+https://host/two@" + COMMIT);
    assertThat(needs(found)).containsExactly("member > two");
  }

  @Test
  void readsTheUvLockOfAScript() throws Exception {
    assertThat(
            lock(
                    "tool.py.lock",
                    """
                    version = 1
                    [manifest]
                    requirements = [{ name = "rich", specifier = "*" }]
                    [[package]]
                    name = "rich"
                    version = "13.0"
                    [[package]]
                    name = "stray"
                    version = "1.0"
                    """)
                .namesAndVersions())
        .containsExactly("rich 13.0");
  }

  @Test
  void readsPdmLocks() throws Exception {
    String lock =
        """
        [metadata]
        groups = ["default", "dev", "lint", "socks"]
        lock_version = "4.5.0"
        [[package]]
        name = "requests"
        version = "2.27.1"
        groups = ["default"]
        dependencies = ["certifi>=2017.4.17", "idna<4,>=2.5; python_version >= \\"3\\""]
        [[package]]
        name = "requests"
        version = "2.27.1"
        extras = ["socks"]
        groups = ["socks"]
        dependencies = ["requests==2.27.1"]
        [[package]]
        name = "certifi"
        version = "2025.1.31"
        groups = ["default", "dev"]
        [[package]]
        name = "pytest"
        version = "3.2.5"
        groups = ["dev"]
        [[package]]
        name = "ruff"
        version = "0.1"
        groups = ["lint"]
        git = "https://github.com/astral-sh/ruff"
        revision = "%s"
        """
            .formatted(COMMIT);
    RecordedDiscoveries found = lock("pdm.lock", lock);

    assertThat(found.namesAndVersions())
        .containsExactly("certifi 2025.1.31", "requests 2.27.1", "ruff 0.1");
    assertThat(needs(found)).containsExactly("requests > certifi");

    DirectoryTree tree =
        DirectoryTree.empty()
            .file("app/pdm.lock", lock)
            .file(
                "app/pyproject.toml",
                "[dependency-groups]\nlint = ['ruff']\n[tool.pdm.dev-dependencies]\ndev = []\n");
    assertThat(RecordedDiscoveries.of(CATALOGER, tree).namesAndVersions())
        .containsExactly("certifi 2025.1.31", "requests 2.27.1");
  }

  @Test
  void readsPylocksForTheGroupsThatAreInstalledByDefault() throws Exception {
    RecordedDiscoveries found =
        lock(
            "pylock.web.toml",
            """
            lock-version = "1.0"
            created-by = "x"
            default-groups = ["default"]
            [[packages]]
            name = "a"
            version = "1.0"
            marker = "'default' in dependency_groups or 'dev' in dependency_groups"
            dependencies = [{ name = "b" }]
            [[packages]]
            name = "b"
            version = "2.0"
            marker = "sys_platform == 'win32'"
            [[packages]]
            name = "pytest"
            version = "3.0"
            marker = "('dev' in dependency_groups) and python_version > '3'"
            [[packages]]
            name = "c"
            vcs = { type = "git", url = "https://host/c", commit-id = "%s" }
            [[packages]]
            name = "here"
            directory = { path = "." }
            """
                .formatted(COMMIT));

    assertThat(found.namesAndVersions()).containsExactly("a 1.0", "b 2.0", "c ");
    assertThat(needs(found)).containsExactly("a > b");
    assertThat(CATALOGER.wants(entry("app/pylock.toml"))).isTrue();
    assertThat(CATALOGER.wants(entry("app/pylock.a.b.toml"))).isFalse();
    assertThat(CATALOGER.wants(entry("app/Cargo.toml"))).isFalse();
  }

  @Test
  void readsPipfileLocks() throws Exception {
    RecordedDiscoveries found =
        lock(
            "Pipfile.lock",
            """
            {"_meta": {"sources": [{"name": "pypi"}]},
             "default": {
               "requests": {"version": "==2.21.0", "markers": "python_version >= '3'"},
               "star": {"version": "*"},
               "local": {"editable": true, "path": "."},
               "repo": {"git": "https://host/repo.git", "ref": "%s"}},
             "web": {"django": {"version": "==2.2"}},
             "develop": {"pytest": {"version": "==5.0"}}}
            """
                .formatted(COMMIT));

    assertThat(found.namesAndVersions()).containsExactly("django 2.2", "repo ", "requests 2.21.0");
    assertThat(found.component("repo").purl().qualifiers())
        .containsEntry("vcs_url", "git+https://host/repo.git@" + COMMIT);
  }

  @Test
  void whatIsInstalledIsTheTruth() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("app/poetry.lock", POETRY)
            .file("usr/lib/python3/site-packages/pip-24.0.dist-info/METADATA", "Name: pip");
    assertThat(RecordedDiscoveries.of(CATALOGER, tree).components()).hasSize(4);

    tree.file("usr/lib/python3/site-packages/Flask-0.9.dist-info/METADATA", "Name: Flask");
    assertThat(RecordedDiscoveries.of(CATALOGER, tree).namesAndVersions())
        .as("one of four is installed, in another version")
        .containsExactly("click 8.1.8", "dotenv 0.9", "jinja2 3.1.5");

    tree.file("opt/venv/lib/Jinja2-2.0-py3.9.egg-info", "Name: jinja2");
    assertThat(RecordedDiscoveries.of(CATALOGER, tree).components())
        .as("half of it is installed: the rest was left out on purpose")
        .isEmpty();
  }

  @Test
  void theLockFileOfAnInstalledPackageIsItsOwnAffair() {
    assertThat(CATALOGER.wants(entry("usr/lib/python3/site-packages/a/poetry.lock"))).isFalse();
    assertThat(CATALOGER.wants(entry("app/node_modules/a/uv.lock"))).isFalse();
    assertThat(CATALOGER.wants(entry("app/my-site-packages/uv.lock"))).isTrue();
    assertThat(CATALOGER.wants(entry("uv.lock"))).isTrue();
    assertThat(CATALOGER.wants(entry("app/yarn.lock"))).isFalse();
  }

  @Test
  void whatCannotBeReadIsSaidAndTheRestGoesOn() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("a/poetry.lock", "[[package")
            .file("b/Pipfile.lock", "{")
            .file(
                "c/uv.lock", "[[package]]\nname = 'a b'\nversion = '1'\n[[package]]\nversion = 1\n")
            .file("d/pdm.lock", "[[package]]\nname = 'good'\nversion = '1'\n");
    RecordedDiscoveries found = RecordedDiscoveries.of(CATALOGER, tree);

    assertThat(found.namesAndVersions()).containsExactly("good 1");
    assertThat(found.unreadable()).hasSize(2);
    assertThat(found.unreadable().get(0)).startsWith("a/poetry.lock: ");
    assertThat(found.unreadable().get(1)).startsWith("b/Pipfile.lock: ");
  }

  @Test
  void readsWhatPixiLocksOfPython() throws Exception {
    RecordedDiscoveries found =
        lock(
            "pixi.lock",
            """
            version: 6
            packages:
            - conda: https://conda.anaconda.org/conda-forge/linux-64/bzip2-1.0.8-hda65f42_9.conda
              sha256: 245c9ee8d688e23661b95e3c6dd7272ca936fabc03d423cdb3cdee1bbcf9f2f2
            - pypi: https://files.pythonhosted.org/packages/5a/requests-2.33.0-py3-none-any.whl
              name: requests
              version: 2.33.0
              sha256: 245c9ee8d688e23661b95e3c6dd7272ca936fabc03d423cdb3cdee1bbcf9f2f2
              requires_dist:
              - certifi>=2017.4.17
              - chardet>=3 ; extra == 'chardet'
            - pypi: https://files.pythonhosted.org/packages/9a/certifi-2026.2.25-py3-none-any.whl
            - pypi: https://files.pythonhosted.org/packages/9a/numpy-2.4.3-cp312-cp312-win_amd64.whl
              name: numpy
              version: 2.4.3
            - pypi: git+https://example.org/own.git?rev=main#%s
              name: own
              version: '1.0'
            - kind: pypi
              name: old
              version: 0.9
              url: https://files.pythonhosted.org/packages/9a/old-0.9.tar.gz
            - kind: pypi
              name: text
              version: '0.9'
              url: https://files.pythonhosted.org/packages/9a/text-0.9.tar.gz
            - pypi: ./
              name: project
              version: 0.1.0
            """
                .formatted(COMMIT));

    assertThat(found.purls())
        .containsExactly(
            "pkg:pypi/certifi@2026.2.25",
            "pkg:pypi/old@0.9",
            "pkg:pypi/own@1.0?vcs_url=git%2Bhttps:%2F%2Fexample.org%2Fown.git%40" + COMMIT,
            "pkg:pypi/requests@2.33.0",
            "pkg:pypi/text@0.9");
    assertThat(needs(found)).containsExactly("requests > certifi");
    assertThat(found.component("requests").hashes()).hasSize(1);
  }

  @Test
  void readsWhatCondaLockHasOfPython() throws Exception {
    String entry =
        """
        - name: %s
          version: '1.0'
          manager: %s
          platform: %s
          dependencies: {other: '>=1'}
          url: https://example.org/x.whl
          category: %s
        """;
    RecordedDiscoveries found =
        lock(
            "x.conda-lock.yml",
            "version: 1\npackage:\n"
                + entry.formatted("one", "pip", "linux-64", "main")
                + entry.formatted("other", "pip", "linux-aarch64", "main")
                + entry.formatted("dev", "pip", "linux-64", "dev")
                + entry.formatted("mac", "pip", "osx-arm64", "main")
                + entry.formatted("conda", "conda", "linux-64", "main"));

    assertThat(found.namesAndVersions()).containsExactly("one 1.0", "other 1.0");
    assertThat(needs(found)).containsExactly("one > other");
  }

  @Test
  void readsWhatPipInstallsIntoAnEnvironmentOfConda() throws Exception {
    String environment =
        """
        name: shop
        dependencies:
        - zlib==1.3.1
        - pip
        - pip:
          - boto3==1.28.0
          - fastapi[all] == 0.100.0 ; python_version > "3"
          - free>=1.0
          - -r requirements.txt
          - git+https://host/x.git@%s#egg=x
        """
            .formatted(COMMIT);

    for (String name : List.of("environment.yml", "environment.yaml")) {
      assertThat(lock(name, environment).namesAndVersions())
          .containsExactly("boto3 1.28.0", "fastapi 0.100.0", "x ");
    }
    for (String other : List.of("{{ x }}\n- [", "dependencies: {pip: [a==1]}", "- pip: [a==1]")) {
      RecordedDiscoveries found = lock("environment.yaml", other);
      assertThat(found.components()).isEmpty();
      assertThat(found.unreadable()).isEmpty();
    }
  }

  @Test
  void manyOfOneNameThatManyNeedEndQuickly() throws Exception {
    StringBuilder lock = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      lock.append("[[package]]\nname = 'a'\nversion = '").append(i).append("'\n");
      lock.append("source = { virtual = '.' }\n");
      lock.append("dependencies = [{ name = 'a', version = 'x' }, { name = 'a' }]\n");
    }

    assertThat(lock("uv.lock", lock.toString()).unreadable()).isEmpty();
  }

  @Test
  void damagedLockFilesEndInAResultOrAnUnreadable() throws Exception {
    for (String name : List.of("poetry.lock", "pdm.lock", "uv.lock", "pylock.toml")) {
      String text = POETRY + "[[packages]]\nname='a'\nmarker=\"('a' in dependency_groups\"\n";
      survives(name, text);
    }
    survives("pixi.lock", "packages:\n- pypi: https://x/a-1.0.tar.gz\n  name: a\n  version: '1'\n");
    survives(
        "environment.yml", "dependencies:\n- a=1\n- pip:\n  - a==1\n  - ./a-1-py3-none-any.whl\n");
    survives("Pipfile.lock", "{\"default\": {\"a\": {\"version\": \"==1\", \"git\": \"x\"}}}");
  }

  private static void survives(String name, String text) throws InterruptedException {
    try (Stream<byte[]> damaged = Mutations.of(text.getBytes(StandardCharsets.UTF_8), 7, 1_000)) {
      for (byte[] bytes : (Iterable<byte[]>) damaged::iterator) {
        DirectoryTree tree = DirectoryTree.empty().file(name, bytes).file("pyproject.toml", bytes);
        RecordedDiscoveries.of(CATALOGER, tree);
      }
    }
  }

  private static RecordedDiscoveries lock(String name, String text) throws InterruptedException {
    return RecordedDiscoveries.of(CATALOGER, DirectoryTree.empty().file("app/" + name, text));
  }

  private static LayerEntry entry(String path) {
    return new LayerEntry(path, LayerEntry.Type.FILE, 1, 0644, null, 0);
  }

  private static List<String> needs(RecordedDiscoveries found) {
    return found.dependencies().stream()
        .map(one -> one.from().name() + " > " + one.to().name())
        .sorted()
        .toList();
  }
}
