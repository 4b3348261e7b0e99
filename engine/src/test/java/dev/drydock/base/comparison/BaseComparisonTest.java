package dev.drydock.base.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.base.comparison.BaseComparison.FindingChange;
import dev.drydock.base.comparison.BaseComparison.PackageChange;
import dev.drydock.base.declaration.Hardening;
import dev.drydock.base.declaration.HardeningCheck;
import dev.drydock.base.hardening.HardeningResult;
import dev.drydock.base.hardening.Objection;
import dev.drydock.bom.Component;
import dev.drydock.report.SampleReports;
import dev.drydock.scan.Scan;
import dev.drydock.triage.Priority;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is different between two versions of a base is told once, and seen from both sides.
class BaseComparisonTest {
  private static final Objection SHELL =
      new Objection(HardeningCheck.SHELL, "/bin/sh", 0, "a shell is there", "remove it");
  private static final Objection USER =
      new Objection(HardeningCheck.USER, null, -1, "it starts as root", "add USER");

  private static ExaminedBase base(String name, Scan scan, long size, Objection... objections) {
    return new ExaminedBase(
        name,
        null,
        scan,
        new HardeningResult(
            Hardening.Profile.STANDARD, size, List.of(objections), List.of(), List.of()));
  }

  static List<Scan> scans() {
    return List.of(
        SampleReports.debian(),
        SampleReports.assessed(),
        SampleReports.many(30),
        SampleReports.hostile(),
        SampleReports.clean(),
        SampleReports.empty());
  }

  private static List<String> all(
      BaseComparison comparison, Function<FindingChange, List<String>> which) {
    List<String> all = new ArrayList<>();
    comparison.findings().values().forEach(change -> all.addAll(which.apply(change)));
    return all;
  }

  @Test
  void tellsWhatIsGoneWhatIsNewAndWhatStays() {
    BaseComparison comparison =
        BaseComparison.of(
            base("old", SampleReports.debian(), 12_345_678, SHELL),
            base("new", SampleReports.assessed(), 2_345_678, USER));
    assertThat(comparison.packages()).isEmpty();
    assertThat(all(comparison, FindingChange::added)).isEmpty();
    assertThat(all(comparison, FindingChange::stayed)).containsExactly("CVE-2023-0005 in openssl");
    assertThat(all(comparison, FindingChange::gone))
        .containsExactlyInAnyOrder(
            "CVE-2024-5535 in libssl1.1",
            "CVE-2024-5535 in openssl",
            "CVE-2021-44228 in org.apache.logging.log4j:log4j-core",
            "CVE-2023-0001 in libssl1.1",
            "CVE-2023-0002 in openssl",
            "CVE-2023-0003 in openssl",
            "CVE-2023-0004 in openssl");
    int fewer = 0;
    for (Priority priority : Priority.values()) {
      fewer += comparison.fewer(priority);
    }
    assertThat(fewer).isEqualTo(7);
    assertThat(comparison.licencesAdded()).isEmpty();
    assertThat(comparison.licencesGone()).isEmpty();
    assertThat(comparison.objectionsAdded()).containsExactly("user");
    assertThat(comparison.objectionsGone()).containsExactly("shell /bin/sh");
    assertThat(ComparisonText.table(comparison))
        .startsWith("new\n  compared with old\n\n  size: 12.3 MB → 2.3 MB (-10.0 MB)\n")
        .contains(
            "  packages: 0 new, 0 gone, 0 in another version\n",
            "  hardening objects to, and did not: 1\n      user\n",
            "  hardening objects no more to: 1\n      shell /bin/sh\n");
  }

  @Test
  void packagesAreThoseOfOneNameWithAllTheirVersions() {
    Set<String> names = new TreeSet<>();
    for (Component component : SampleReports.debian().findings().bom().components()) {
      names.add(component.name());
    }
    BaseComparison gone =
        BaseComparison.of(
            base("old", SampleReports.debian(), 1), base("new", SampleReports.empty(), 1));
    assertThat(gone.packages())
        .extracting(PackageChange::name)
        .containsExactlyInAnyOrderElementsOf(names);
    assertThat(gone.packages())
        .allSatisfy(
            one -> {
              assertThat(one.kind()).isEqualTo(PackageChange.Kind.REMOVED);
              assertThat(one.after()).isEmpty();
              assertThat(one.before()).isNotEmpty();
            });
    assertThat(new PackageChange("deb", "a", List.of("1"), List.of("2")).kind())
        .isEqualTo(PackageChange.Kind.CHANGED);
  }

  @ParameterizedTest
  @MethodSource("scans")
  void nothingIsDifferentFromItself(Scan scan) {
    ExaminedBase base = base("same", scan, 7, SHELL, USER);
    BaseComparison comparison = BaseComparison.of(base, base);
    assertThat(comparison.packages()).isEmpty();
    assertThat(all(comparison, FindingChange::gone)).isEmpty();
    assertThat(all(comparison, FindingChange::added)).isEmpty();
    assertThat(all(comparison, FindingChange::stayed).isEmpty()).isEqualTo(scan.open().isEmpty());
    assertThat(comparison.licencesAdded()).isEmpty();
    assertThat(comparison.licencesGone()).isEmpty();
    assertThat(comparison.objectionsAdded()).isEmpty();
    assertThat(comparison.objectionsGone()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("scans")
  void whatIsNewFromOneSideIsGoneFromTheOther(Scan scan) throws IOException {
    for (Scan other : scans()) {
      ExaminedBase one = base("one", scan, 1, SHELL);
      ExaminedBase two = base("two", other, 2, USER);
      BaseComparison there = BaseComparison.of(one, two);
      BaseComparison back = BaseComparison.of(two, one);
      assertThat(all(there, FindingChange::gone))
          .containsExactlyInAnyOrderElementsOf(all(back, FindingChange::added));
      assertThat(all(there, FindingChange::stayed))
          .containsExactlyInAnyOrderElementsOf(all(back, FindingChange::stayed));
      assertThat(there.licencesAdded()).isEqualTo(back.licencesGone());
      assertThat(there.objectionsAdded()).isEqualTo(back.objectionsGone());
      assertThat(back.packages()).hasSameSizeAs(there.packages());
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      ComparisonJson.write(there, json);
      for (String text :
          List.of(
              ComparisonText.table(there),
              ComparisonText.markdown(there),
              json.toString(StandardCharsets.UTF_8))) {
        assertThat(text).isNotBlank().doesNotContain("\u001b", "\u009b");
      }
    }
  }
}
