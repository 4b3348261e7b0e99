package dev.drydock.server.fleet.inventory;

import dev.drydock.server.fleet.FleetSettings;
import dev.drydock.server.fleet.Owners;
import dev.drydock.server.fleet.Times;
import dev.drydock.server.fleet.UploadBody;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Where clusters tell what they run.
@RestController
@RequestMapping("/api/v1/organisations/{organisation}/clusters")
class InventoryController {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  private final Inventory inventory;
  private final Owners owners;
  private final FleetSettings settings;
  private final JdbcClient database;
  private final JsonMapper mapper = new JsonMapper();

  InventoryController(
      Inventory inventory, Owners owners, FleetSettings settings, JdbcClient database) {
    this.inventory = inventory;
    this.owners = owners;
    this.settings = settings;
    this.database = database;
  }

  @Operation(
      operationId = "putInventory",
      summary = "Takes over what a cluster runs now; what is not in the list has ended",
      requestBody =
          @RequestBody(
              required = true,
              description =
                  "What `kubectl get pods -A -o json` prints, also with Content-Encoding: gzip",
              content =
                  @Content(mediaType = "application/json", schema = @Schema(type = "object"))))
  @PutMapping("/{cluster}/inventory")
  InventoryAnswer put(
      @PathVariable String organisation,
      @PathVariable String cluster,
      @RequestParam(defaultValue = "production") String environment,
      @Parameter(
              description =
                  "What can be reached from the internet: namespaces, or namespace/kind/name; beside pods with the annotation drydock.dev/internet-facing: \"true\"")
          @RequestParam(defaultValue = "")
          Set<String> internetFacing,
      @Parameter(description = "true: an empty list is meant, and everything has ended")
          @RequestParam(defaultValue = "false")
          boolean allowEmpty,
      HttpServletRequest request)
      throws IOException {
    name("A cluster's name", cluster);
    name("An environment's name", environment);
    Snapshot snapshot = snapshot(request, internetFacing);
    if (snapshot.size() == 0 && !allowEmpty) {
      throw Problem.invalid(
          "No pod of the list runs anything, which is rarely what is meant (a token may see no namespaces): nothing was changed; with allowEmpty=true it is taken at its word");
    }
    return inventory.replace(owners.organisation(organisation), cluster, environment, snapshot);
  }

  private Snapshot snapshot(HttpServletRequest request, Set<String> internetFacing)
      throws IOException {
    try (InputStream in = UploadBody.stream(request, settings.maxInventory())) {
      return PodListReader.read(in, internetFacing, mapper);
    } catch (ZipException | EOFException _) {
      throw Problem.invalid("The list of pods is damaged or cut off; send it again");
    }
  }

  private static void name(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw Problem.invalid(what + " has small letters, digits and . _ -, at most 63");
    }
  }

  /// @param toldAt when it last said what it runs
  /// @param deployments images of containers that run there
  /// @param unknown how many of them nobody has brought
  record Cluster(String name, String environment, Instant toldAt, int deployments, int unknown) {}

  @Operation(operationId = "listClusters", summary = "The clusters that have told what they run")
  @GetMapping
  Page<Cluster> clusters(@PathVariable String organisation, PageRequest page) {
    List<Cluster> found =
        database
            .sql(
                """
                select c.name, c.environment, c.told_at, count(d.id) as deployments,
                  count(d.id) filter (where d.image_id is null) as unknown
                from (select * from cluster where organisation_id = ? and name > ?
                    order by name limit ?) c
                  left join deployment d on d.organisation_id = c.organisation_id and d.cluster = c.name
                    and d.until is null
                group by c.name, c.environment, c.told_at order by c.name
                """)
            .params(owners.organisation(organisation), page.key(""), page.fetch())
            .query(
                (row, number) ->
                    new Cluster(
                        row.getString("name"),
                        row.getString("environment"),
                        Times.read(row, "told_at"),
                        row.getInt("deployments"),
                        row.getInt("unknown")))
            .list();
    return Page.of(found, page, cluster -> List.of(cluster.name()));
  }
}
