package dev.drydock.catalog.dpkg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Installation;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InstallationReasonsTest {
  private static final String STATUS = "var/lib/dpkg/status";
  private static final String STATES = "var/lib/apt/extended_states";

  private static String stanza(String name, String... fields) {
    return "Package: "
        + name
        + "\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1-1\n"
        + String.join("\n", fields)
        + (fields.length == 0 ? "" : "\n")
        + "\n";
  }

  private static RecordedDiscoveries catalog(DirectoryTree tree) throws InterruptedException {
    return RecordedDiscoveries.of(new DpkgCataloger(Limits.defaults()), tree);
  }

  /// `name reason | alternativeFor | recommendedBy`.
  private static List<String> reasons(RecordedDiscoveries found) {
    List<String> lines = new ArrayList<>();
    for (Component component : found.components()) {
      Installation installation = installation(component);
      lines.add(
          component.name()
              + (installation == null
                  ? " unknown"
                  : " "
                      + installation.reason().word()
                      + " "
                      + installation.alternativeFor()
                      + " "
                      + installation.recommendedBy()));
    }
    return lines;
  }

  private static @Nullable Installation installation(Component component) {
    return Objects.requireNonNull(component.os()).installation();
  }

  @Test
  void whatTheSystemDoesNotGoWithoutIsSaidByDpkgAndAptAndPolicy() throws Exception {
    String status =
        stanza("a", "Essential: yes")
            + stanza("b", "Protected: yes")
            + stanza("c", "Important: yes")
            + stanza("d", "Priority: required")
            + stanza("e", "Priority: important")
            + stanza("f", "Priority: standard")
            + stanza("g", "Priority: optional", "Essential: no");

    assertThat(reasons(catalog(DirectoryTree.empty().file(STATUS, status))))
        .containsExactly(
            "a system [] []",
            "b system [] []",
            "c system [] []",
            "d system [] []",
            "e system [] []",
            "f requested [] []",
            "g requested [] []");
  }

  @Test
  void aptKnowsWhatWasInstalledForOthersOnly() throws Exception {
    String states =
        """
        Package: libcurl4
        Architecture: amd64
        Auto-Installed: 1

        Package: git-man
        Architecture: amd64
        Auto-Installed: 1

        Package: curl
        Architecture: amd64
        Auto-Installed: 0

        Package: openssl
        Architecture: i386
        Auto-Installed: 1
        """;
    String status =
        stanza("libcurl4")
            + stanza("git-man").replace("amd64", "all")
            + stanza("curl")
            + stanza("openssl");

    assertThat(reasons(catalog(DirectoryTree.empty().file(STATUS, status).file(STATES, states))))
        .containsExactly(
            "libcurl4 automatic [] []",
            "git-man automatic [] []",
            "curl requested [] []",
            "openssl requested [] []");
  }

  @Test
  void whatCouldServeInThePlaceOfAnotherOneAndWhatIsRecommendedIsNoted() throws Exception {
    String status =
        stanza("exim4", "Provides: mail-transport-agent")
            + stanza("postfix", "Provides: mail-transport-agent (= 1)")
            + stanza("cron", "Depends: libc6, default-mta | mail-transport-agent")
            + stanza("mailx", "Recommends: postfix | exim4", "Suggests: cron, mailx, missing")
            + stanza("libc6");

    assertThat(reasons(catalog(DirectoryTree.empty().file(STATUS, status))))
        .containsExactly(
            "exim4 requested [cron] [mailx]",
            "postfix requested [cron] [mailx]",
            "cron requested [] [mailx]",
            "mailx requested [] []",
            "libc6 requested [] []");
  }

  @Test
  void nothingIsKnownWithoutAptsDatabase() throws Exception {
    assertThat(reasons(catalog(DirectoryTree.empty().file(STATUS + ".d/a", stanza("a")))))
        .containsExactly("a unknown");
  }

  @Test
  void moreRelationsThanAnyImageHasAreNotFollowed() throws Exception {
    StringBuilder status = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      status.append(stanza("p" + i, "Provides: x", "Depends: x", "Recommends: x"));
    }

    RecordedDiscoveries found = catalog(DirectoryTree.empty().file(STATUS, status.toString()));

    assertThat(found.components())
        .hasSize(1_000)
        .allSatisfy(one -> assertThat(installation(one)).isNull());
  }
}
