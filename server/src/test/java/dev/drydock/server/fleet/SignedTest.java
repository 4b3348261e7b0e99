package dev.drydock.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.fleet.TestFleet.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Whether images are signed, as uploads say.
@ServerTest
class SignedTest {
  private static final String CART = "registry.example.com/shop/cart:1";

  @Autowired TestServer server;
  @Autowired ImageSignatures signatures;
  private TestFleet fleet;
  private final TestImage image = TestImage.of().npm("quiet", "1.0.0");

  @BeforeEach
  void begin() {
    fleet = new TestFleet(server);
  }

  private String signed() {
    String detail =
        fleet
            .get(fleet.admin, "/images/" + image.digest())
            .json()
            .path("image")
            .path("signed")
            .asString();
    String listed =
        fleet.get(fleet.admin, "/images").json().path("items").path(0).path("signed").asString();
    assertThat(listed).isEqualTo(detail);
    return detail;
  }

  private int upload(String more) {
    Answer answer = fleet.upload(image.document(), "reference=" + TestFleet.encoded(CART) + more);
    return answer.status();
  }

  @Test
  void whoHasSeenMoreIsBelieved() {
    assertThat(upload("")).isEqualTo(201);
    assertThat(signed()).isEqualTo("unknown");
    assertThat(upload("&signed=none")).isEqualTo(200);
    assertThat(signed()).isEqualTo("none");
    assertThat(upload("&signed=present")).isEqualTo(200);
    assertThat(signed()).isEqualTo("present");
    assertThat(upload("&signed=verified")).isEqualTo(200);
    for (String weaker : new String[] {"", "&signed=none", "&signed=present"}) {
      assertThat(upload(weaker)).isEqualTo(200);
      assertThat(signed()).isEqualTo("verified");
    }
    assertThat(upload("&signed=perhaps")).isEqualTo(422);
  }
}
