package dev.drydock.server.alert.making;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Who is told of what somebody has excused.
class ExcusedAlertsTest extends TwoTeams {
  @Test
  void whatIsExcusedWakesNobodyOfItsProjectAndEverybodyElse() {
    int slack = channel(acme);
    subscription(acme, shop).by(slack);
    subscription(acme, pay).by(slack);
    fleet.excuse(cart, null, openssl, "CVE-2026-1");
    fleet.excuse(cart, cartImage, lodash, "CVE-2026-3"); // one of two images
    update();
    replica.make();
    assertThat(alerts())
        .containsExactly(
            "pay new_finding CVE-2026-1 " + OPENSSL,
            "pay new_finding CVE-2026-2 " + OPENSSL,
            "shop new_finding CVE-2026-2 " + OPENSSL,
            "shop new_finding CVE-2026-3 " + LODASH);
  }

  @Test
  void whatIsExcusedEverywhereWakesNobody() {
    int slack = channel(acme);
    int till = fleet.project(acme, shop, "till");
    fleet.image(acme, till, "registry.example.com/till", "1", base);
    subscription(acme, shop).environments("production").by(slack);
    subscription(acme, null).by(slack);
    fleet.deploy(acme, cartImage, "production");
    for (String id : List.of("CVE-2026-1", "CVE-2026-2")) {
      fleet.excuse(cart, null, openssl, id);
      fleet.excuse(ledger, null, openssl, id);
    }
    fleet.excuse(till, null, openssl, "CVE-2026-1");
    update();
    replica.make();
    assertThat(alerts())
        .containsExactly(
            "acme new_finding CVE-2026-2 " + OPENSSL,
            "acme new_finding CVE-2026-3 " + LODASH,
            "shop new_finding CVE-2026-3 " + LODASH);
  }
}
