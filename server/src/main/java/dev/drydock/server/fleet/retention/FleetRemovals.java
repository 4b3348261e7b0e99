package dev.drydock.server.fleet.retention;

import dev.drydock.server.jobs.Removal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The histories that grow with every push and every deployment.
@Configuration(proxyBeanMethods = false)
class FleetRemovals {

  @Bean
  @Order(5)
  Removal oldTags(JdbcClient database) {
    return new OldHistory(
        database,
        "tags",
        """
        delete from tag_period where (repository_id, tag, since) in (
          select t.repository_id, t.tag, t.since from tag_period t
          where t.until < :before and exists (select from tag_period n where n.image_id = t.image_id
            and n.repository_id = t.repository_id and (n.since, n.tag) > (t.since, t.tag))
          limit :size for update skip locked)
        """);
  }

  @Bean
  @Order(5)
  Removal oldDeployments(JdbcClient database) {
    return new OldHistory(
        database,
        "deployments",
        """
        delete from deployment where id in (
          select d.id from deployment d
          where d.until < :before and (d.image_id is null
            or exists (select from deployment n where n.image_id = d.image_id and n.id > d.id))
          limit :size for update skip locked)
        """);
  }

  @Bean
  @Order(5)
  Removal oldVerdicts(JdbcClient database) {
    return new OldHistory(
        database,
        "verdicts",
        """
        delete from gate_verdict where id in (
          select v.id from gate_verdict v
          where v.gated_at < :before and exists (select from gate_verdict n where n.image_id = v.image_id
            and n.repository_id = v.repository_id and n.gated_at > v.gated_at)
          limit :size for update skip locked)
        """);
  }
}
