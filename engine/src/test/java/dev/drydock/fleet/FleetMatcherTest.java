package dev.drydock.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.match.BomFixture;
import dev.drydock.match.Findings.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FleetMatcherTest {
  private static final Map<String, Bom> IMAGES = SampleImages.all();

  static List<String> images() {
    return List.copyOf(IMAGES.keySet());
  }

  private static Bom image(String name) {
    Bom image = IMAGES.get(name);
    assertThat(image).isNotNull();
    return java.util.Objects.requireNonNull(image);
  }

  @ParameterizedTest
  @MethodSource("images")
  void componentsApartHaveTheFindingsOfTheirImage(String name) {
    int findings = FleetCheck.equalToMatcher(image(name), SampleImages.ADVISORIES);

    boolean none = List.of("CentOS Stream", "unknown distribution", "nothing told").contains(name);
    assertThat(findings == 0).isEqualTo(none);
  }

  @ParameterizedTest
  @MethodSource("images")
  void whatAComponentDependsOnIsKnown(String name) {
    FleetCheck.eachByItself(image(name), SampleImages.ADVISORIES);
  }

  @Test
  void aWholeFleetIsMatchedAtOnce() {
    List<FleetComponent> fleet = new ArrayList<>();
    List<FleetMatch> expected = new ArrayList<>();
    FleetMatcher matcher = new FleetMatcher(SampleImages.ADVISORIES);
    for (Bom image : IMAGES.values()) {
      List<FleetComponent> components = FleetComponents.of(image);
      fleet.addAll(components);
      expected.addAll(matcher.match(components));
    }
    assertThat(matcher.match(fleet)).isEqualTo(expected);
    List<FleetComponent> reversed = fleet.reversed();
    assertThat(matcher.match(reversed)).isEqualTo(expected.reversed());
    assertThat(matcher.match(List.of())).isEmpty();
  }

  @Test
  void sameComponentTwiceHasTheSameFindingsTwice() {
    FleetComponent one = FleetComponents.of(image("Alpine")).getFirst();

    List<FleetMatch> matches = new FleetMatcher(SampleImages.ADVISORIES).match(List.of(one, one));

    assertThat(matches.getFirst().findings()).hasSize(1);
    assertThat(matches.getFirst()).isEqualTo(matches.getLast());
  }

  @Test
  void noFindingMeansNothingWhereThereIsNoData() {
    Bom bom = SampleImages.debian(BomFixture.on("debian", "11")).bom();
    FleetMatcher matcher = new FleetMatcher(SampleImages.ADVISORIES);

    assertThat(matcher.match(FleetComponents.of(bom)))
        .allSatisfy(
            match -> {
              assertThat(match.known()).isEqualTo(match.component().purl().type().equals("npm"));
              assertThat(match.findings()).isEmpty();
            });
    assertThat(matcher.coverage(FleetComponents.of(bom)))
        .containsExactly(
            new Coverage("Debian:11", 5, false, true),
            new Coverage("Debian:11, kernel headers", 1, false),
            new Coverage("Debian:11, packages of other vendors", 1, false),
            new Coverage("npm", 1, true));
  }

  @Test
  void packagesOfAnotherKindThanTheDistributionsAreUnknown() {
    Bom bom = BomFixture.on("debian", "12").rpm("openssl", "1-1").bom();
    FleetMatcher matcher = new FleetMatcher(SampleImages.ADVISORIES);

    FleetCheck.eachByItself(bom, SampleImages.ADVISORIES);
    assertThat(matcher.match(FleetComponents.of(bom)).getFirst().known()).isFalse();
    // the name for people is not kept of distributions that are known by their release
    assertThat(matcher.coverage(FleetComponents.of(bom)))
        .containsExactly(new Coverage("debian", 1, false, true));
  }
}
