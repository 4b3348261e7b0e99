package dev.drydock.server.gate;

import dev.drydock.policy.exception.ExceptionEdit;
import dev.drydock.server.gate.PolicyChain.Link;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Exceptions that were approved, as the last document of their project's policy: what a rule does
/// not allow to those who inherit from it, nobody's approval gives.
@Component
class ApprovedExceptions {
  /// For how long after its end an exception is still told of: it comes back loudly, and names whom
  /// to ask.
  private static final int TOLD_DAYS = 30;

  private final JdbcClient database;

  ApprovedExceptions(JdbcClient database) {
    this.database = database;
  }

  Optional<Link> of(PolicyPlace project, LocalDate today) {
    List<Map<String, List<String>>> texts =
        database
            .sql(
                """
                select e.* from policy_exception e
                where e.project_id = ? and e.state in ('approved', 'expired') and (e.until is null or e.until >= ?)
                order by e.number
                """)
            .params(project.id(), today.minusDays(TOLD_DAYS))
            .query((row, number) -> ExceptionStore.text(row).keys())
            .list();
    return texts.isEmpty() ? Optional.empty() : Optional.of(link(project.name(), texts));
  }

  /// Those of all projects of an organisation, by the projects' ids.
  Map<Integer, Link> ofOrganisation(PolicyPlace organisation, LocalDate today) {
    Map<Integer, List<Map<String, List<String>>>> texts = new LinkedHashMap<>();
    Map<Integer, String> names = new LinkedHashMap<>();
    database
        .sql(
            """
            select e.*, p.name as project from policy_exception e join project p on p.id = e.project_id
            where p.organisation_id = ? and e.state in ('approved', 'expired') and (e.until is null or e.until >= ?)
            order by p.name, e.number
            """)
        .params(organisation.id(), today.minusDays(TOLD_DAYS))
        .query(
            row -> {
              int project = row.getInt("project_id");
              names.put(project, organisation.name() + "/projects/" + row.getString("project"));
              texts
                  .computeIfAbsent(project, _ -> new ArrayList<>())
                  .add(ExceptionStore.text(row).keys());
            });
    Map<Integer, Link> links = new LinkedHashMap<>();
    texts.forEach((project, all) -> links.put(project, link(names.getOrDefault(project, ""), all)));
    return links;
  }

  /// The document of exceptions.
  static Link link(String project, List<Map<String, List<String>>> texts) {
    return new Link(
        "exceptions", project + PolicyChain.EXCEPTIONS, 0, ExceptionEdit.document(texts));
  }
}
