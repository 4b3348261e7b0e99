package dev.drydock.catalog.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import org.junit.jupiter.api.Test;

/// Distributions that are pinned by the address of an archive alone, whose name has the version.
class PythonLockedArchivesTest {

  @Test
  void pylockLeavesTheVersionToTheArchive() throws Exception {
    assertThat(
            lock(
                "pylock.toml",
                """
                lock-version = "1.0"
                [[packages]]
                name = "by-name"
                wheels = [{name = "by_name-1.0-py3-none-any.whl", url = "https://host/w"}]
                [[packages]]
                name = "by-url"
                archive = {url = "https://host/by_url-2.0.tar.gz"}
                [[packages]]
                name = "by-path"
                sdist = {path = "dist/by-path-3.0.zip"}
                [[packages]]
                name = "written"
                version = "4.0"
                wheels = [{name = "written-4.1-py3-none-any.whl"}]
                [[packages]]
                name = "folder"
                directory = {path = "folder"}
                [[packages]]
                name = "other"
                archive = {url = "https://host/main.tar.gz"}
                """))
        .containsExactly("by-name 1.0", "by-path 3.0", "by-url 2.0", "written 4.0");
  }

  @Test
  void pipfileLockNamesTheFile() throws Exception {
    assertThat(
            lock(
                "Pipfile.lock",
                """
                {"_meta": {}, "default": {
                  "app": {"file": "https://host/app-1.0-py3-none-any.whl"},
                  "other": {"file": "https://host/main.zip"},
                  "local": {"path": "./wheels/local-2.0-py3-none-any.whl"},
                  "source": {"path": "source-3.0.tar.gz"},
                  "here": {"path": "."}}}
                """))
        .containsExactly("app 1.0", "local 2.0", "source 3.0");
  }

  @Test
  void requirementsMayBeAddresses() throws Exception {
    RecordedDiscoveries found =
        RecordedDiscoveries.of(
            new PythonRequirementsCataloger(Limits.defaults()),
            DirectoryTree.empty()
                .file(
                    "app/requirements.txt",
                    """
                    https://host/torch-1.8.1%2Bcpu-cp38-cp38-linux_x86_64.whl
                    http://host/named-2.0.tar.gz#sha256=aa&egg=named
                    source @ https://host/source-3.0.zip
                    -e https://host/edited-4.0.tgz#egg=edited[extra]
                    https://host/unnamed-5.0.tar.gz
                    https://host/archive/main.zip#egg=moving
                    """));

    assertThat(found.namesAndVersions())
        .containsExactly("edited 4.0", "named 2.0", "source 3.0", "torch 1.8.1+cpu");
  }

  @Test
  void requirementsMayBePathsOfWheels() throws Exception {
    RecordedDiscoveries found =
        RecordedDiscoveries.of(
            new PythonRequirementsCataloger(Limits.defaults()),
            DirectoryTree.empty()
                .file(
                    "app/requirements.txt",
                    """
                    ./wheels/here-6.0-py3-none-any.whl
                    file:///wheels/there-7.0-py3-none-any.whl
                    bare-8.0-py3-none-any.whl ; python_version > "3"
                    wheels/extra-9.0-1-py3-none-any.whl[a,b];os_name=="posix"
                    ./wheels/hashed-10.0-py3-none-any.whl --hash=sha256:aa
                    name@file:./name-11.0-py3-none-any.whl
                    ./archives/unnamed-12.0.tar.gz
                    ./archives/odd.whl
                    ./wheels/windows-13.0-py3-none-win_amd64.whl
                    ftp://host/elsewhere-14.0-py3-none-any.whl
                    """));

    assertThat(found.namesAndVersions())
        .containsExactly(
            "bare 8.0", "extra 9.0", "hashed 10.0", "here 6.0", "name 11.0", "there 7.0");
  }

  private static Iterable<String> lock(String name, String text) throws InterruptedException {
    return RecordedDiscoveries.of(
            new PythonLockCataloger(Limits.defaults()),
            DirectoryTree.empty().file("app/" + name, text))
        .namesAndVersions();
  }
}
