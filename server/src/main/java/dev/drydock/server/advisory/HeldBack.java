package dev.drydock.server.advisory;

import dev.drydock.server.access.Caller;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.web.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Advisories that were found and not taken over, and what an admin has accepted of that.
@Component
class HeldBack {
  private static final TypeReference<TreeMap<String, Integer>> RECORDS = new TypeReference<>() {};

  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final JsonMapper mapper = new JsonMapper();

  HeldBack(JdbcClient database, TransactionTemplate transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  /// @param left records by feed
  void hold(Map<String, Integer> left) {
    database
        .sql("update advisory_refresh set held_back = cast(? as jsonb)")
        .param(mapper.writeValueAsString(left))
        .update();
  }

  /// What was found is whole, or accepted.
  void none() {
    database.sql("update advisory_refresh set held_back = null").update();
  }

  /// Something was taken over: what was accepted was for that only.
  ///
  /// @param from what the settings name
  void taken(String from) {
    database
        .sql("update advisory_refresh set taken_from = ?, held_back = null, accepted = null")
        .param(from)
        .update();
  }

  /// What the settings named when something was taken over last.
  Optional<String> takenFrom() {
    return database
        .sql("select taken_from from advisory_refresh where taken_from is not null")
        .query(String.class)
        .optional();
  }

  /// How many records are left of feeds of which an admin has accepted the loss.
  Map<String, Integer> accepted() {
    return records("accepted");
  }

  /// How many records are left of feeds that have lost much, where something is held back.
  Map<String, Integer> heldBack() {
    return records("held_back");
  }

  private Map<String, Integer> records(String column) {
    return database
        .sql("select " + column + " from advisory_refresh where " + column + " is not null")
        .query((row, _) -> row.getString(1))
        .optional()
        .map(text -> (Map<String, Integer>) mapper.readValue(text, RECORDS))
        .orElse(Map.of());
  }

  /// @throws Problem 409 where nothing is held back
  void accept(Caller caller, AuditLog audit) {
    transactions.executeWithoutResult(
        _ -> {
          int done =
              database
                  .sql(
                      "update advisory_refresh set accepted = held_back where held_back is not null")
                  .update();
          if (done == 0) {
            throw Problem.conflict("Nothing is held back, so there is nothing to accept");
          }
          audit.record(caller, null, "advisories.accepted", "server/advisories", null, accepted());
        });
  }
}
