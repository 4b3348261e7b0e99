package dev.drydock.base.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Distribution;
import dev.drydock.match.BomFixture;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FitTest {
  private static final Requirement NOTHING =
      new Requirement(null, null, null, null, Map.of(), false);

  private static BomFixture bookworm() {
    return BomFixture.on("debian", "12").deb("libc6", "2.36-9").deb("dash", "0.5.12-2");
  }

  private static Fit fit(BomFixture base, Requirement required) {
    return Fit.of(base("debian", base.bom()), required);
  }

  static ApprovedBase base(String name, Bom bom) {
    return new ApprovedBase("r.example/bases/" + name + ":1", "sha256:ab", name, "1", bom, 10);
  }

  private static Requirement running(Language language, String line) {
    return new Requirement(null, null, null, null, Map.of(language, line), false);
  }

  private static Requirement on(@Nullable Distribution distribution) {
    return new Requirement(null, distribution, null, null, Map.of(), false);
  }

  private static Distribution debian(String version) {
    return new Distribution("debian", version, null, List.of(), "Debian", null);
  }

  @Test
  void whatNeedsNothingFitsEverywhere() {
    assertThat(fit(BomFixture.withoutDistribution(), NOTHING))
        .isEqualTo(new Fit(Fit.Kind.FITS, List.of()));
  }

  @Test
  void anEnvironmentHasToBeOfTheSameLine() {
    BomFixture base = bookworm().language("generic", "node", "22.3.0");

    assertThat(fit(base, running(Language.NODE, "22")).kind()).isEqualTo(Fit.Kind.FITS);
    assertThat(fit(base, running(Language.NODE, "20")))
        .isEqualTo(new Fit(Fit.Kind.FITS_WITH_CHANGES, List.of("it has Node.js 22 instead of 20")));
    assertThat(fit(base, running(Language.NODE, "24")))
        .isEqualTo(new Fit(Fit.Kind.DOES_NOT_FIT, List.of("its Node.js is older than 24")));
    assertThat(fit(base, running(Language.PYTHON, "3.11")))
        .isEqualTo(new Fit(Fit.Kind.DOES_NOT_FIT, List.of("it has no Python")));
  }

  @Test
  void ofSeveralNewerLinesTheNearestCounts() {
    BomFixture base = bookworm().deb("python3.9", "3.9.2").deb("python3.13", "3.13.1");

    assertThat(fit(base.deb("python3.12", "3.12.1"), running(Language.PYTHON, "3.11")).reasons())
        .containsExactly("it has Python 3.12 instead of 3.11");
  }

  @Test
  void aLineThatIsNotSaidWholeIsAnyOfThose() {
    BomFixture base = bookworm().deb("python3.11", "3.11.2-6");

    assertThat(fit(base, running(Language.PYTHON, "3")).kind()).isEqualTo(Fit.Kind.FITS);
    assertThat(fit(base, running(Language.PYTHON, "3.1")).kind())
        .isEqualTo(Fit.Kind.FITS_WITH_CHANGES);
  }

  @Test
  void programsRunOnlyWithTheirLibrary() {
    Requirement musl = new Requirement(null, null, null, Libc.MUSL, Map.of(), false);

    assertThat(fit(bookworm(), musl))
        .isEqualTo(
            new Fit(
                Fit.Kind.DOES_NOT_FIT,
                List.of("its C library is glibc, and the image's programs are for musl")));
    assertThat(fit(BomFixture.withoutDistribution(), musl).kind())
        .isEqualTo(Fit.Kind.FITS_WITH_CHANGES);
    assertThat(fit(BomFixture.on("alpine", "3.20.1").apk("musl", "1.2.5-r0", "musl"), musl).kind())
        .isEqualTo(Fit.Kind.FITS);
  }

  @Test
  void packagesNeedTheirManagerAndScriptsAShell() {
    Requirement building = new Requirement(null, null, PackageKind.DEB, null, Map.of(), true);

    assertThat(fit(bookworm(), building).reasons())
        .containsExactly("the build installs deb packages, which it cannot");
    assertThat(fit(bookworm().deb("apt", "2.6.1"), building).kind()).isEqualTo(Fit.Kind.FITS);
    assertThat(fit(BomFixture.on("debian", "12").deb("apt", "2.6.1"), building).reasons())
        .containsExactly("the build or the start of the image calls a shell, and it has none");
  }

  @Test
  void aNewerReleaseIsAChangeAndAnOlderOneNoOffer() {
    assertThat(fit(bookworm(), on(debian("12"))).kind()).isEqualTo(Fit.Kind.FITS);
    assertThat(fit(bookworm(), on(debian("9"))))
        .isEqualTo(
            new Fit(
                Fit.Kind.FITS_WITH_CHANGES,
                List.of("it is of debian 12, and the image of debian 9")));
    assertThat(fit(bookworm(), on(debian("13"))))
        .isEqualTo(
            new Fit(
                Fit.Kind.DOES_NOT_FIT,
                List.of("it is of debian 12, which is older than debian 13")));
    assertThat(fit(BomFixture.withoutDistribution(), on(debian("12"))).reasons())
        .containsExactly("it is of no distribution, and the image of debian 12");
    assertThat(fit(BomFixture.on("ubuntu", "24.04"), on(debian("12"))).kind())
        .isEqualTo(Fit.Kind.FITS_WITH_CHANGES);
  }

  @Test
  void anotherPlatformIsNoOffer() {
    Requirement arm = new Requirement("linux/arm64", null, null, null, Map.of(), false);

    assertThat(fit(bookworm(), arm).kind()).isEqualTo(Fit.Kind.DOES_NOT_FIT);
  }
}
