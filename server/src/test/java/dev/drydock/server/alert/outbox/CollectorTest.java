package dev.drydock.server.alert.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectorTest {
  private static final String MESSAGES =
      """
      select m.subscription_id || ' ' || coalesce(m.fix_group, 'all') || ' ' || count(a.id)
      from alert_message m left join alert a on a.message_id = m.id group by m.id order by 1
      """;

  private Stage stage;

  @BeforeEach
  void start() {
    stage = new Stage(Map.of());
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  private int channel(String kind) {
    return stage.channel(kind + "-channel", kind, Map.of("address", "https://example.com/"));
  }

  private List<String> messages() {
    return stage.replica.strings(MESSAGES);
  }

  @Test
  void aFewGroupsComeApartAndMoreComeTogether() {
    stage.subscription().by(channel("slack"));
    for (int i = 0; i < 5; i++) {
      stage.news();
    }
    stage.news("pkg:deb/debian/lib1");
    stage.replica.make();
    assertThat(stage.replica.collect()).isEqualTo(6);
    assertThat(messages())
        .containsExactly(
            "1 pkg:deb/debian/lib1 2",
            "1 pkg:deb/debian/lib2 1",
            "1 pkg:deb/debian/lib3 1",
            "1 pkg:deb/debian/lib4 1",
            "1 pkg:deb/debian/lib5 1");
    assertThat(stage.replica.collect()).isZero();
    for (int i = 0; i < 6; i++) {
      stage.news();
    }
    stage.replica.make();
    assertThat(stage.replica.collect()).isEqualTo(6);
    assertThat(messages()).hasSize(6).contains("1 all 6");
  }

  @Test
  void whereGroupsHaveIssuesOfTheirOwnTheyAlwaysComeApart() {
    stage.subscription().by(channel("jira"));
    stage.subscription().schedule("daily").by(channel("github"));
    for (int i = 0; i < 7; i++) {
      stage.news();
    }
    stage.replica.make();
    stage.replica.collect();
    assertThat(messages()).hasSize(7).allMatch(message -> message.matches("1 pkg.* 1"));
    stage.replica.clock.forward(Duration.ofDays(1));
    stage.replica.collect();
    assertThat(messages()).hasSize(14).noneMatch(message -> message.contains(" all "));
  }

  @Test
  void aDigestIsOneMessageAndWhatIsMadeMeanwhileGoesIntoTheNextOne() {
    stage.subscription().schedule("daily").by(channel("email"));
    stage.news();
    stage.news();
    stage.replica.make();
    assertThat(stage.replica.collect()).isZero();
    stage.replica.clock.forward(Duration.ofHours(22));
    assertThat(stage.replica.collect()).isEqualTo(2);
    assertThat(messages()).containsExactly("1 all 2");
    stage.news();
    stage.replica.make();
    assertThat(stage.replica.collect()).isZero();
    stage.replica.clock.forward(Duration.ofHours(24));
    assertThat(stage.replica.collect()).isEqualTo(1);
    assertThat(messages()).containsExactly("1 all 1", "1 all 2");
  }
}
