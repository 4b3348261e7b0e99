package dev.drydock.fix;

import static dev.drydock.match.AdvisoryFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Installation;
import dev.drydock.bom.Installation.Reason;
import dev.drydock.match.AdvisoryFixture;
import dev.drydock.match.BomFixture;
import dev.drydock.match.Findings;
import dev.drydock.match.Matcher;
import dev.drydock.origin.Origins;
import dev.drydock.triage.Prioritisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemovalPlannerTest {

  /// Packages of Debian 11 that are written down in a test.
  private static final class Packages {
    private final BomFixture image;
    private final String type;
    private final TreeMap<String, Installation> reasons = new TreeMap<>();
    private List<Bom.HistoryEntry> history = List.of();

    Packages(String type) {
      this.type = type;
      this.image = BomFixture.on(type.equals("deb") ? "debian" : "alpine", "11");
    }

    Packages add(String name, Reason reason, String... needs) {
      if (type.equals("deb")) {
        image.deb(name, "1-1");
      } else {
        image.apk(name, "1-r1", name);
      }
      for (String need : needs) {
        image.needs(name, need);
      }
      reasons.put(name, new Installation(reason, List.of(), List.of()));
      return this;
    }

    Packages recommended(String name, String... by) {
      Reason reason = Objects.requireNonNull(reasons.get(name)).reason();
      reasons.put(name, new Installation(reason, List.of(), List.of(by)));
      return this;
    }

    Packages alternative(String name, String... by) {
      Reason reason = Objects.requireNonNull(reasons.get(name)).reason();
      reasons.put(name, new Installation(reason, List.of(by), List.of()));
      return this;
    }

    Packages linked(String name, String... by) {
      Installation installation = Objects.requireNonNull(reasons.get(name));
      reasons.put(name, installation.linkedBy(List.of(by)));
      return this;
    }

    Packages starts(String instruction) {
      history = List.of(new Bom.HistoryEntry(instruction, null, true));
      return this;
    }

    Bom bom() {
      Bom plain = image.bom();
      List<Component> components = new ArrayList<>();
      for (Component one : plain.components()) {
        Component.OsPackage os = Objects.requireNonNull(one.os());
        components.add(
            new Component(
                one.name(),
                one.version(),
                one.purl(),
                new Component.OsPackage(
                    os.source(), os.architecture(), os.maintainer(), null, reasons.get(one.name())),
                one.licences(),
                one.locations(),
                one.evidence()));
      }
      Bom.Subject subject = plain.subject();
      return new Bom(
          new Bom.Subject(
              subject.reference(),
              null,
              null,
              subject.platform(),
              null,
              List.of(),
              history,
              subject.labels(),
              List.of()),
          plain.distribution(),
          components,
          plain.dependencies(),
          List.of());
    }

    /// `purpose: names | what goes along`.
    List<String> removals() {
      List<String> lines = new ArrayList<>();
      for (Removal removal : new RemovalPlanner(bom()).removals()) {
        lines.add(
            removal.purpose().word()
                + ": "
                + String.join(" ", removal.names())
                + " | "
                + String.join(" ", removal.along()));
      }
      return lines;
    }

    Plan plan(AdvisoryFixture advisories) {
      Findings findings = new Matcher().match(bom(), advisories);
      return new Planner(advisories, UnaryOperator.identity(), new Replacements(List.of()))
          .plan(findings, new Prioritisation().of(findings), Origins.unknown());
    }
  }

  private static Packages debian() {
    return new Packages("deb").add("libc6", Reason.REQUESTED);
  }

  @Test
  void whatOnlyAToolNeededGoesAlong() {
    assertThat(
            debian()
                .add("git", Reason.REQUESTED, "libc6", "git-man", "perl", "libcurl3-gnutls")
                .add("git-man", Reason.AUTOMATIC)
                .add("perl", Reason.AUTOMATIC, "libperl5.32")
                .add("libperl5.32", Reason.AUTOMATIC)
                .add("libcurl3-gnutls", Reason.AUTOMATIC, "libssl1.1")
                .add("libssl1.1", Reason.AUTOMATIC)
                .add("openssl", Reason.REQUESTED, "libssl1.1")
                .removals())
        .containsExactly("version-control: git | git-man libcurl3-gnutls libperl5.32 perl");
  }

  @Test
  void whatAnotherPackageNeedsStays() {
    assertThat(
            debian()
                .add("git", Reason.REQUESTED)
                .add("etckeeper", Reason.REQUESTED, "git")
                .add("wget", Reason.AUTOMATIC)
                .add("netbase", Reason.AUTOMATIC, "wget")
                .add("installer", Reason.REQUESTED, "netbase")
                .removals())
        .isEmpty();
  }

  @Test
  void whatCouldBeAnAlternativeThatIsNeededStays() {
    assertThat(
            debian()
                .add("postfix", Reason.REQUESTED)
                .add("exim4", Reason.REQUESTED)
                .add("cron", Reason.REQUESTED, "exim4")
                .alternative("postfix", "cron")
                .removals())
        .isEmpty();
  }

  @Test
  void whatIsOnlyRecommendedIsRemovedByNameAndWhatItRecommendsStaysWithOthers() {
    assertThat(
            debian()
                .add("openssh-client", Reason.AUTOMATIC)
                .recommended("openssh-client", "python3")
                .add("python3", Reason.REQUESTED)
                .add("git", Reason.REQUESTED)
                .add("less", Reason.AUTOMATIC)
                .recommended("less", "git")
                .add("patience", Reason.AUTOMATIC)
                .recommended("patience", "git", "python3")
                .removals())
        .containsExactly("version-control: git | less", "remote: openssh-client | ");
  }

  @Test
  void theSystemAndWhatIsStartedStay() {
    assertThat(
            debian()
                .add("wget", Reason.SYSTEM)
                .add("curl", Reason.REQUESTED)
                .add("git", Reason.REQUESTED)
                .starts("HEALTHCHECK &{[\"CMD-SHELL\" \"curl -f http://localhost || exit 1\"]}")
                .removals())
        .containsExactly("version-control: git | ");
    assertThat(
            debian()
                .add("openssh-client", Reason.REQUESTED)
                .starts("/bin/sh -c #(nop)  ENTRYPOINT [\"/usr/bin/ssh\" \"-N\"]")
                .removals())
        .isEmpty();
  }

  @Test
  void toolsOfOnePurposeGoTogether() {
    assertThat(
            debian()
                .add("gcc", Reason.REQUESTED, "gcc-10")
                .add("gcc-10", Reason.AUTOMATIC, "binutils", "libgcc-10-dev", "gcc-10-base")
                .add("gcc-10-base", Reason.AUTOMATIC)
                .add("libgcc-s1", Reason.REQUESTED, "gcc-10-base")
                .add("binutils", Reason.AUTOMATIC, "libbinutils")
                .add("libbinutils", Reason.AUTOMATIC)
                .add("libgcc-10-dev", Reason.AUTOMATIC)
                .add("libc6-dev", Reason.REQUESTED, "linux-libc-dev")
                .add("linux-libc-dev", Reason.AUTOMATIC)
                .removals())
        .containsExactly(
            "build: gcc libc6-dev | binutils gcc-10 libbinutils libgcc-10-dev linux-libc-dev");
  }

  @Test
  void apkRemovesOnlyWhatWasAskedForByName() {
    assertThat(
            new Packages("apk")
                .add("git", Reason.REQUESTED, "pcre2")
                .add("pcre2", Reason.AUTOMATIC)
                .add("curl", Reason.AUTOMATIC)
                .removals())
        .containsExactly("version-control: git | curl pcre2");
  }

  @Test
  void ofUnknownInstallationsNothingIsOffered() {
    assertThat(new RemovalPlanner(BomFixture.on("debian", "11").deb("git", "1-1").bom()).removals())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "gcc, build",
    "gcc-10, build",
    "gcc-10-base, ",
    "g++-12, build",
    "cpp, build",
    "libgcc-s1, ",
    "libfoo-dev, build",
    "zlib-devel, build",
    "udev, ",
    "linux-libc-dev, build",
    "musl-dev, build",
    "python3, ",
    "perl, ",
    "libcurl4, ",
    "curl, download",
    "bash-doc, documentation",
    "git, version-control",
    "postfix, mail",
    "bash, ",
    "clang-14, build",
    "libclang1-14, ",
  })
  void librariesAndLanguagesHaveNoPurpose(String name, String purpose) {
    Component component =
        BomFixture.on("debian", "11").deb(name, "1").bom().components().getFirst();

    Purpose found = Purpose.of(component);

    assertThat(found == null ? null : found.word()).isEqualTo(purpose);
  }

  private static AdvisoryFixture.Record unfixed(int number, String source) {
    return record("DSA-" + number + "-1")
        .upstream("CVE-" + number)
        .word("high")
        .affects("Debian:11", source)
        .unfixed();
  }

  private static AdvisoryFixture.Record fixed(int number, String source) {
    return record("DSA-" + number + "-1")
        .upstream("CVE-" + number)
        .word("high")
        .affects("Debian:11", source)
        .fixedIn("2-1");
  }

  private static List<String> predicted(Plan plan) {
    return plan.predicted().stream()
        .map(finding -> finding.id() + " " + finding.component().name())
        .toList();
  }

  @Test
  void aRemovalIsPlannedForWhatNoUpgradeRemovesAndNothingOfItIsUpgraded() {
    Plan plan =
        debian()
            .add("git", Reason.REQUESTED, "perl")
            .add("perl", Reason.AUTOMATIC)
            .add("openssl", Reason.REQUESTED)
            .plan(
                AdvisoryFixture.of(
                    unfixed(1, "git"),
                    unfixed(2, "git"),
                    unfixed(3, "perl"),
                    fixed(4, "git"),
                    fixed(5, "openssl"),
                    unfixed(6, "openssl")));

    assertThat(plan.actions())
        .extracting(Action::kind)
        .containsExactly(Action.Kind.REMOVE, Action.Kind.UPGRADE_PACKAGES);
    Action removal = plan.actions().getFirst();
    assertThat(removal.effort()).isEqualTo(Effort.MEDIUM);
    assertThat(removal.upgrades()).isEmpty();
    assertThat(removal.removes()).hasSize(4);
    assertThat(plan.actions().getLast().upgrades())
        .extracting(Upgrade::name)
        .containsExactly("openssl");
    assertThat(plan.actions().getLast().removes()).hasSize(1);
    assertThat(predicted(plan)).containsExactly("CVE-6 openssl");
    assertThat(plan.remaining()).hasSize(1);
  }

  @Test
  void whereAnUpgradeRemovesAsMuchNothingIsRemoved() {
    Plan plan =
        debian()
            .add("git", Reason.REQUESTED)
            .plan(AdvisoryFixture.of(fixed(1, "git"), fixed(2, "git"), fixed(3, "git")));

    assertThat(plan.actions())
        .extracting(Action::kind)
        .containsExactly(Action.Kind.UPGRADE_PACKAGES);
  }

  @Test
  void littleThatCanWaitIsNotWorthARemoval() {
    Plan plan =
        debian()
            .add("git", Reason.REQUESTED)
            .plan(AdvisoryFixture.of(unfixed(1, "git"), unfixed(2, "git")));

    assertThat(plan.actions()).isEmpty();
    assertThat(plan.remaining()).hasSize(2);
  }

  @Test
  void whatIsAttackedIsWorthIt() {
    Plan plan =
        debian()
            .add("git", Reason.REQUESTED)
            .plan(AdvisoryFixture.of(unfixed(1, "git")).exploited("CVE-1", "2024-01-01", 0.5));

    assertThat(plan.actions()).extracting(Action::kind).containsExactly(Action.Kind.REMOVE);
  }

  @Test
  void whatTwoToolsNeedGoesWithTheLastOfThem() {
    Plan plan =
        debian()
            .add("git", Reason.REQUESTED, "libcurl4")
            .add("curl", Reason.REQUESTED, "libcurl4")
            .add("libcurl4", Reason.AUTOMATIC)
            .plan(
                AdvisoryFixture.of(
                    unfixed(1, "git"),
                    unfixed(2, "git"),
                    unfixed(3, "git"),
                    unfixed(4, "curl"),
                    unfixed(5, "curl"),
                    unfixed(6, "curl"),
                    unfixed(7, "libcurl4")));

    assertThat(plan.predicted()).isEmpty();
    assertThat(plan.remaining()).isEmpty();
    TreeSet<Integer> removes = new TreeSet<>();
    List<String> along = new ArrayList<>();
    for (Action action : plan.actions()) {
      removes.addAll(action.removes());
      along.add(String.join(" ", Objects.requireNonNull(action.removal()).along()));
    }
    assertThat(removes).hasSize(7);
    assertThat(along).containsExactly("", "libcurl4");
  }

  @Test
  void whereNobodyKnowsWhyItIsThereThePlanSaysSo() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(unfixed(1, "git"), unfixed(2, "git"), unfixed(3, "curl"));
    Findings findings =
        BomFixture.on("debian", "11").deb("git", "1-1").deb("curl", "1-1").matched(advisories);

    Plan plan =
        new Planner(advisories, UnaryOperator.identity(), new Replacements(List.of()))
            .plan(findings, new Prioritisation().of(findings), Origins.unknown());

    assertThat(plan.actions()).isEmpty();
    assertThat(plan.undecided())
        .containsExactly(
            "whether anything needs curl, git is not known from what was read, so no removal is"
                + " offered: try what the application does without");
  }

  @Test
  void whatToCheckIsSaid() {
    Removal removal =
        new RemovalPlanner(
                debian()
                    .add("curl", Reason.REQUESTED, "libcurl4")
                    .add("libcurl4", Reason.AUTOMATIC)
                    .bom())
            .removals()
            .getFirst();

    assertThat(removal.checks())
        .containsExactly(
            Purpose.DOWNLOAD.check(),
            "no program that was copied into the image is linked with a library that goes along:"
                + " libcurl4 (ldd shows it)");
  }

  @Test
  void aProgramThatNoPackageOwnsKeepsTheLibraryThatItIsLinkedWith() {
    assertThat(
            debian()
                .add("curl", Reason.REQUESTED, "libcurl4", "libssh2-1")
                .add("libcurl4", Reason.AUTOMATIC, "libnghttp2-14")
                .linked("libcurl4", "usr/local/bin/shop")
                .add("libnghttp2-14", Reason.AUTOMATIC)
                .linked("libnghttp2-14")
                .add("libssh2-1", Reason.AUTOMATIC)
                .linked("libssh2-1")
                .removals())
        .containsExactly("download: curl | libssh2-1");
  }

  @Test
  void aToolWithALibraryThatAProgramIsLinkedWithStays() {
    assertThat(
            debian()
                .add("binutils", Reason.REQUESTED)
                .linked("binutils", "app/debugger")
                .add("gcc", Reason.REQUESTED, "binutils")
                .removals())
        .containsExactly("build: gcc | ");
  }

  @Test
  void whereAllProgramsWereLookedAtOnlyWhatIsLoadedByNameIsLeftToCheck() {
    Removal removal =
        new RemovalPlanner(
                debian()
                    .add("curl", Reason.REQUESTED, "libcurl4")
                    .linked("curl")
                    .add("libcurl4", Reason.AUTOMATIC)
                    .linked("libcurl4")
                    .bom())
            .removals()
            .getFirst();

    assertThat(removal.checks())
        .containsExactly(
            Purpose.DOWNLOAD.check(),
            "nothing loads a library that goes along by its name while it runs (plug-ins, ctypes,"
                + " JNI; no program is linked with one): libcurl4");
  }
}
