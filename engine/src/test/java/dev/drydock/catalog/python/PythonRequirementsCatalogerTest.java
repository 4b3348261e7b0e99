package dev.drydock.catalog.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PythonRequirementsCatalogerTest {
  private static final String COMMIT = "84748be16341b76e073d117329f7f5f4ee2941ad";
  private static final PythonRequirementsCataloger CATALOGER =
      new PythonRequirementsCataloger(Limits.defaults());

  private static final String FILE =
      """
      # comment == 1.0
      --index-url https://example.org/simple
      Exact==1.0
      very.exact === 2.0-local  # why
      spaced [security,socks] == 3.0 ; python_version < "3"
      braces (==4.0)
      both>=1,==5.0,!=5.1
      continued \\
          == 6.0 \\
          --hash=sha256:aa \\
          --hash=sha256:bb
      hashed==7.0 --hash=sha256:cc
      options==9.0 -C build=fast
      also == 10.0 @ git+https://host/also.git@v10
      wheel @ https://host/wheel-8.0%2Bcpu-py3-none-any.whl#sha256=dd
      repo @ git+https://user@host/repo.git@COMMIT ; os_name == "posix"
      -e git+ssh://git@host/edit.git@COMMIT#egg=edit&subdirectory=x
      git+https://host/bare.git@COMMIT#egg=bare[extra]
      """
          .replace("COMMIT", COMMIT);

  @Test
  void readsExactPins() throws Exception {
    RecordedDiscoveries found = requirements(FILE);

    assertThat(found.namesAndVersions())
        .containsExactly(
            "Exact 1.0",
            "also 10.0",
            "bare ",
            "both 5.0",
            "braces 4.0",
            "continued 6.0",
            "edit ",
            "hashed 7.0",
            "options 9.0",
            "repo ",
            "spaced 3.0",
            "very.exact 2.0-local",
            "wheel 8.0+cpu");
    assertThat(found.component("repo").purl().toString())
        .isEqualTo("pkg:pypi/repo?vcs_url=git%2Bhttps:%2F%2Fhost%2Frepo.git%40" + COMMIT);
    assertThat(found.component("edit").purl().qualifiers())
        .containsEntry("vcs_url", "git+ssh://host/edit.git@" + COMMIT);
    assertThat(found.component("very.exact").purl().name()).isEqualTo("very-exact");
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void whatIsNotPinnedIsNotReported() throws Exception {
    assertThat(
            requirements(
                    """
                    plain
                    least >= 1.0
                    wild == 1.*
                    near ~= 1.0
                    contradiction == 1, == 2
                    branch @ git+https://host/branch.git@main
                    archive @ https://host/archive/1.26.8.zip
                    ./downloads/numpy-1.9.2-cp34-none-win32.whl
                    http://host/wx-3.0-cp34-none-win_amd64.whl
                    http://host/wx-3.0-cp34-none-macosx_10_9_x86_64.whl
                    -e .
                    $NAME==1.0
                    a sentence == 1.0
                    ==1.0
                    -r
                    """)
                .components())
        .isEmpty();
  }

  @Test
  void followsIncludesAndAppliesConstraints() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("app/requirements.txt", "-r deps/base.txt\n--constraint=pins.txt\nfree\na==1.0\n")
            .file("app/deps/base.txt", "--requirement ../requirements.txt\nbase==2.0\n")
            .file("app/pins.txt", "free==3.0\nunused==4.0\na==9\n-c more.txt\n")
            .file("app/more.txt", "-c pins.txt\nbase==9\n");
    RecordedDiscoveries found = RecordedDiscoveries.of(CATALOGER, tree);

    assertThat(found.namesAndVersions()).containsExactly("a 1.0", "base 2.0", "free 3.0");
    Component base = found.component("base");
    assertThat(base.locations()).containsExactly(new Location("app/deps/base.txt", 0));
  }

  @Test
  void includesDoNotLeadOutOfTheTree() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(
                "requirements.txt",
                "-r ../../other.txt\n-r https://host/x.txt\n-r gone.txt\n-r /abs.txt\n")
            .file("other.txt", "b==1\n")
            .file("abs.txt", "c==1\n");

    assertThat(RecordedDiscoveries.of(CATALOGER, tree).namesAndVersions())
        .containsExactly("b 1", "c 1");
  }

  @Test
  void filesForDevelopmentCountWhereTheyAreIncluded() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("app/requirements-dev.txt", "dev==1\n")
            .file("app/requirements/test.txt", "test==1\n")
            .file("app/requirements/production.txt", "-r web.txt\nproduction==1\n")
            .file("app/requirements/web.txt", "web==1\n")
            .file("docs/requirements.txt", "docs==1\n")
            .file("constraints.txt", "constrained==1\n");
    assertThat(RecordedDiscoveries.of(CATALOGER, tree).namesAndVersions())
        .containsExactly("production 1", "web 1");

    tree.file("app/requirements.txt", "-r requirements-dev.txt\n");
    assertThat(RecordedDiscoveries.of(CATALOGER, tree).namesAndVersions())
        .containsExactly("dev 1", "production 1", "web 1");
  }

  @Test
  void readsUtf16() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(
                "a/requirements.txt", "\ufeffattrs==20.3.0\r\n".getBytes(StandardCharsets.UTF_16LE))
            .file("b/requirements.txt", "\ufeffb==1\r\n".getBytes(StandardCharsets.UTF_16BE))
            .file("c/requirements.txt", "\ufeffc==1\r\n");

    assertThat(RecordedDiscoveries.of(CATALOGER, tree).namesAndVersions())
        .containsExactly("attrs 20.3.0", "b 1", "c 1");
  }

  @Test
  void whatIsInstalledIsTheTruth() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("app/requirements.txt", "my_app==1.0\npywin32==2.0\n")
            .file("opt/venv/lib/python3/site-packages/My.App-1.1.dist-info/METADATA", "x");

    assertThat(RecordedDiscoveries.of(CATALOGER, tree).components()).isEmpty();
  }

  @Test
  void wantsRequirementsFilesByName() {
    for (String path :
        new String[] {
          "requirements.txt",
          "app/Requirements.txt",
          "app/prod-requirements.txt",
          "app/requirements/base.txt",
          "requirements/base.txt",
          "app/requirements.lock",
          "app/constraints.txt"
        }) {
      assertThat(wants(path)).as(path).isTrue();
    }
    for (String path :
        new String[] {
          "app/README.txt",
          "app/myrequirements/base.txt",
          "usr/lib/site-packages/x/requirements.txt"
        }) {
      assertThat(wants(path)).as(path).isFalse();
    }
  }

  @Test
  void damagedFilesEndInAResult() throws Exception {
    byte[] bytes = (FILE + "-r more.txt\n-c requirements.txt\n").getBytes(StandardCharsets.UTF_8);
    try (Stream<byte[]> damaged = Mutations.of(bytes, 11, 3_000)) {
      for (byte[] one : (Iterable<byte[]>) damaged::iterator) {
        RecordedDiscoveries.of(CATALOGER, DirectoryTree.empty().file("requirements.txt", one));
      }
    }
  }

  @Test
  void filesThatIncludeEachOtherManyTimesEndQuickly() throws Exception {
    DirectoryTree tree = DirectoryTree.empty();
    StringBuilder all = new StringBuilder("one==1\n");
    for (int i = 0; i < 300; i++) {
      all.append("-r ").append(i).append("-requirements.txt\n-c ");
      all.append(i).append("-requirements.txt\n");
    }
    for (int i = 0; i < 300; i++) {
      tree.file(i + "-requirements.txt", all.toString());
    }
    tree.file("requirements.txt", all.toString());

    assertThat(RecordedDiscoveries.of(CATALOGER, tree).namesAndVersions()).contains("one 1");
  }

  private static boolean wants(String path) {
    LayerEntry file = new LayerEntry(path, LayerEntry.Type.FILE, 1, 0644, null, 0);
    return CATALOGER.fileNames().accept(file.name()) && CATALOGER.wants(file);
  }

  private static RecordedDiscoveries requirements(String text) throws InterruptedException {
    return RecordedDiscoveries.of(
        CATALOGER, DirectoryTree.empty().file("app/requirements.txt", text));
  }
}
