package dev.drydock.server.alert.outbox;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.drydock.server.alert.AlertSettings;
import dev.drydock.server.alert.channel.Outlets;
import dev.drydock.server.alert.making.AlertMaker;
import dev.drydock.server.alert.subscription.ChannelStore;
import dev.drydock.server.jobs.SeldomJobs;
import dev.drydock.server.outgoing.OutgoingClient;
import dev.drydock.server.outgoing.TrustedCertificates;
import dev.drydock.server.secret.UnreadableSecretException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import tools.jackson.databind.json.JsonMapper;

/// What delivery works with, and the jobs that make it go.
@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxConfiguration.class);
  private static final Duration OFTEN = Duration.ofSeconds(1);

  @Bean
  RandomGenerator random() {
    return new SecureRandom();
  }

  @Bean
  Outlets outlets(
      OutgoingClient http,
      ObjectProvider<JavaMailSender> mail,
      TrustedCertificates trusted,
      AlertSettings settings,
      JsonMapper mapper,
      Clock clock) {
    JavaMailSender sender = mail.getIfAvailable();
    if (sender instanceof JavaMailSenderImpl own) {
      trusted.context().ifPresent(tls -> trust(own, tls.getSocketFactory()));
    }
    return new Outlets(http, sender, settings.mailFrom(), new NoMemory(), mapper, clock);
  }

  private static void trust(JavaMailSenderImpl sender, SSLSocketFactory sockets) {
    for (String protocol : List.of("smtp", "smtps")) {
      sender.getJavaMailProperties().put("mail." + protocol + ".ssl.socketFactory", sockets);
    }
  }

  /// For samples, which open an issue each time.
  private record NoMemory() implements Outlets.IssueMemory {
    @Override
    public String issue(String marker) {
      return "";
    }

    @Override
    public void remember(String marker, String issue) {
      // the next sample shall be seen as well
    }
  }

  /// Makes alerts of what is new, gathers what is due, and begins to deliver.
  @Bean
  RecurringTask<Void> alertTask(AlertMaker maker, Collector collector, Delivery delivery) {
    return Tasks.recurring("alerts", FixedDelay.of(OFTEN))
        .execute(
            (_, _) -> {
              maker.makeAll();
              collector.collect();
              try {
                delivery.begin();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
  }

  @Bean
  RecurringTask<Void> secretTask(ChannelStore channels) {
    return SeldomJobs.recurring("alert-channel-secrets", FixedDelay.ofHours(12))
        .execute(
            (_, _) -> {
              try {
                int count = channels.sealAnew();
                if (count > 0) {
                  LOG.info("Credentials of {} channels were sealed anew with the first key", count);
                }
              } catch (UnreadableSecretException e) {
                LOG.warn("Credentials of channels cannot be sealed anew: {}", e.getMessage());
              }
            });
  }
}
