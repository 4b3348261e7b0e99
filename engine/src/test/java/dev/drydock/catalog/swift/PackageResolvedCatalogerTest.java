package dev.drydock.catalog.swift;

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

class PackageResolvedCatalogerTest {
  private static final PackageResolvedCataloger CATALOGER =
      new PackageResolvedCataloger(Limits.defaults());

  private static final String LOCK =
      """
      {"originHash": "ea83", "version": 3, "pins": [
        {"identity": "swift-syntax", "kind": "remoteSourceControl",
         "location": "https://github.com/apple/swift-syntax.git",
         "state": {"revision": "64889f0c732f210a935a0ad7cda38f77f876262d", "version": "509.1.1"}},
        {"identity": "mmio", "kind": "remoteSourceControl",
         "location": "https://token@github.com/apple/swift-mmio",
         "state": {"branch": "main", "revision": "80c109b87511041338a4d8d88064088c8dfc079b"}},
        {"identity": "swift-ogg", "kind": "remoteSourceControl",
         "location": "git@github.com:element-hq/swift-ogg.git/",
         "state": {"branch": "0.0.1", "revision": "e9a9"}},
        {"identity": "ported", "kind": "remoteSourceControl",
         "location": "ssh://git@git.example.org:2222/group/sub/ported.git",
         "state": {"revision": "e9a9", "version": "1.0.0-beta.1"}},
        {"identity": "mona.LinkedList", "kind": "registry", "location": "",
         "state": {"version": "1.2.0"}},
        {"identity": "here", "kind": "localSourceControl", "location": "/Users/me/here",
         "state": {"revision": "e9a9", "version": "2.0.0"}},
        {"kind": "registry"}, {}, 7]}
      """;

  @Test
  void namesPackagesByTheAddressOfTheirRepository() throws Exception {
    RecordedDiscoveries found = lock(LOCK);

    assertThat(found.purls())
        .containsExactly(
            "pkg:swift/git.example.org/group/sub/ported@1.0.0-beta.1",
            "pkg:swift/github.com/apple/swift-mmio?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fapple"
                + "%2Fswift-mmio%4080c109b87511041338a4d8d88064088c8dfc079b",
            "pkg:swift/github.com/apple/swift-syntax@509.1.1",
            "pkg:swift/github.com/element-hq/swift-ogg@0.0.1",
            "pkg:swift/here@2.0.0",
            "pkg:swift/mona/LinkedList@1.2.0");
    assertThat(found.component("github.com/apple/swift-syntax").locations())
        .containsExactly(new Location("app/Package.resolved", 0));
    assertThat(found.component("github.com/apple/swift-syntax").evidence())
        .isEqualTo(new Evidence("swift-package-resolved", "Package.resolved"));
  }

  @Test
  void readsVersion1() throws Exception {
    assertThat(
            lock("""
                    {"object": {"pins": [
                      {"package": "Nimble", "repositoryURL": "https://github.com/Quick/Nimble.git",
                       "state": {"branch": null, "revision": "c93f", "version": "9.2.1"}},
                      {"package": "Quick", "repositoryURL": "https://github.com/Quick/Quick",
                       "state": {"branch": "main", "revision": "494e", "version": null}}]},
                     "version": 1}
                    """)
                .namesAndVersions())
        .containsExactly("github.com/Quick/Nimble 9.2.1", "github.com/Quick/Quick ");
  }

  @Test
  void lockFilesOfCheckoutsAreNotTheProjects() throws Exception {
    assertThat(
            CatalogerRun.over(
                    DirectoryTree.empty()
                        .file(".build/checkouts/vapor/Package.resolved", LOCK)
                        .file("app/.build/checkouts/vapor/Package.resolved", LOCK)
                        .file("app/SourcePackages/checkouts/vapor/Package.resolved", LOCK),
                    CATALOGER)
                .components())
        .isEmpty();
    assertThat(
            CatalogerRun.over(
                    DirectoryTree.empty().file("srv/checkouts/app/Package.resolved", LOCK),
                    CATALOGER)
                .components())
        .isNotEmpty();
  }

  @Test
  void aFileThatIsNoJsonIsUnreadable() throws Exception {
    assertThat(lock("{\"pins\": [").unreadable()).hasSize(1);
    assertThat(lock("{\"pins\": {}, \"object\": []}").unreadable()).isEmpty();
  }

  @Test
  void damagedDocumentsGiveAResultOrAreUnreadable() {
    Mutations.of(LOCK.getBytes(StandardCharsets.UTF_8), 4, 4_000)
        .forEach(
            bytes -> {
              try {
                CatalogerRun.over(
                    DirectoryTree.empty().file("app/Package.resolved", bytes), CATALOGER);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static RecordedDiscoveries lock(String text) throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file("app/Package.resolved", text), CATALOGER);
  }
}
