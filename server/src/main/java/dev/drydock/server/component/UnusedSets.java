package dev.drydock.server.component;

import dev.drydock.server.advisory.GenerationLocks;
import dev.drydock.server.jobs.Removal;
import dev.drydock.server.jobs.RetentionSettings;
import java.time.Instant;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Sets that no image consists of any more.
@Component
@Order(3)
class UnusedSets implements Removal {
  private static final int SIZE = 100;

  private final GenerationLocks locks;
  private final IdCache cache;
  private final JdbcClient database;
  private final TransactionTemplate transactions;

  UnusedSets(
      GenerationLocks locks, IdCache cache, JdbcClient database, TransactionTemplate transactions) {
    this.locks = locks;
    this.cache = cache;
    this.database = database;
    this.transactions = transactions;
  }

  @Override
  public String what() {
    return "sets";
  }

  @Override
  public Steps begin(RetentionSettings kept, Instant now) {
    List<Integer> found =
        database
            .sql(
                """
                select id from component_set s
                where not exists (select from image_set where set_id = s.id) order by id
                """)
            .query((row, _) -> row.getInt("id"))
            .list();
    return Removal.through(found, SIZE, transactions, this::remove);
  }

  private int remove(List<Integer> some) {
    locks.change();
    locks.storeNothing();
    Integer[] unused =
        database
            .sql(
                """
                select id from component_set s
                where id = any(?) and not exists (select from image_set where set_id = s.id)
                """)
            .param(some.toArray(Integer[]::new))
            .query((row, _) -> row.getInt("id"))
            .list()
            .toArray(Integer[]::new);
    if (unused.length == 0) {
      return 0;
    }
    cache.forgetEverywhere();
    database.sql("delete from set_summary where set_id = any(?)").param(unused).update();
    return database.sql("delete from component_set where id = any(?)").param(unused).update();
  }
}
