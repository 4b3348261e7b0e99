package dev.drydock.base.suggestion;

import static dev.drydock.match.AdvisoryFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.match.AdvisoryFixture;
import dev.drydock.match.BomFixture;
import dev.drydock.match.Findings;
import dev.drydock.match.Matcher;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.Origins;
import dev.drydock.triage.Prioritisation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
  private static final AdvisoryFixture ADVISORIES =
      AdvisoryFixture.of(
          record("DSA-1-1").upstream("CVE-1").affects("Debian:12", "openssl").fixedIn("3.0-2"),
          record("DSA-2-1").upstream("CVE-2").affects("Debian:12", "zlib").fixedIn("1.3-1"),
          record("DSA-3-1").upstream("CVE-3").affects("Debian:13", "openssl").fixedIn("3.5-2"),
          record("GHSA-1").upstream("CVE-4").affects("npm", "express").fixedIn("4.19.0"));
  private static final Origins FIRST_LAYER =
      new Origins(new BaseImage(null, null, 1, BaseImage.Evidence.LAYERS));

  private static Left left(Bom bom) {
    Findings findings = new Matcher().match(bom, ADVISORIES);
    return Left.of(findings, new Prioritisation().of(findings));
  }

  private static BomFixture release(String version, String openssl) {
    return BomFixture.on("debian", version)
        .deb("libc6", "2.36-9")
        .deb("openssl", openssl)
        .language("generic", "node", "20.11.1");
  }

  private static final List<ApprovedBase> BASES =
      List.of(
          FitTest.base("old", release("12", "3.0-1").deb("zlib", "1.2").bom()),
          FitTest.base("newer-release", release("13", "3.5-2").bom()),
          FitTest.base("fixed", release("12", "3.0-2").deb("zlib", "1.3-1").bom()),
          FitTest.base("alpine", BomFixture.on("alpine", "3.20").apk("musl", "1", "musl").bom()));

  /// `kind name left`
  private static List<String> lines(List<Suggestion> suggestions) {
    return suggestions.stream()
        .map(one -> one.fit().kind() + " " + one.base().family() + " " + one.left().all())
        .toList();
  }

  @Test
  void whatFitsComesFirstAndOfThatWhatLeavesLeast() {
    BomFixture image =
        release("12", "3.0-1").inLayer(0).language("npm", "express", "4.18.0").inLayer(1);
    Requirement required =
        new Requirement(
            null, image.bom().distribution(), null, Libc.GLIBC, Map.of(Language.NODE, "20"), false);

    List<Suggestion> suggestions =
        new Suggestions(SuggestionsTest::left)
            .of(BASES, required, new Suggestions.Standing(image.matched(ADVISORIES), FIRST_LAYER));

    assertThat(lines(suggestions))
        .containsExactly(
            // express of the application stays everywhere
            "FITS fixed 1",
            "FITS old 3",
            "FITS_WITH_CHANGES newer-release 1",
            // counted alone, since nothing can stand upon it
            "DOES_NOT_FIT alpine 0");
    assertThat(suggestions.getLast().fit().reasons())
        .containsExactly(
            "its C library is musl, and the image's programs are for glibc",
            "it has no Node.js",
            "it is of alpine 3.20, and the image of debian 12");
  }

  @Test
  void withoutAnImageTheBasesAreCountedAlone() {
    Requirement nothing = new Requirement(null, null, null, null, Map.of(), false);

    assertThat(lines(new Suggestions(SuggestionsTest::left).of(BASES, nothing, null)))
        .containsExactly("FITS alpine 0", "FITS fixed 0", "FITS newer-release 0", "FITS old 2");
  }
}
