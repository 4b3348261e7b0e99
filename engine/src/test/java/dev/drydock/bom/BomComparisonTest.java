package dev.drydock.bom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BomComparisonTest {
  @Test
  void packagesAreTheSameWhateverTheirQualifiersAre() {
    Component found = SampleBoms.debian("openssl", "OpenSSL");
    Component told =
        new Component(
            found.name(),
            found.version(),
            Purl.of("deb", "ubuntu", "openssl", found.version(), Map.of("arch", "all")),
            found.os(),
            List.of(),
            found.locations(),
            found.evidence());

    assertThat(BomComparison.of(bom(found), bom(told)))
        .isEqualTo(new BomComparison(1, List.of(), List.of()));
    assertThat(BomComparison.of(bom(found), bom(told)).same()).isTrue();
  }

  @Test
  void eitherMayHaveMoreThanTheOther() {
    Component one = SampleBoms.debian("openssl", "OpenSSL");
    Component two = SampleBoms.debian("libssl1.1", "OpenSSL");
    Component three = SampleBoms.debian("curl", "curl");

    BomComparison comparison = BomComparison.of(bom(one, two), bom(two, three));

    assertThat(comparison).isEqualTo(new BomComparison(1, List.of(one), List.of(three)));
    assertThat(comparison.same()).isFalse();
  }

  private static Bom bom(Component... components) {
    return new Bom(
        SampleBoms.subject("x", List.of()),
        SampleBoms.distribution(),
        List.of(components),
        List.of(),
        List.of());
  }
}
