package dev.drydock.server.identity;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.drydock.server.web.ProblemWriter;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;

/// Sessions as a way of saying who asks, and the removal of what is over.
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {
  private static final Duration PURGE = Duration.ofMinutes(10);

  @Bean
  Customizer<HttpSecurity> sessionsOfPeople(Sessions sessions, ProblemWriter problems) {
    return http ->
        http.addFilterBefore(
            new SessionFilter(sessions, problems), UsernamePasswordAuthenticationFilter.class);
  }

  @Bean
  Task<Void> purgeOfIdentity(Sessions sessions, SignInThrottle throttle) {
    return Tasks.recurring("identity-purge", FixedDelay.of(PURGE))
        .execute(
            (instance, context) -> {
              sessions.purge();
              throttle.purge();
            });
  }
}
