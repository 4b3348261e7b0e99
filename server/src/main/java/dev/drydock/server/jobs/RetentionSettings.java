package dev.drydock.server.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long what is over is kept. What still holds is kept in any case.
///
/// @param images after their last tag was moved away and they ran last
/// @param history of tags, deployments and verdicts of images that are still there
/// @param findings after they ended
/// @param alerts after they were delivered
/// @param deadAlerts after they were given up; registries' events too
@ConfigurationProperties("drydock.retention")
public record RetentionSettings(
    @DefaultValue("400d") Duration images,
    @DefaultValue("400d") Duration history,
    @DefaultValue("400d") Duration findings,
    @DefaultValue("180d") Duration alerts,
    @DefaultValue("400d") Duration deadAlerts) {

  /// The preview of subscriptions and the measures of maturity look back as far.
  private static final Duration SHORTEST = Duration.ofDays(90);

  public RetentionSettings {
    require("images", images);
    require("history", history);
    require("findings", findings);
    require("alerts", alerts);
    require("dead-alerts", deadAlerts);
  }

  private static void require(String name, Duration kept) {
    if (kept.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "drydock.retention." + name + " has to be 90d or more, since measures look back as far");
    }
  }
}
