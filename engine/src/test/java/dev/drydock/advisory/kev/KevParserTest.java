package dev.drydock.advisory.kev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KevParserTest {
  private static final String CATALOGUE =
      """
      {"title": "Catalog", "dateReleased": "2026-08-07T16:45:47.0648Z", "count": 4,
       "vulnerabilities": [
        {"cveID": "CVE-2026-8037", "dateAdded": "2026-08-07", "knownRansomwareCampaignUse": "Unknown",
         "cwes": ["CWE-78"], "notes": null},
        {"cveID": "CVE-2021-44228", "dateAdded": "2021-12-10", "knownRansomwareCampaignUse": "Known"},
        {"cveID": "CVE-2021-1", "dateAdded": "soon"},
        {"dateAdded": "2021-12-10"}]}
      """;

  private final KevParser parser = new KevParser(new JsonReader(Limits.defaults()));
  private final List<String> seen = new ArrayList<>();

  private KevParser.Parsed parse(String json) throws IOException {
    return parser.parse(
        json.getBytes(StandardCharsets.UTF_8),
        (cve, added, ransomware) -> seen.add(cve + " " + added + " " + ransomware));
  }

  @Test
  void entriesAreReadAndDamagedOnesCounted() throws IOException {
    assertThat(parse(CATALOGUE)).isEqualTo(new KevParser.Parsed("2026-08-07T16:45:47.0648Z", 2, 2));
    assertThat(seen)
        .containsExactly("CVE-2026-8037 2026-08-07 false", "CVE-2021-44228 2021-12-10 true");
  }

  @Test
  void otherDocumentsAreRefused() {
    assertThatThrownBy(() -> parse("{\"id\":1}"))
        .isInstanceOf(IOException.class)
        .hasMessage("The KEV catalogue has no list of vulnerabilities");
    assertThatThrownBy(() -> parse("[]")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> parse("<html>"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The KEV catalogue is not valid JSON");
  }

  @Test
  void damagedCataloguesEndInEntriesOrAnError() {
    int[] outcomes = new int[2];
    Mutations.of(CATALOGUE.getBytes(StandardCharsets.UTF_8), 3, 3_000)
        .forEach(
            bytes -> {
              try {
                parser.parse(bytes, (_, _, _) -> {});
                outcomes[0]++;
              } catch (IOException _) {
                outcomes[1]++;
              }
            });
    assertThat(outcomes[0]).isPositive();
    assertThat(outcomes[1]).isPositive();
  }
}
