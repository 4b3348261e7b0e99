package dev.drydock.advisory.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CveNumberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CVE-1999-0001",
        "CVE-1990-0001",
        "CVE-2024-1086",
        "CVE-2024-9999",
        "CVE-2024-10000",
        "CVE-2025-1234567",
        "CVE-2117-33554431",
      })
  void numberTellsTheWholeId(String id) {
    assertThat(CveNumber.text(CveNumber.of(id))).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CVE-2024-",
        "CVE-2024-108",
        "CVE-2024-01086",
        "CVE-2024-10x6",
        "cve-2024-1086",
        "CVE-20x4-1086",
        "CVE-1989-1086",
        "CVE-2118-1086",
        "CVE-2024-33554432",
        "CVE-2024-123456789",
        "CVE-2024 1086",
        "GHSA-vh95-rmgr-6w4m",
        "CVE-2024-１２３４",
      })
  void whatWouldNotComeBackTheSameHasNoNumber(String id) {
    assertThat(CveNumber.of(id)).isEqualTo(CveNumber.NONE);
  }
}
