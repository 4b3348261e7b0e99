package dev.drydock.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.access.Role;
import dev.drydock.server.fleet.TestFleet.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// Lists of images: pages, filters, and who sees what.
@ServerTest
class ImageListTest {
  @Autowired TestServer server;
  private TestFleet fleet;
  private final List<String> cart = new ArrayList<>();
  private final List<String> till = new ArrayList<>();

  @BeforeEach
  void begin() {
    fleet = new TestFleet(server);
    for (int i = 0; i < 5; i++) {
      TestImage image = TestImage.of().npm("list-a", "1.0." + i);
      fleet.upload(image, "registry.example.com/shop/cart-" + i + ":1");
      cart.addFirst(image.digest());
    }
    for (int i = 0; i < 2; i++) {
      TestImage image = TestImage.of().npm("list-a", "1.0." + i).npm("list_b", "2.0.0");
      fleet.upload(
          "till",
          fleet.admin,
          image.document(),
          "reference=" + TestFleet.encoded("registry.example.com/bank/till:" + i));
      till.addFirst(image.digest());
    }
  }

  private List<String> digests(String token, String query) {
    Answer answer = fleet.get(token, "/images" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return TestFleet.texts(answer.json().path("items"), "digest");
  }

  private List<String> everything() {
    List<String> all = new ArrayList<>(till);
    all.addAll(cart);
    return all;
  }

  @Test
  void allPagesTogetherAreTheListTheNewestFirst() {
    List<String> seen = new ArrayList<>();
    String next = "";
    int pages = 0;
    do {
      JsonNode page =
          fleet
              .get(fleet.admin, "/images?limit=3" + (next.isEmpty() ? "" : "&after=" + next))
              .json();
      seen.addAll(TestFleet.texts(page.path("items"), "digest"));
      next = page.path("next").asString("");
      pages++;
    } while (!next.isEmpty());
    assertThat(seen).isEqualTo(everything());
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void whoSeesATeamSeesItsImagesOnly() {
    String shop = fleet.token(Role.VIEWER, "shop");
    String bank = fleet.token(Role.VIEWER, "bank");
    String stranger = server.token(Role.ADMIN, server.organisation(), null);
    assertThat(digests(shop, "")).isEqualTo(cart);
    assertThat(digests(bank, "")).isEqualTo(till);
    assertThat(digests(shop, "?team=bank")).isEmpty();
    assertThat(digests(shop, "?reference=registry.example.com/bank/till:1")).isEmpty();
    assertThat(digests(shop, "?purl=pkg:npm/list_b")).isEmpty();
    assertThat(fleet.get(stranger, "/images").status()).isEqualTo(404);
    assertThat(fleet.get(shop, "/images/" + till.getFirst()).status()).isEqualTo(404);
    assertThat(fleet.get(shop, "/images/" + till.getFirst() + "/sbom").status()).isEqualTo(404);
    assertThat(fleet.get(shop, "/images/" + cart.getFirst()).status()).isEqualTo(200);
  }

  @Test
  void filtersSayWhatTheyMean() {
    assertThat(digests(fleet.admin, "?team=shop")).isEqualTo(cart);
    assertThat(digests(fleet.admin, "?project=till")).isEqualTo(till);
    assertThat(digests(fleet.admin, "?name=cart-3")).containsExactly(cart.get(1));
    assertThat(digests(fleet.admin, "?name=cart_3")).as("no pattern").isEmpty();
    assertThat(digests(fleet.admin, "?name=%25")).as("no pattern").isEmpty();
    assertThat(digests(fleet.admin, "?reference=registry.example.com/bank/till:0"))
        .containsExactly(till.get(1));
    assertThat(
            digests(
                fleet.admin,
                "?reference="
                    + TestFleet.encoded("registry.example.com/bank/till@" + till.getFirst())))
        .containsExactly(till.getFirst());
    assertThat(digests(fleet.admin, "?purl=pkg:npm/list_b")).isEqualTo(till);
    assertThat(digests(fleet.admin, "?purl=pkg:npm/list-a@1.0.1"))
        .containsExactly(till.getFirst(), cart.get(3));
    assertThat(digests(fleet.admin, "?purl=pkg:npm/list-a@1.0.1&team=shop"))
        .containsExactly(cart.get(3));
    assertThat(digests(fleet.admin, "?purl=pkg:npm/list-a&limit=2"))
        .isEqualTo(everything().subList(0, 2));
    assertThat(digests(fleet.admin, "?vulnerability=CVE-1999-0001")).isEmpty();
  }

  @Test
  void whatIsNotWatchedIsShownToWhoAsks() {
    TestImage newer = TestImage.of().npm("list-c", "1");
    fleet.upload(newer, "registry.example.com/shop/cart-0:1");
    assertThat(digests(fleet.admin, "?name=cart-0")).containsExactly(newer.digest());
    assertThat(digests(fleet.admin, "?name=cart-0&all=true"))
        .containsExactly(newer.digest(), cart.get(4));
  }

  @Test
  void whatCannotBeIsRefused() {
    for (String query :
        List.of(
            "?priority=urgent",
            "?reference=no+name",
            "?purl=lodash",
            "?purl=pkg:npm/a&vulnerability=CVE-2020-1",
            "?name=" + "x".repeat(600))) {
      Answer answer = fleet.get(fleet.admin, "/images" + query);
      assertThat(answer.status()).as(query + answer.text()).isEqualTo(422);
      assertThat(answer.detail()).isNotEmpty();
    }
    for (String query : List.of("?after=x", "?after=eA", "?limit=0")) {
      assertThat(fleet.get(fleet.admin, "/images" + query).status()).as(query).isEqualTo(400);
    }
  }
}
