package dev.drydock.bom.licence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenceListTest {
  private final LicenceList list = LicenceList.load();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MIT                                | MIT
          mit                                | MIT
          Expat                              | MIT
          GPL-2+                             | GPL-2.0-or-later
          GPLv2+                             | GPL-2.0-or-later
          GPL-2.0+                           | GPL-2.0+
          zlib                               | Zlib
          ASL 2.0                            | Apache-2.0
          """)
  void oneLicenceHasItsIdentifier(String text, String id) {
    assertThat(list.parse(text)).contains(new LicenceExpression(id, false, List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MIT OR Apache-2.0                  | MIT OR Apache-2.0
          mit or apache-2.0                  | MIT OR Apache-2.0
          GPLv2+ and LGPLv2+                 | GPL-2.0-or-later AND LGPL-2.0-or-later
          (MIT AND (BSD-3-Clause OR ISC))    | (MIT AND (BSD-3-Clause OR ISC))
          Apache-2.0+                        | Apache-2.0+
          GPL-2.0 WITH Classpath-exception-2.0 AND MIT | GPL-2.0 WITH Classpath-exception-2.0 AND MIT
          (MIT)                              | (MIT)
          """)
  void expressionsAreWrittenCanonically(String text, String canonical) {
    assertThat(list.parse(text)).contains(new LicenceExpression(canonical, true, List.of()));
  }

  @Test
  void referencesAreListed() {
    assertThat(list.parse("MIT AND LicenseRef-Fedora-Public-Domain"))
        .contains(
            new LicenceExpression(
                "MIT AND LicenseRef-Fedora-Public-Domain",
                true,
                List.of("LicenseRef-Fedora-Public-Domain")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "BSD",
        "GPL",
        "MIT AND",
        "AND MIT",
        "MIT MIT",
        "(MIT",
        "MIT)",
        "()",
        "MIT WITH",
        "MIT WITH MIT",
        "(MIT) WITH Classpath-exception-2.0",
        "MIT, ISC",
        "MIT/ISC",
        "LicenseRef-",
        "DocumentRef-x:LicenseRef-y",
        "SEE LICENSE IN LICENSE",
        "MİT",
        "+"
      })
  void whatIsNoExpressionIsNotGuessed(String text) {
    assertThat(list.parse(text)).isEmpty();
  }

  @Test
  void manyParenthesesAreNoBurden() {
    String deep = "(".repeat(990) + "MIT" + ")".repeat(990);
    assertThat(list.parse(deep)).isPresent();
    assertThat(list.parse("(".repeat(100_000))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.apache.org/licenses/LICENSE-2.0.txt, Apache-2.0",
    "http://www.apache.org/licenses/LICENSE-2.0, Apache-2.0",
    "http://www.opensource.org/licenses/mit-license.php, MIT",
    "https://opensource.org/licenses/BSD-3-Clause, BSD-3-Clause",
    "https://spdx.org/licenses/ISC.html, ISC",
    "https://www.eclipse.org/legal/epl-2.0/, EPL-2.0",
    "https://opensource.org/licenses/GPL-2.0, ",
    "https://spdx.org/licenses/LGPL-2.1, ",
    "https://www.gnu.org/licenses/gpl-3.0.html, ",
    "https://example.org/licenses/MIT, ",
    "https://, ",
    "http, ",
  })
  void addressesOfOneLicenceAreThatLicence(String address, @Nullable String licence) {
    assertThat(list.parse(address).map(LicenceExpression::text))
        .isEqualTo(Optional.ofNullable(licence));
  }

  @Test
  void severalLicencesHoldTogether() {
    assertThat(list.all(List.of("MIT", "ISC OR Zlib")))
        .contains(new LicenceExpression("MIT AND (ISC OR Zlib)", true, List.of()));
    assertThat(list.all(List.of("MIT"))).contains(new LicenceExpression("MIT", false, List.of()));
    assertThat(list.all(List.of("MIT", "whatever"))).isEmpty();
    assertThat(list.all(List.of())).isEmpty();
  }
}
