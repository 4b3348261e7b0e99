package dev.drydock.server.maturity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.drydock.server.maturity.Measures.Building;
import dev.drydock.server.maturity.Measures.Coverage;
import dev.drydock.server.maturity.Measures.Excepting;
import dev.drydock.server.maturity.Measures.Fixing;
import dev.drydock.server.maturity.Measures.Running;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Histories whose numbers are worked out by hand. All times are days before now.
class MeasurementTest {
  private MadeHistory history;
  private int shop;
  private int bank;
  private int cart;
  private int ledger;
  private int shopRepository;
  private int bankRepository;

  @BeforeEach
  void begin() {
    history = new MadeHistory();
    shop = history.team("shop");
    bank = history.team("bank");
    cart = history.project(shop, "cart");
    ledger = history.project(bank, "ledger");
    shopRepository = history.repository(cart, "registry.example.com/shop/cart");
    bankRepository = history.repository(ledger, "registry.example.com/bank/ledger");
  }

  private Map<Integer, Measures> measured() {
    return new Measurement(history.database, new FixTimes(history.database))
        .of(history.organisation, MadeHistory.NOW);
  }

  private static Measures of(Map<Integer, Measures> measured, int team) {
    return measured.getOrDefault(team, Measures.NONE);
  }

  private static void fixing(Map<Integer, Measures> measured, int team, Fixing expected) {
    Fixing actual = of(measured, team).fixing();
    same(actual.actDays(), expected.actDays());
    same(actual.attendDays(), expected.attendDays());
    same(actual.trackDays(), expected.trackDays());
    same(actual.oldestActDays(), expected.oldestActDays());
    assertThat(actual.actFixed()).isEqualTo(expected.actFixed());
    assertThat(actual.attendFixed()).isEqualTo(expected.attendFixed());
    assertThat(actual.trackFixed()).isEqualTo(expected.trackFixed());
    assertThat(actual.openAct()).isEqualTo(expected.openAct());
  }

  private static void same(@Nullable Double actual, @Nullable Double expected) {
    if (expected == null || actual == null) {
      assertThat(actual).isEqualTo(expected);
    } else {
      assertThat(actual).isCloseTo(expected, within(0.001));
    }
  }

  @Test
  void ofNothingThereIsNothing() {
    assertThat(of(measured(), Measurement.WHOLE)).isEqualTo(Measures.NONE);
    assertThat(of(measured(), shop)).isEqualTo(Measures.NONE);
  }

  @Test
  void aTagMovesToAnImageWithoutIt() {
    int openssl = history.component("openssl");
    int better = history.component("better");
    int first = history.image("first", openssl);
    int second = history.image("second", openssl, history.component("more"));
    int third = history.image("third", better);
    history.tag(shopRepository, "main", first, 40, 30.0);
    history.tag(shopRepository, "main", second, 30, 20.0);
    history.tag(shopRepository, "main", third, 20, null);
    // known 4 days after the first image came, and gone with the third: 36 - 20 = 16 days
    history.finding(openssl, history.vulnerability("CVE-1"), 36, null, 0);
    // known long before: it counts from when the tag had it, 40 - 20 = 20 days
    history.finding(openssl, history.vulnerability("CVE-2"), 400, null, 1);
    // became urgent on the way: one stay of 38 - 20 = 18 days, and urgent at its end
    int raised = history.vulnerability("CVE-3");
    history.finding(openssl, raised, 38, 34.0, 1);
    history.finding(openssl, raised, 34, null, 0);
    // was withdrawn: nobody mended it
    history.finding(openssl, history.vulnerability("CVE-4"), 28, 25.0, 0);

    Fixing expected = new Fixing(17.0, 2, 20.0, 1, null, 0, 0, null);
    fixing(measured(), shop, expected);
    fixing(measured(), Measurement.WHOLE, expected);
    assertThat(of(measured(), bank)).isEqualTo(Measures.NONE);
  }

  @Test
  void whatComesBackIsAStayOfItsOwn() {
    int flip = history.component("flip");
    int with = history.image("with", flip);
    int without = history.image("without", history.component("other"));
    history.finding(flip, history.vulnerability("CVE-1"), 400, null, 2);
    history.tag(shopRepository, "main", with, 40, 30.0); // 10 days
    history.tag(shopRepository, "main", without, 30, 25.0);
    history.tag(shopRepository, "main", with, 25, 5.0); // 20 days
    history.tag(shopRepository, "main", without, 5, null);

    fixing(measured(), shop, new Fixing(null, 0, null, 0, 15.0, 2, 0, null));
  }

