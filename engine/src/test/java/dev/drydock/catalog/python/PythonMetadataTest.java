package dev.drydock.catalog.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonMetadataTest {

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void readsNameVersionAndLicence(String end) {
    String text =
        """
        Metadata-Version: 2.1
        Name: requests
        Version: 2.22.0
        License: Apache 2.0
        Description: first
                License: not this

        Name: no
        Version: no
        License: no
        """;

    assertThat(parse(text.replace("\n", end)))
        .isEqualTo(new PythonMetadata("requests", "2.22.0", List.of("Apache 2.0")));
  }

  @Test
  void linesThatAreNoHeadersArePassedOver() {
    assertThat(
            parse(
                """
                Keywords: password
                crypt md5-crypt

                apache htpasswd
                Name: passlib
                version: 1.7.4
                """))
        .isEqualTo(new PythonMetadata("passlib", "1.7.4", List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void theDescriptionTellsNoVersion(String end) {
    String text = "Metadata-Version: 2.1\nName: a\nSummary: b\n\nVersion: 9.9 of the protocol\n";

    assertThat(parse(text.replace("\n", end)).version()).isEmpty();
  }

  @Test
  void aLicenceExpressionBeatsALicenceBeatsClassifiers() {
    String classifiers =
        """
        Classifier: License :: OSI Approved :: BSD License
        Classifier: License :: OSI Approved
        Classifier: Programming Language :: Python
        """;

    assertThat(parse(classifiers).licences()).containsExactly("BSD License");
    assertThat(parse("License: UNKNOWN\n" + classifiers).licences()).containsExactly("BSD License");
    assertThat(parse("License: BSD\n" + classifiers).licences()).containsExactly("BSD");
    assertThat(parse("License: BSD\nLicense-Expression: MIT OR X\n").licences())
        .containsExactly("MIT OR X");
  }

  @Test
  void theWholeTextOfALicenceIsNotItsName() {
    assertThat(
            parse(
                    """
                    License: Copyright (c) A
                            All rights reserved
                    Classifier: License :: OSI Approved :: BSD License
                    """)
                .licences())
        .containsExactly("BSD License");
  }

  @Test
  void damagedDocumentsGiveAResult() {
    byte[] good =
        """
        Metadata-Version: 2.1\r
        Name: a
        Version: 1\rLicense: x
          y
        Classifier: License :: OSI Approved :: Z

        Text
        """
            .getBytes(StandardCharsets.UTF_8);

    assertThat(Mutations.of(good, 9, 10_000).map(PythonMetadata::parse))
        .allSatisfy(metadata -> assertThat(metadata.name()).isNotNull());
  }

  private static PythonMetadata parse(String text) {
    return PythonMetadata.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
