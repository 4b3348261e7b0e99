package dev.drydock.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.advisory.Exploitation;
import dev.drydock.advisory.index.AdvisoryIndex;
import dev.drydock.advisory.index.IndexDifference;
import dev.drydock.advisory.index.PackageOracle;
import dev.drydock.bom.Bom;
import dev.drydock.match.BomFixture;
import dev.drydock.match.Finding;
import dev.drydock.triage.Prioritisation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// After an update of the advisories only those components are matched again of which the
/// difference speaks: all others have the findings that they had.
class UpdateTest {
  private static final int DAYS = 40;
  private static final double LIKELY = Prioritisation.LIKELY;

  @TempDir Path directory;

  private static List<Bom> fleet() {
    List<BomFixture> images =
        List.of(
            BomFixture.on("debian", "12"),
            BomFixture.on("alpine", "3.19.1"),
            BomFixture.on("rhel", "8.4").contentSets("rhel-8-for-x86_64-baseos-eus-rpms"),
            BomFixture.on("rhel", "8.5"));
    for (String name : RandomFeeds.NAMES) {
      for (String version : RandomFeeds.VERSIONS) {
        images.get(0).deb(name + "-bin", version, name, version).language("npm", name, version);
        images.get(1).apk(name, version, name + "-origin").language("pypi", name, version);
        images.get(1).apk(name + "-doc", version, name);
        images.get(2).rpm(name, version);
        images.get(3).rpm(name, version);
      }
    }
    return images.stream().map(BomFixture::bom).toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whateverIsAnsweredDifferentlyIsInTheDifference(long seed) throws IOException {
    List<FleetComponent> fleet = new ArrayList<>();
    fleet().forEach(image -> fleet.addAll(FleetComponents.of(image)));
    RandomFeeds feeds = new RandomFeeds(seed, directory);
    AdvisoryIndex before = feeds.build();
    int different = 0;
    int spared = 0;
    for (int day = 0; day < DAYS; day++) {
      feeds.change();
      AdvisoryIndex after = feeds.build();
      IndexDifference difference = IndexDifference.between(before, after, LIKELY);
      assertThat(difference.packages()).isEqualTo(PackageOracle.changed(before, after));
      Set<String> names = difference.names();
      List<FleetMatch> old = new FleetMatcher(before).match(fleet);
      List<FleetMatch> now = new FleetMatcher(after).match(fleet);
      for (int i = 0; i < fleet.size(); i++) {
        boolean told =
            !Collections.disjoint(fleet.get(i).names(), names)
                || !Collections.disjoint(ids(old.get(i)), difference.cves());
        boolean same = answers(old.get(i)).equals(answers(now.get(i)));
        assertThat(same || told).as("day %s, %s", day, fleet.get(i)).isTrue();
        assertThat(old.get(i).known() == now.get(i).known() || difference.ecosystemsChanged())
            .isTrue();
        different += same ? 0 : 1;
        spared += told ? 0 : 1;
      }
      before = after;
    }
    assertThat(different).isGreaterThan(100);
    assertThat(spared).isGreaterThan(DAYS * fleet.size() / 4);
  }

  @Test
  void feedsInAnotherOrderDifferInNothing() throws IOException {
    RandomFeeds feeds = new RandomFeeds(7, directory);
    AdvisoryIndex before = feeds.build();
    for (int i = 0; i < 5; i++) {
      assertThat(IndexDifference.between(before, feeds.build(), LIKELY).isEmpty()).isTrue();
    }
  }

  private static Set<String> ids(FleetMatch match) {
    Set<String> ids = new TreeSet<>();
    match.findings().forEach(one -> ids.add(one.finding().id()));
    return ids;
  }

  /// All of the answer, but of EPSS only whether it has reached the boundary.
  private static List<FleetFinding> answers(FleetMatch match) {
    List<FleetFinding> answers = new ArrayList<>();
    for (FleetFinding one : match.findings()) {
      Finding finding = roughly(one.finding());
      answers.add(new FleetFinding(finding, new Prioritisation().of(finding)));
    }
    return answers;
  }

  private static Finding roughly(Finding finding) {
    return new Finding(
        finding.id(),
        finding.aliases(),
        finding.component(),
        finding.summary(),
        finding.severity(),
        finding.ratings(),
        roughly(finding.exploitation()),
        finding.status(),
        finding.fixedIn(),
        finding.matches(),
        finding.published(),
        finding.fixPublished());
  }

  private static @Nullable Exploitation roughly(@Nullable Exploitation exploitation) {
    Double epss = exploitation == null ? null : exploitation.epss();
    Double reached = epss != null && epss >= LIKELY ? LIKELY : null;
    if (exploitation == null || reached == null && exploitation.kev() == null) {
      return null;
    }
    return new Exploitation(exploitation.kev(), exploitation.ransomware(), reached, null);
  }
}