  @Test
  void whatIsGivenUpOrLongAgoIsNotMended() {
    int openssl = history.component("openssl");
    int with = history.image("with", openssl);
    int without = history.image("without", history.component("other"));
    history.finding(openssl, history.vulnerability("CVE-1"), 400, null, 0);
    history.tag(shopRepository, "given-up", with, 40, 30.0);
    history.tag(shopRepository, "long-ago", with, 200, 150.0);
    history.tag(shopRepository, "long-ago", without, 150, null);

    fixing(measured(), shop, new Fixing(null, 0, null, 0, null, 0, 0, null));
  }

  /// While it is updated, a workload runs both.
  @Test
  void aWorkloadIsUpdated() {
    int openssl = history.component("openssl");
    int with = history.image("with", openssl);
    int without = history.image("without", history.component("other"));
    history.held(bankRepository, with, false);
    history.held(bankRepository, without, true);
    history.finding(openssl, history.vulnerability("CVE-1"), 30, null, 0);
    history.runs("ledger", "registry.example.com/bank/ledger:1", with, 20, 8.0); // 12 days
    history.runs("ledger", "registry.example.com/bank/ledger:2", without, 10, null);

    Map<Integer, Measures> measured = measured();
    fixing(measured, bank, new Fixing(12.0, 1, null, 0, null, 0, 0, null));
    assertThat(of(measured, bank).running()).isEqualTo(new Running(1, 1));
  }

  @Test
  void theOrganisationsMedianIsOfAllStays() {
    int a = history.component("a");
    int with = history.image("with", a);
    int without = history.image("without", history.component("other"));
    history.finding(a, history.vulnerability("CVE-1"), 400, null, 0);
    for (int days : new int[] {2, 4}) {
      history.tag(shopRepository, "t" + days, with, 50, 50.0 - days);
      history.tag(shopRepository, "t" + days, without, 50 - days, null);
    }
    for (int days : new int[] {9, 11, 30}) {
      history.tag(bankRepository, "t" + days, with, 50, 50.0 - days);
      history.tag(bankRepository, "t" + days, without, 50 - days, null);
    }
    Map<Integer, Measures> measured = measured();
    fixing(measured, shop, new Fixing(3.0, 2, null, 0, null, 0, 0, null));
    fixing(measured, bank, new Fixing(11.0, 3, null, 0, null, 0, 0, null));
    fixing(measured, Measurement.WHOLE, new Fixing(9.0, 5, null, 0, null, 0, 0, null));
  }

  @Test
  void whatIsUrgentAndThereCountsOnceUntilSomebodyAnswersForIt() {
    int a = history.component("a");
    int b = history.component("b");
    int image = history.image("image", a, b);
    history.tag(shopRepository, "main", image, 15, null);
    history.tag(shopRepository, "stable", image, 12, null);
    history.tag(bankRepository, "main", image, 7, null);
    history.finding(a, history.vulnerability("CVE-1"), 400, null, 0); // from the tag on: 15, 7
    history.finding(b, history.vulnerability("CVE-2"), 3, null, 0);
    history.finding(b, history.vulnerability("CVE-3"), 400, null, 1); // not urgent
    history.exception(ledger, 1, "CVE-1", "approved", 4, 0); // today is its last day
    history.excused(ledger, a, "CVE-1", null);
    history.exception(cart, 1, "CVE-1", "approved", 40, -1); // ended yesterday
    history.excused(cart, a, "CVE-1", 1.0);
    history.exception(cart, 2, "CVE-2", "requested", 2, 9);

    Map<Integer, Measures> measured = measured();
    fixing(measured, shop, new Fixing(null, 0, null, 0, null, 0, 2, 15.0));
    fixing(measured, bank, new Fixing(null, 0, null, 0, null, 0, 1, 3.0));
    fixing(measured, Measurement.WHOLE, new Fixing(null, 0, null, 0, null, 0, 2, 15.0));
  }

