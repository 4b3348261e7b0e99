package dev.drydock.catalog.cocoapods;

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

class PodfileLockCatalogerTest {
  private static final PodfileLockCataloger CATALOGER = new PodfileLockCataloger(Limits.defaults());

  private static final String LOCK =
      """
      PODS:
        - AppCenter (4.2.0):
          - AppCenter/Analytics (= 4.2.0)
          - "GoogleUtilities/NSData+zlib (~> 7.0)"
        - AppCenter/Analytics (4.2.0)
        - "GoogleUtilities/NSData+zlib (7.10)"
        - Own (1.0.0-beta.1):
          - AppCenter
        - Own/Part/Deep (1.0.0-beta.1)
        - /podless (1.0)
        - nameless

      DEPENDENCIES:
        - AppCenter
        - "Own (from `https://github.com/example/own.git`, branch `main`)"

      EXTERNAL SOURCES:
        Own:
          :branch: main
          :git: https://github.com/example/own.git

      CHECKOUT OPTIONS:
        Own:
          :commit: 027dbe2e56397b534e859fc283990cad1b6addd6
          :git: https://github.com/example/own.git

      SPEC CHECKSUMS:
        AppCenter: 00

      COCOAPODS: 1.11.2
      """;

  @Test
  void readsPodsAndSubspecsAndWhatTheyNeed() throws Exception {
    RecordedDiscoveries found = lock(LOCK);

    String own =
        "pkg:cocoapods/Own@1.0.0-beta.1?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fexample%2Fown.git"
            + "%40027dbe2e56397b534e859fc283990cad1b6addd6";
    assertThat(found.purls())
        .containsExactly(
            "pkg:cocoapods/AppCenter@4.2.0",
            "pkg:cocoapods/AppCenter@4.2.0#Analytics",
            "pkg:cocoapods/GoogleUtilities@7.10#NSData%2Bzlib",
            own,
            own + "#Part/Deep");
    assertThat(found.component("AppCenter").locations())
        .containsExactly(new Location("app/Podfile.lock", 0));
    assertThat(found.component("AppCenter").evidence())
        .isEqualTo(new Evidence("podfile-lock", "Podfile.lock"));
    assertThat(found.dependencies().stream().map(d -> d.from().name() + " > " + d.to().name()))
        .containsExactly(
            "AppCenter > AppCenter/Analytics",
            "AppCenter > GoogleUtilities/NSData+zlib",
            "Own > AppCenter");
  }

  @Test
  void lockFilesInPackagesOfNpmAreNotTheProjects() throws Exception {
    assertThat(
            CatalogerRun.over(
                    DirectoryTree.empty()
                        .file("node_modules/one/example/ios/Podfile.lock", LOCK)
                        .file("app/node_modules/@me/two/Podfile.lock", LOCK),
                    CATALOGER)
                .components())
        .isEmpty();
  }

  @Test
  void aFileThatIsNoYamlIsUnreadable() throws Exception {
    assertThat(lock("PODS: [").unreadable()).hasSize(1);
    assertThat(lock("PODS: {a: 1}\n").components()).isEmpty();
    assertThat(lock("COCOAPODS: 1.11.2\n").unreadable()).isEmpty();
  }

  @Test
  void damagedDocumentsGiveAResultOrAreUnreadable() {
    Mutations.of(LOCK.getBytes(StandardCharsets.UTF_8), 5, 4_000)
        .forEach(
            bytes -> {
              try {
                CatalogerRun.over(DirectoryTree.empty().file("app/Podfile.lock", bytes), CATALOGER);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static RecordedDiscoveries lock(String text) throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file("app/Podfile.lock", text), CATALOGER);
  }
}
