package dev.drydock.server.fleet.retention;

import dev.drydock.server.fleet.Times;
import dev.drydock.server.jobs.Removal;
import dev.drydock.server.jobs.RetentionSettings;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Images that nobody watches: the last tag left them long ago, and they run nowhere since. One
/// that nothing ever pointed to is watched, unless a gate stopped it.
@Component
@Order(1)
class OldImages implements Removal {
  private static final int SIZE = 50;

  private static final String UNNEEDED =
      """
       and i.ingested_at < :before
        and not exists (select from repository_image r where r.image_id = i.id and (r.watched or r.pushed_at >= :before))
        and not exists (select from tag_period t where t.image_id = i.id and (t.until is null or t.until >= :before))
        and not exists (select from deployment d where d.image_id = i.id and (d.until is null or d.until >= :before))
        and not exists (select from gate_verdict v where v.image_id = i.id and v.gated_at >= :before)
      """;

  private final JdbcClient database;
  private final TransactionTemplate transactions;

  OldImages(JdbcClient database, TransactionTemplate transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  @Override
  public String what() {
    return "images";
  }

  @Override
  public Steps begin(RetentionSettings kept, Instant now) {
    OffsetDateTime before = Times.of(now.minus(kept.images()));
    List<Integer> found =
        database
            .sql("select i.id from image i where true" + UNNEEDED + " order by i.id")
            .param("before", before)
            .query((row, _) -> row.getInt("id"))
            .list();
    return Removal.through(found, SIZE, transactions, some -> remove(some, before));
  }

  /// Whoever is about to use an image again holds it, and it is passed over; whoever comes later
  /// waits for this transaction, and finds that it is gone. Between the two statements nobody can
  /// begin to use one.
  private int remove(List<Integer> some, OffsetDateTime before) {
    Integer[] held =
        database
            .sql(
                "select i.id from image i where i.id = any(:some) order by i.id for update skip locked")
            .param("some", some.toArray(Integer[]::new))
            .query((row, _) -> row.getInt("id"))
            .list()
            .toArray(Integer[]::new);
    return database
        .sql("delete from image i where i.id = any(:held)" + UNNEEDED)
        .param("held", held)
        .param("before", before)
        .update();
  }
}
