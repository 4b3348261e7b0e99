package dev.drydock.server.fleet.summary;

import dev.drydock.server.access.Caller;
import dev.drydock.server.fleet.Owners;
import dev.drydock.server.fleet.Visibility;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// How teams stand.
@RestController
@RequestMapping("/api/v1/organisations/{organisation}")
class SummaryController {
  private final TeamSummaries summaries;
  private final Owners owners;
  private final JdbcClient database;

  SummaryController(TeamSummaries summaries, Owners owners, JdbcClient database) {
    this.summaries = summaries;
    this.owners = owners;
    this.database = database;
  }

  @Operation(operationId = "getTeamSummary", summary = "How a team stands, in a few numbers")
  @GetMapping("/teams/{team}/summary")
  TeamSummary team(@PathVariable String organisation, @PathVariable String team) {
    int id =
        owners
            .team(owners.organisation(organisation), team)
            .orElseThrow(() -> Problem.notFound("There is no team of this name"));
    return summaries.of(List.of(id)).getFirst();
  }

  private record Named(int id, String name) {}

  @Operation(
      operationId = "listTeamSummaries",
      summary = "How the teams stand that the caller may see, by name")
  @GetMapping("/summaries")
  Page<TeamSummary> teams(
      @PathVariable String organisation, PageRequest page, @AuthenticationPrincipal Caller caller) {
    int where = owners.organisation(organisation);
    Visibility visibility = Visibility.of(caller, where);
    List<Named> found =
        database
            .sql(
                """
                select id, name from team
                where organisation_id = :organisation and name > :after and %s
                order by name limit :count
                """
                    .formatted(visibility.everything() ? "true" : "id = any(:seenTeams)"))
            .param("organisation", where)
            .param("after", page.key(""))
            .param("count", page.fetch())
            .params(visibility.parameters())
            .query((row, number) -> new Named(row.getInt("id"), row.getString("name")))
            .list();
    Page<Named> shown = Page.of(found, page, team -> List.of(team.name()));
    return new Page<>(summaries.of(shown.items().stream().map(Named::id).toList()), shown.next());
  }
}
