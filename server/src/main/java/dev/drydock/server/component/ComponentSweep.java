package dev.drydock.server.component;

import dev.drydock.server.advisory.GenerationLocks;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Removes sets that no image consists of any more, and components that are in no set. Bears being
/// killed and being run twice.
@Component
public class ComponentSweep {
  private static final Logger LOG = LoggerFactory.getLogger(ComponentSweep.class);
  private static final int BATCH = 200;

  private final GenerationLocks locks;
  private final JdbcClient database;
  private final TransactionTemplate transactions;

  ComponentSweep(GenerationLocks locks, JdbcClient database, TransactionTemplate transactions) {
    this.locks = locks;
    this.database = database;
    this.transactions = transactions;
  }

  /// @return how many components are gone
  public int run() {
    Integer[] unused =
        database
            .sql(
                """
                select id from component_set s where not exists (select from image_set where set_id = s.id) order by id
                """)
            .query(Integer.class)
            .list()
            .toArray(Integer[]::new);
    int removed = 0;
    for (int from = 0; from < unused.length; from += BATCH) {
      Integer[] some =
          Arrays.copyOfRange(unused, from, Math.min(unused.length, from + BATCH));
      removed += Objects.requireNonNull(transactions.execute(_ -> remove(some)));
    }
    if (unused.length > 0) {
      LOG.info(
          "{} sets that no image needs are removed, and {} components", unused.length, removed);
    }
    return removed;
  }

  private int remove(Integer[] sets) {
    locks.change();
    locks.storeNothing();
    // replicas forget the ids that they know
    database.sql("update component_sweep set count = count + 1").update();
    Integer[] unused =
        database
            .sql(
                """
                select id from component_set s
                where id = any(?) and not exists (select from image_set where set_id = s.id)
                """)
            .param(sets)
            .query(Integer.class)
            .list()
            .toArray(Integer[]::new);
    database.sql("delete from set_summary where set_id = any(?)").param(unused).update();
    Integer[] members =
        database
            .sql(
                """
                with gone as (delete from component_set where id = any(?) returning components)
                select distinct member from gone cross join unnest(components) member
                """)
            .param(unused)
            .query(Integer.class)
            .list()
            .toArray(Integer[]::new);
    return removeComponents(members);
  }

  private int removeComponents(Integer[] candidates) {
    Integer[] lonely =
        database
            .sql(
                """
                select id from unnest(?) candidate (id)
                where not exists (select from component_set where components @> array[candidate.id])
                """)
            .param(candidates)
            .query(Integer.class)
            .list()
            .toArray(Integer[]::new);
    for (String table : List.of("finding_change", "component_finding", "component_name")) {
      database
          .sql("delete from " + table + " where component_id = any(?)")
          .param(lonely)
          .update();
    }
    database.sql("delete from component where id = any(?)").param(lonely).update();
    return lonely.length;
  }
}
