package dev.drydock.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.explain.Attack.Account;
import dev.drydock.explain.Attack.Loss;
import dev.drydock.explain.Attack.Person;
import dev.drydock.explain.Attack.Reach;
import dev.drydock.match.Finding.Rating;
import dev.drydock.match.Finding.Severity;
import dev.drydock.match.cvss.Cvss;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttackTest {
  private static Attack attack(String vector) {
    return Attack.of(Cvss.of(vector).orElseThrow(), "NVD");
  }

  private static List<String> words(String vector) {
    return AttackWords.of(attack(vector)).stream().map(Line::text).toList();
  }

  @Test
  void versionThreeInWords() {
    assertThat(words("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"))
        .containsExactly(
            "Over the network: whoever can get data to the software can try, from however far"
                + " away.",
            "It is easy: no special circumstances are needed, and it works every time.",
            "No account and no login are needed.",
            "Nobody has to be tricked into anything.",
            "Whoever succeeds can read all that the software can read, change all that the"
                + " software can change, and bring the software to a halt.",
            "The harm reaches further: into systems beside the software that has the flaw.",
            "That is the CVSS vector of NVD: CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H");
    assertThat(words("CVSS:3.0/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:L"))
        .containsExactly(
            "From inside: the attacker already runs something in the container or on the machine,"
                + " or gets somebody there to open a prepared file.",
            "It is not easy: it works only under circumstances that the attacker cannot simply"
                + " bring about.",
            "The attacker needs an administrator's rights already.",
            "Somebody has to be brought to do something, such as to open a file or follow a link.",
            "Whoever succeeds can read some of what it should not and disturb its work.",
            "That is the CVSS vector of NVD: CVSS:3.0/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:L");
  }

  @Test
  void versionTwoDoesNotSayWhatAPersonHasToDo() {
    assertThat(words("AV:A/AC:M/Au:M/C:N/I:P/A:N"))
        .containsExactly(
            "From nearby: only out of the same network, such as a neighbouring container or machine"
                + " of the same subnet.",
            "It is not easy: it works only under circumstances that the attacker cannot simply"
                + " bring about.",
            "The attacker has to log in more than once.",
            "Whoever succeeds can change some of what it should not.",
            "That is the CVSS vector of NVD: AV:A/AC:M/Au:M/C:N/I:P/A:N");
    assertThat(attack("(AV:N/AC:L/Au:S/C:C/I:N/A:C)"))
        .isEqualTo(
            new Attack(
                "(AV:N/AC:L/Au:S/C:C/I:N/A:C)",
                Cvss.Version.V2,
                8.5,
                "NVD",
                Reach.NETWORK,
                false,
                Account.ORDINARY,
                null,
                Loss.ALL,
                Loss.NONE,
                Loss.ALL,
                false));
  }

  @Test
  void versionFourTellsOrdinaryUseFromTricks() {
    String vector = "CVSS:4.0/AV:P/AC:L/AT:P/PR:L/UI:P/VC:N/VI:N/VA:N/SC:H/SI:N/SA:N";
    assertThat(words(vector))
        .containsExactly(
            "By hand: the attacker has to stand at the machine.",
            "It is not easy: it works only under circumstances that the attacker cannot simply"
                + " bring about.",
            "An ordinary account is enough.",
            "Somebody has to use the software meanwhile, as they do anyway.",
            "By itself it does no harm to the software that has the flaw.",
            "The harm reaches further: into systems beside the software that has the flaw.",
            "That is the CVSS vector of NVD: " + vector);
    Attack active = attack("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:H/VI:L/VA:N/SC:N/SI:N/SA:N");
    assertThat(active.person()).isEqualTo(Person.SOMETHING);
    assertThat(active.hard()).isFalse();
    assertThat(active.spreads()).isFalse();
    assertThat(List.of(active.confidentiality(), active.integrity(), active.availability()))
        .containsExactly(Loss.ALL, Loss.SOME, Loss.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "CVSS:3.1/AV:N/AC:H/PR:L/UI:N/S:U/C:N/I:N/A:H, NETWORK, true, ORDINARY, NOTHING",
    "CVSS:3.1/AV:A/AC:L/PR:N/UI:R/S:U/C:N/I:N/A:H, ADJACENT, false, NONE, SOMETHING",
    "CVSS:3.1/AV:P/AC:L/PR:H/UI:N/S:U/C:N/I:N/A:H, PHYSICAL, false, PRIVILEGED, NOTHING",
    "CVSS:4.0/AV:A/AC:H/AT:N/PR:H/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N, ADJACENT, true, PRIVILEGED,"
        + " NOTHING"
  })
  void everyMetricIsRead(String vector, Reach reach, boolean hard, Account account, Person person) {
    Attack attack = attack(vector);
    assertThat(attack.reach()).isEqualTo(reach);
    assertThat(attack.hard()).isEqualTo(hard);
    assertThat(attack.account()).isEqualTo(account);
    assertThat(attack.person()).isEqualTo(person);
  }

  @Test
  void theFirstVectorThatCanBeReadCounts() {
    assertThat(
            Attack.of(
                List.of(
                    new Rating("Debian", Severity.LOW, null, null),
                    new Rating("x", Severity.LOW, "CVSS:3.1/AV:N", null),
                    new Rating("GitHub", Severity.HIGH, "AV:N/AC:L/Au:N/C:P/I:P/A:P", 7.5))))
        .hasValueSatisfying(attack -> assertThat(attack.source()).isEqualTo("GitHub"));
    assertThat(Attack.of(List.of())).isEmpty();
    assertThat(AttackWords.of(null))
        .singleElement()
        .satisfies(line -> assertThat(line.text()).startsWith("No record here describes it"));
  }
}
