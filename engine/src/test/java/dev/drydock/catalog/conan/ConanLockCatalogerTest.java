package dev.drydock.catalog.conan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConanLockCatalogerTest {
  private static final ConanLockCataloger CATALOGER = new ConanLockCataloger(Limits.defaults());

  private static final String LOCK =
      """
      {"graph_lock": {"nodes": {
        "0": {"ref": "app/1.0", "path": "conanfile.py", "context": "host", "requires": ["1", "2"]},
        "1": {"ref": "mfast/1.2.2@me/stable#c6f6387c", "requires": ["2", "9"], "context": "host"},
        "2": {"pref": "zlib/1.2.11#5f49:19729b95#58846c", "modified": "built"},
        "3": {"ref": "cmake/3.23.5#5f18", "context": "build"},
        "4": {"options": ""}, "5": {"ref": "nothing"}, "6": 7}},
       "version": "0.4"}
      """;

  @Test
  void readsTheGraphOfConan1WithoutTheProjectAndToolsForBuilding() throws Exception {
    RecordedDiscoveries found = lock(LOCK);

    assertThat(found.purls())
        .containsExactly(
            "pkg:conan/me/mfast@1.2.2?channel=stable&rrev=c6f6387c",
            "pkg:conan/zlib@1.2.11?rrev=5f49");
    assertThat(found.component("mfast").locations())
        .containsExactly(new Location("app/conan.lock", 0));
    assertThat(found.component("mfast").evidence())
        .isEqualTo(new Evidence("conan-lock", "conan.lock"));
    assertThat(found.dependencies().stream().map(d -> d.from().name() + " > " + d.to().name()))
        .containsExactly("mfast > zlib");
  }

  @Test
  void whatHasAPathIsAPackageInEditableModeWhereItIsRequired() throws Exception {
    RecordedDiscoveries found =
        lock(
            """
            {"graph_lock": {"nodes": {
              "0": {"ref": "app/1.0", "path": "conanfile.py", "requires": ["1"]},
              "1": {"ref": "png/1.6@me/edit", "path": "../png/conanfile.py", "requires": ["2"]},
              "2": {"ref": "zlib/1.3"}}}, "version": "0.4"}
            """);

    assertThat(found.purls())
        .containsExactly("pkg:conan/me/png@1.6?channel=edit", "pkg:conan/zlib@1.3");
    assertThat(found.dependencies().stream().map(d -> d.from().name() + " > " + d.to().name()))
        .containsExactly("png > zlib");
  }

  @Test
  void whatOnlyToolsNeedIsLeftOutAlsoWhereNothingElseMarksThem() throws Exception {
    assertThat(
            lock("""
                 {"graph_lock": {"nodes": {
                   "0": {"ref": "app/1.0", "path": "conanfile.py", "requires": ["1"],
                         "build_requires": ["3"], "context": "host"},
                   "1": {"ref": "png/1.6", "requires": ["2"], "build_requires": ["4"], "context": "host"},
                   "2": {"ref": "zlib/1.3", "context": "host"},
                   "3": {"ref": "cmake/3.28.1", "requires": ["2", "5"], "context": "host"},
                   "4": {"ref": "nasm/2.16", "context": "host"},
                   "5": {"ref": "openssl/3.2.1", "requires": ["2"], "context": "host"},
                   "6": {"ref": "gone/1.0", "context": "host"}}}, "version": "0.4"}
                 """)
                .namesAndVersions())
        .containsExactly("gone 1.0", "png 1.6", "zlib 1.3");
  }

  @Test
  void readsRequiresOfTheFirstFormat() throws Exception {
    RecordedDiscoveries found =
        lock(
            """
            {"graph_lock": {"nodes": {
              "a": {"pref": "png/1.6#0f:1#2", "path": "png", "requires": {"zlib/1.3#0e": "b", "x/1": 7}},
              "b": {"pref": "zlib/1.3#0e:3#4"},
              "c": {"pref": null, "path": "app", "requires": {"png/1.6": "a"}}}}}
            """);

    assertThat(found.purls())
        .containsExactly("pkg:conan/png@1.6?rrev=0f", "pkg:conan/zlib@1.3?rrev=0e");
    assertThat(found.dependencies().stream().map(d -> d.from().name() + " > " + d.to().name()))
        .containsExactly("png > zlib");
  }

  @Test
  void readsTheListOfConan2WithoutToolsForBuilding() throws Exception {
    assertThat(
            lock("""
                    {"version": "0.5",
                     "requires": ["sound32/1.0#83d4%1675278904.0791488", "matrix/1.3",
                       "ours/2.0@me#905c", "bad", "a/b/c", 7],
                     "build_requires": ["automake/1.16.5#058b%1701120593.68"],
                     "python_requires": ["recipes/0.1"], "config_requires": []}
                    """)
                .purls())
        .containsExactly(
            "pkg:conan/matrix@1.3",
            "pkg:conan/me/ours@2.0?rrev=905c",
            "pkg:conan/sound32@1.0?rrev=83d4");
  }

  @Test
  void aFileThatIsNoJsonIsUnreadable() throws Exception {
    assertThat(lock("{\"requires\": [").unreadable()).hasSize(1);
    assertThat(lock("{\"requires\": {}, \"graph_lock\": []}").unreadable()).isEmpty();
  }

  @Test
  void damagedDocumentsGiveAResultOrAreUnreadable() {
    Mutations.of(LOCK.getBytes(StandardCharsets.UTF_8), 6, 4_000)
        .forEach(
            bytes -> {
              try {
                CatalogerRun.over(DirectoryTree.empty().file("app/conan.lock", bytes), CATALOGER);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static RecordedDiscoveries lock(String text) throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file("app/conan.lock", text), CATALOGER);
  }
}
