package dev.drydock.catalog.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class PythonCatalogersTest {
  private static final String SITE = "usr/lib/python3/site-packages/";
  private static final PythonPackageCataloger INSTALLED =
      new PythonPackageCataloger(Limits.defaults());
  private static final PythonArchiveCataloger ARCHIVES =
      new PythonArchiveCataloger(Limits.defaults());
  private static final PythonApplicationCataloger APPLICATIONS =
      new PythonApplicationCataloger(Limits.defaults());

  @Test
  void aDistributionIsFoundByItsMetadata() throws Exception {
    String path = SITE + "Zope.Interface_x-1.0.dist-info/METADATA";

    Component component =
        run(DirectoryTree.empty().layer(2).file(path, metadata("Zope.Interface_x", "1.0")))
            .component("Zope.Interface_x");

    assertThat(component.version()).isEqualTo("1.0");
    assertThat(component.purl()).hasToString("pkg:pypi/zope-interface-x@1.0");
    assertThat(component.licences()).containsExactly("MIT");
    assertThat(component.locations()).containsExactly(new Location(path, 2));
    assertThat(component.evidence()).isEqualTo(new Evidence("python-package", "METADATA"));
  }

  @Test
  void metadataLiesInManyPlaces() throws Exception {
    DirectoryTree tree = DirectoryTree.empty();
    List<String> telling =
        List.of(
            "a-1.dist-info/METADATA",
            "b.egg-info/PKG-INFO",
            "c.egg-info/METADATA",
            "d-1.egg/EGG-INFO/PKG-INFO",
            "e/DIST-INFO/METADATA",
            "f/dist-info/METADATA",
            "g-1-py3.9.egg-info");
    for (String path : telling) {
      tree.file(SITE + path, metadata(path.substring(0, 1), "1"));
    }
    for (String path :
        List.of("h.egg-info/PKG-INFO-INVALID", "i/PKG-INFO", "j/METADATA", "k.egg-info/x.txt")) {
      tree.file(SITE + path, metadata("wrong", "1"));
    }

    assertThat(run(tree).namesAndVersions())
        .containsExactly("a 1", "b 1", "c 1", "d 1", "e 1", "f 1", "g 1");
  }

  @Test
  void severalInterpretersAndVirtualEnvironmentsKeepTheirOwn() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("usr/lib/python3.9/site-packages/a.dist-info/METADATA", metadata("a", "1"))
            .file("opt/venv/lib/python3.11/site-packages/a.dist-info/METADATA", metadata("a", "1"))
            .file(
                "opt/venv2/lib/python3.11/site-packages/a.dist-info/METADATA", metadata("a", "2"));

    assertThat(run(tree).namesAndVersions()).containsExactly("a 1", "a 1", "a 2");
  }

  @Test
  void pythonItselfIsNoDistribution() throws Exception {
    RecordedDiscoveries found =
        run(
            DirectoryTree.empty()
                .file(
                    "usr/lib/python2.7/lib-dynload/Python-2.7.egg-info",
                    metadata("Python", "2.7")));

    assertThat(found.components()).isEmpty();
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void anEggWithoutVersionIsUnreadableUnlessItsNameTells() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(SITE + "a-1.2.3-py3.9.egg-info/PKG-INFO", "Name: a\n")
            .file(SITE + "b-2.0.egg-info", "Name: b\n")
            .file(SITE + "c.egg-info", "Name: c\n")
            .file(SITE + "d-1.egg-info", "Version: 1\n");

    RecordedDiscoveries found = run(tree);

    assertThat(found.namesAndVersions()).containsExactly("a 1.2.3", "b 2.0");
    assertThat(found.unreadable())
        .containsExactly(
            SITE + "c.egg-info: tells no version of the Python distribution c",
            SITE + "d-1.egg-info: names no Python distribution: it has no header Name");
  }

  @Test
  void aDirectUrlTellsRepositoryAndCommit() throws Exception {
    String folder = SITE + "a-1.dist-info/";
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(folder + "METADATA", metadata("a", "1"))
            .file(
                folder + "direct_url.json",
                "{\"url\":\"https://host/a.git\",\"vcs_info\":{\"vcs\":\"git\",\"commit_id\":\"abc\"}}")
            .file(SITE + "b-1.dist-info/METADATA", metadata("b", "1"))
            .file(SITE + "b-1.dist-info/direct_url.json", "{\"url\":\"file:///b\",\"dir_info\":{}}")
            .file(SITE + "c-1.dist-info/METADATA", metadata("c", "1"))
            .file(SITE + "c-1.dist-info/direct_url.json", "{");

    RecordedDiscoveries found = run(tree);

    assertThat(found.component("a").purl().qualifiers())
        .containsEntry("vcs_url", "git+https://host/a.git@abc");
    assertThat(found.component("b").purl()).hasToString("pkg:pypi/b@1");
    assertThat(found.component("c").purl()).hasToString("pkg:pypi/c@1");
    assertThat(found.unreadable()).hasSize(1);
  }

  @Test
  void aDamagedRecordChangesNothing() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(SITE + "a-1.dist-info/METADATA", metadata("a", "1"))
            .file(SITE + "a-1.dist-info/RECORD", "\"\"\",,,\u0000");

    assertThat(run(tree).namesAndVersions()).containsExactly("a 1");
  }

  @Test
  void wheelsAndZippedEggsAreRead() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("w/a-1-py3-none-any.whl", zip("a-1.dist-info/METADATA", metadata("a", "1")))
            .file("w/b-1-py2.7.egg", zip("EGG-INFO/PKG-INFO", metadata("b", "1")))
            .file("w/c-1-py2.7.egg", zip("EGG-INFO/PKG-INFO", "Name: c\n"))
            .file("w/d.egg", "(a text of Chicken Scheme)")
            .file("w/e.whl", zip("e/_vendor/x-1.dist-info/METADATA", metadata("no", "1")));

    RecordedDiscoveries found = CatalogerRun.over(tree, ARCHIVES);

    assertThat(found.namesAndVersions()).containsExactly("a 1", "b 1", "c 1");
    assertThat(found.component("a").evidence())
        .isEqualTo(new Evidence("python-archive", "METADATA"));
    assertThat(found.unreadable())
        .containsExactly("w/e.whl: holds no metadata of a Python distribution");
  }

  @Test
  void whatIsInstalledInApplicationsOfOneFileIsFound() throws Exception {
    byte[] application =
        zip(
            Map.of(
                "a-1.dist-info/METADATA", metadata("a", "1"),
                "site-packages/b-1.dist-info/METADATA", metadata("b", "1"),
                ".deps/c-1-py3-none-any.whl/c-1.dist-info/METADATA", metadata("c", "1"),
                ".bootstrap/pex/vendor/pip-20.dist-info/METADATA", metadata("pip", "20"),
                ".dist-info/METADATA", metadata("d", "1"),
                "e/METADATA", metadata("e", "1")));
    byte[] line = "#!/usr/bin/env python3\n".getBytes(StandardCharsets.UTF_8);
    byte[] program = Arrays.copyOf(line, line.length + application.length);
    System.arraycopy(application, 0, program, line.length, application.length);

    for (byte[] bytes : List.of(application, program)) {
      RecordedDiscoveries found =
          CatalogerRun.over(DirectoryTree.empty().file("app/shop.pex", bytes), APPLICATIONS);

      assertThat(found.namesAndVersions()).containsExactly("a 1", "b 1", "c 1");
      assertThat(found.component("b").locations())
          .containsExactly(new Location("app/shop.pex!/site-packages/b-1.dist-info/METADATA", 0));
      assertThat(found.component("b").evidence())
          .isEqualTo(new Evidence("python-application", "METADATA"));
      assertThat(found.unreadable()).isEmpty();
    }
    assertThat(
            CatalogerRun.over(
                    DirectoryTree.empty().file("x.pyz", "text of something"), APPLICATIONS)
                .unreadable())
        .isEmpty();
  }

  @Test
  void damagedWheelsGiveAResultOrAnIOException() throws Exception {
    byte[] good = zip("a-1.dist-info/METADATA", metadata("a", "1"));

    Mutations.of(good, 13, 5_000)
        .forEach(
            bytes -> {
              try {
                CatalogerRun.file(ARCHIVES, "a-1.whl", bytes);
              } catch (IOException e) {
                assertThat(e.getMessage()).startsWith("a-1.whl");
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static RecordedDiscoveries run(DirectoryTree tree) throws InterruptedException {
    return CatalogerRun.over(tree, INSTALLED);
  }

  private static String metadata(String name, String version) {
    return "Metadata-Version: 2.1\nName: %s\nVersion: %s\nLicense: MIT\n\nText\n"
        .formatted(name, version);
  }

  private static byte[] zip(String name, String content) throws IOException {
    return zip(Map.of(name, content));
  }

  private static byte[] zip(Map<String, String> members) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> member : new TreeMap<>(members).entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }
}
