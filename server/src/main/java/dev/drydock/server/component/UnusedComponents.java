package dev.drydock.server.component;

import dev.drydock.server.advisory.GenerationLocks;
import dev.drydock.server.jobs.Removal;
import dev.drydock.server.jobs.RetentionSettings;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Component versions that are in no set any more, with all that was known of them: one that comes
/// back is as new.
@Component
@Order(4)
class UnusedComponents implements Removal {
  private static final int SIZE = 200;

  private final GenerationLocks locks;
  private final IdCache cache;
  private final ObjectProvider<ComponentNeed> needs;
  private final JdbcClient database;
  private final TransactionTemplate transactions;

  UnusedComponents(
      GenerationLocks locks,
      IdCache cache,
      ObjectProvider<ComponentNeed> needs,
      JdbcClient database,
      TransactionTemplate transactions) {
    this.locks = locks;
    this.cache = cache;
    this.needs = needs;
    this.database = database;
    this.transactions = transactions;
  }

  @Override
  public String what() {
    return "components";
  }

  @Override
  public Steps begin(RetentionSettings kept, Instant now) {
    List<Integer> found =
        database
            .sql(
                """
                select id from component except select unnest(components) from component_set order by id
                """)
            .query((row, _) -> row.getInt("id"))
            .list();
    return Removal.through(found, SIZE, transactions, this::remove);
  }

  private int remove(List<Integer> some) {
    locks.change();
    locks.storeNothing();
    Integer[] lonely = unneeded(lonely(some.toArray(Integer[]::new)));
    if (lonely.length == 0) {
      return 0;
    }
    cache.forgetEverywhere();
    for (String table : List.of("finding_change", "component_finding", "component_name")) {
      database.sql("delete from " + table + " where component_id = any(?)").param(lonely).update();
    }
    return database.sql("delete from component where id = any(?)").param(lonely).update();
  }

  private Integer[] lonely(Integer[] candidates) {
    return database
        .sql(
            """
            select c.id from unnest(?) candidate (id) join component c on c.id = candidate.id
            where not exists (select from component_set where components @> array[candidate.id])
            """)
        .param(candidates)
        .query((row, _) -> row.getInt("id"))
        .list()
        .toArray(Integer[]::new);
  }

  private Integer[] unneeded(Integer[] lonely) {
    Set<Integer> needed =
        needs.stream().flatMap(need -> need.needed(lonely).stream()).collect(Collectors.toSet());
    return List.of(lonely).stream().filter(id -> !needed.contains(id)).toArray(Integer[]::new);
  }
}