  @Test
  void imagesAreCountedWithTheirGatesAndBases() {
    int one = history.image("one", history.component("a"));
    int two = history.image("two", history.component("b"));
    int shared = history.image("shared", history.component("c"));
    int gone = history.image("gone", history.component("d"));
    history.held(shopRepository, one, true);
    history.held(shopRepository, two, true);
    history.held(shopRepository, shared, true);
    history.held(shopRepository, gone, false);
    history.held(bankRepository, shared, true);
    history.base(one, "debian:12", "old build", 20);
    history.base(shared, "debian:12", "new build", 2);
    history.base(two, "alpine:3", "only build", 90);
    history.verdict(cart, shopRepository, one, 9, false, "unapproved");
    history.verdict(cart, shopRepository, one, 8, true, "approved"); // the last one counts
    history.verdict(ledger, bankRepository, shared, 8, true, "outdated");
    history.signed(one, "verified");
    history.signed(two, "none");
    history.signed(shared, "present");
    history.signed(gone, "verified"); // nobody watches it

    Map<Integer, Measures> measured = measured();
    assertThat(of(measured, shop).coverage()).isEqualTo(new Coverage(3, 2, 1, 3, 1, 2));
    assertThat(of(measured, bank).coverage()).isEqualTo(new Coverage(1, 1, 0, 1, 0, 1));
    assertThat(of(measured, Measurement.WHOLE).coverage())
        .isEqualTo(new Coverage(3, 2, 1, 3, 1, 2));
  }

  @Test
  void containersAreKnownOrNot() {
    int image = history.image("image", history.component("a"));
    history.held(bankRepository, image, true);
    history.runs("a", "registry.example.com/bank/ledger:1", image, 5, null);
    history.runs("b", "registry.example.com/shop/cart:9@sha256:00", null, 5, null);
    history.runs("c", "docker.io/library/redis", null, 5, null);
    history.runs("d", "registry.example.com/shop/cart:8", null, 9, 5.0); // runs no longer

    Map<Integer, Measures> measured = measured();
    assertThat(of(measured, shop).running()).isEqualTo(new Running(1, 0));
    assertThat(of(measured, bank).running()).isEqualTo(new Running(1, 1));
    assertThat(of(measured, Measurement.WHOLE).running()).isEqualTo(new Running(3, 1));
  }

  @Test
  void exceptionsHaveAnAge() {
    history.exception(ledger, 1, "CVE-1", "approved", 12, 5);
    history.exception(ledger, 2, "CVE-2", "approved", 20, 5);
    history.exception(ledger, 3, "CVE-3", "approved", 90, -1); // has ended
    history.exception(ledger, 4, "CVE-4", "refused", 90, 5);
    history.exception(ledger, 5, "CVE-5", "requested", 3, 5);
    history.exception(cart, 1, "CVE-1", "requested", 9, 5);

    Map<Integer, Measures> measured = measured();
    assertThat(of(measured, bank).excepting()).isEqualTo(new Excepting(2, 16.0, 1, 3.0, 0));
    assertThat(of(measured, shop).excepting()).isEqualTo(new Excepting(0, null, 1, 9.0, 0));
    assertThat(of(measured, Measurement.WHOLE).excepting())
        .isEqualTo(new Excepting(2, 16.0, 2, 9.0, 0));
  }

  @Test
  void stoppedBuildsAreMendedOrNot() {
    int image = history.image("image", history.component("a"));
    history.verdict(cart, shopRepository, image, 100, false, ""); // too long ago
    history.verdict(cart, shopRepository, image, 50, false, ""); // the next pass is 30 days later
    history.verdict(cart, shopRepository, image, 30, false, ""); // mended after 10 days
    history.verdict(cart, shopRepository, image, 20, true, "");
    history.verdict(cart, shopRepository, image, 2, false, ""); // may be mended yet
    history.verdict(ledger, bankRepository, image, 9, true, "");

    Map<Integer, Measures> measured = measured();
    assertThat(of(measured, shop).building()).isEqualTo(new Building(4, 2, 1));
    assertThat(of(measured, bank).building()).isEqualTo(new Building(1, 0, 0));
    assertThat(of(measured, Measurement.WHOLE).building()).isEqualTo(new Building(5, 2, 1));
  }
}
