package dev.drydock.bom.described;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component.Source;
import dev.drydock.bom.Purl;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParticularsTest {
  @ParameterizedTest
  @CsvSource({
    "pkg:deb/debian/libssl3@3.1-2?source=openssl&sourceversion=3.1-1, openssl, 3.1-1, true",
    "pkg:deb/debian/libssl3@3.1-2?source=openssl, openssl, 3.1-2, true",
    "pkg:deb/debian/libssl3@3.1-2?upstream=openssl%403.0&source=other, openssl, 3.0, true",
    "pkg:apk/alpine/libcrypto3@3.1-r1?origin=openssl, openssl, 3.1-r1, true",
    "pkg:rpm/fedora/openssl-libs@3.1-1?sourcerpm=openssl-3.0-1.src.rpm, openssl, 3.0-1, false",
    "pkg:alpm/arch/openssl@3.1-1?source=other&origin=other, openssl, 3.1-1, true",
  })
  void qualifiersOfThePurlTellOfTheSource(
      String text, String name, String version, boolean epochKnown) {
    Purl purl = Purl.parse(text);

    assertThat(
            Objects.requireNonNull(
                    Particulars.osPackage(
                        new DescribedComponent(), purl, Objects.requireNonNull(purl.version())))
                .source())
        .isEqualTo(new Source(name, version, epochKnown));
  }
}
