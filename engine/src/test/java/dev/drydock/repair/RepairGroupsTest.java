package dev.drydock.repair;

import static dev.drydock.repair.RepairFixture.base;
import static dev.drydock.repair.RepairFixture.deb;
import static dev.drydock.repair.RepairFixture.dependency;
import static dev.drydock.repair.RepairFixture.packages;
import static dev.drydock.repair.RepairFixture.project;
import static dev.drydock.repair.RepairFixture.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.fix.Action;
import dev.drydock.match.BomFixture;
import dev.drydock.origin.Origin;
import dev.drydock.project.formats.ProjectFormats;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepairGroupsTest {
  private static final Bom BOOKWORM = BomFixture.on("debian", "12").deb("apt", "2.6.1").bom();
  private static final Action BASE = base("debian:12", null, BOOKWORM);
  private static final Action PACKAGES =
      packages(Origin.BASE, to("1.2.13-2", deb("zlib1g", "1.2.13-1", "zlib", "1.2.13-1", 0)));

  /// The groups, each as the titles of its actions, and the first file that it changes.
  private static List<String> groups(RepairFixture project, Action... actions) {
    Repairs repairs =
        new Repairs(
            BomFixture.on("debian", "11").deb("apt", "2.2.4").bom(),
            RepairFixture.BASE,
            ProjectFormats.builtIn(),
            false);
    List<String> groups = new ArrayList<>();
    for (Repaired group : RepairGroups.of(repairs, List.of(actions), project.build())) {
      List<String> words = new ArrayList<>();
      group.repairs().forEach(one -> words.add(words(one)));
      group.changes().forEach(change -> words.add("in " + change.path()));
      groups.add(String.join(" ", words));
    }
    return groups;
  }

  private static String words(Repair repair) {
    Action action = repair.action();
    String name =
        action.base() == null ? action.upgrades().getFirst().name() : action.base().reference();
    return repair instanceof Repair.Undecided ? name + " undecided" : name;
  }

  private static String requirements(String... lines) {
    return String.join("\n", lines) + "\n";
  }

  @Test
  void packagesOfTheNewBaseGoWithIt() {
    RepairFixture far =
        project()
            .dockerfile(
                "FROM debian:11\nARG A\nARG B\nARG C\nARG D\nENV E=1\nLABEL f=g\nCMD [\"sh\"]\n");

    assertThat(groups(far, BASE, PACKAGES)).containsExactly("debian:12 zlib in Dockerfile");
    assertThat(groups(far, PACKAGES, BASE)).containsExactly("zlib debian:12 in Dockerfile");
  }

  @Test
  void whatStandsApartIsMergedApart() {
    RepairFixture files =
        project()
            .dockerfile("FROM debian:11\nCMD [\"sh\"]\n")
            .file("requirements.txt", requirements("a==1.0", "b==1", "c==1", "d==1", "e==1.0"));

    assertThat(
            groups(
                files,
                dependency("pypi", "e", "1.0", "1.1"),
                PACKAGES,
                dependency("pypi", "a", "1.0", "1.1")))
        .containsExactly("e in requirements.txt", "zlib in Dockerfile", "a in requirements.txt");
  }

  @Test
  void neighboursAreOneGroupAndSoAreTheirNeighbours() {
    RepairFixture files =
        project()
            .file(
                "requirements.txt",
                requirements("a==1.0", "x", "b==1.0", "x", "c==1.0", "y", "y", "y", "d==1.0"));

    assertThat(
            groups(
                files,
                dependency("pypi", "c", "1.0", "1.1"),
                dependency("pypi", "d", "1.0", "1.1"),
                dependency("pypi", "a", "1.0", "1.1"),
                dependency("pypi", "b", "1.0", "1.1")))
        .containsExactly("c a b in requirements.txt", "d in requirements.txt");
  }

  @Test
  void whatChangesNothingIsAloneAndSaysWhy() {
    RepairFixture files = project().dockerfile("FROM debian:11\nCMD [\"sh\"]\n");

    assertThat(groups(files, dependency("pypi", "a", "1.0", "1.1"), PACKAGES))
        .containsExactly("a undecided", "zlib in Dockerfile");
    assertThat(groups(files)).isEmpty();
  }
}
