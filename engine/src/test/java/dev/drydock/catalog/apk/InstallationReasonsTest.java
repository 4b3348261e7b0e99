package dev.drydock.catalog.apk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Installation;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class InstallationReasonsTest {
  private static final String DATABASE = "lib/apk/db/installed";
  private static final String WORLD = "etc/apk/world";

  private static String entry(String name, String... lines) {
    return "P:"
        + name
        + "\nV:1-r0\nA:x86_64\n"
        + String.join("\n", lines)
        + (lines.length == 0 ? "" : "\n")
        + "\n";
  }

  private static List<String> reasons(DirectoryTree tree) throws InterruptedException {
    RecordedDiscoveries found = RecordedDiscoveries.of(new ApkCataloger(Limits.defaults()), tree);
    List<String> lines = new ArrayList<>();
    for (Component component : found.components()) {
      Installation installation = Objects.requireNonNull(component.os()).installation();
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

  @Test
  void theWorldIsWhatWasAskedFor() throws Exception {
    String database =
        entry("git", "D:so:libz.so.1")
            + entry("curl")
            + entry("php83")
            + entry("dash-shell", "p:cmd:sh=1-r0")
            + entry("tzdata")
            + entry("zlib", "p:so:libz.so.1=1.3")
            + entry("zlib-ng", "p:so:libz.so.1=1.3")
            + entry("git-doc", "i:git docs>1")
            + entry("docs");

    assertThat(
            reasons(
                DirectoryTree.empty()
                    .file(DATABASE, database)
                    .file(WORLD, "git\ncurl=1-r0\nphp83@edge\ncmd:sh>1\n!tzdata\n")))
        .containsExactly(
            "git requested [] []",
            "curl requested [] []",
            "php83 requested [] []",
            "dash-shell requested [] []",
            "tzdata automatic [] []",
            "zlib automatic [git] []",
            "zlib-ng automatic [git] []",
            "git-doc automatic [] [git, docs]",
            "docs automatic [] []");
  }

  @Test
  void withoutAWorldNobodyKnows() throws Exception {
    assertThat(reasons(DirectoryTree.empty().file(DATABASE, entry("git"))))
        .containsExactly("git unknown");
  }
}
