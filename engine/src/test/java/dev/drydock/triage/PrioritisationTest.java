package dev.drydock.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.advisory.Exploitation;
import dev.drydock.bom.Component;
import dev.drydock.bom.Purl;
import dev.drydock.match.Finding;
import dev.drydock.match.Finding.Severity;
import dev.drydock.match.Finding.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Each row of the decision table, and its borders.
class PrioritisationTest {
  private static final String NETWORK = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
  private static final String LOCAL = "CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
  private static final Exploitation IN_KEV = new Exploitation("2024-01-02", false, 0.01, 0.5);

  private Severity severity = Severity.HIGH;
  private @Nullable String vector = NETWORK;
  private @Nullable Exploitation exploitation;
  private Status status = Status.AFFECTED;
  private List<String> fixedIn = List.of("2");

  private String judged() {
    Component component =
        new Component(
            "x",
            "1",
            Purl.of("npm", null, "x", "1"),
            null,
            List.of(),
            List.of(new Component.Location("x", 0)),
            new Component.Evidence("test", "test"));
    Judgement judgement =
        new Prioritisation()
            .of(
                new Finding(
                    "CVE-1",
                    List.of(),
                    component,
                    null,
                    severity,
                    List.of(new Finding.Rating("NVD", severity, vector, null)),
                    exploitation,
                    status,
                    fixedIn,
                    List.of()));
    assertThat(judgement.exposure()).isEqualTo("present");
    return judgement.priority().word() + ": " + String.join("; ", judgement.reasons());
  }

  @Test
  void knownAttacksMeanAct() {
    exploitation = IN_KEV;
    severity = Severity.LOW;
    fixedIn = List.of();
    assertThat(judged()).isEqualTo("act: attacks are known (CISA KEV, 2024-01-02)");
  }

  @Test
  void ransomwareIsSaid() {
    exploitation = new Exploitation("2024-01-02", true, null, null);
    assertThat(judged())
        .isEqualTo("act: attacks are known, by ransomware too (CISA KEV, 2024-01-02)");
  }

  @Test
  void aLikelyAttackMeansAttend() {
    exploitation = new Exploitation(null, false, 0.1, 0.9);
    severity = Severity.MEDIUM;
    fixedIn = List.of();
    assertThat(judged()).isEqualTo("attend: 10 % chance of an attack within 30 days (EPSS)");
  }

  @Test
  void anUnlikelyAttackDoesNot() {
    exploitation = new Exploitation(null, false, 0.099, 0.9);
    severity = Severity.MEDIUM;
    assertThat(judged()).isEqualTo("track: no known attacks, severity medium");
  }

  @Test
  void severeOverTheNetworkAndFixableMeansAttend() {
    assertThat(judged()).isEqualTo("attend: high, over the network, and a fix is there");
    severity = Severity.CRITICAL;
    assertThat(judged()).isEqualTo("attend: critical, over the network, and a fix is there");
  }

  @Test
  void anUnknownWayInIsTakenForTheNetwork() {
    vector = null;
    assertThat(judged()).isEqualTo("attend: high, perhaps over the network, and a fix is there");
  }

  @Test
  void localAttacksAreTracked() {
    vector = LOCAL;
    assertThat(judged()).isEqualTo("track: high, but not attackable over the network");
  }

  @Test
  void whatCannotBeFixedIsTracked() {
    fixedIn = List.of();
    assertThat(judged()).isEqualTo("track: high, but no fix is available yet");
  }

  @Test
  void unknownSeverityIsTrackedAndSaid() {
    severity = Severity.UNKNOWN;
    assertThat(judged()).isEqualTo("track: no known attacks, severity unknown");
  }

  @Test
  void doubtTakesOneStepBack() {
    status = Status.UNDETERMINED;
    assertThat(judged())
        .isEqualTo("track: find out first whether it is affected: the version cannot be compared");
    exploitation = IN_KEV;
    assertThat(judged())
        .isEqualTo(
            "attend: attacks are known (CISA KEV, 2024-01-02);"
                + " whether it is affected is unknown: the version cannot be compared");
  }

  @Test
  void whatIsNotAffectedNeedsNothing() {
    exploitation = IN_KEV;
    status = Status.NOT_AFFECTED;
    assertThat(judged()).isEqualTo("track: nothing to do: not affected");
    status = Status.FIXED;
    assertThat(judged()).isEqualTo("track: nothing to do: fixed");
  }
}
