package dev.drydock.server.fleet.retention;

import dev.drydock.server.jobs.Removal;
import dev.drydock.server.jobs.RetentionSettings;
import java.time.Instant;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Bills of materials of images that are gone, or that have another one now.
@Component
@Order(2)
class UnusedDocuments implements Removal {
  private static final int SIZE = 50;

  private final JdbcClient database;
  private final TransactionTemplate transactions;

  UnusedDocuments(JdbcClient database, TransactionTemplate transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  @Override
  public String what() {
    return "documents";
  }

  @Override
  public Steps begin(RetentionSettings kept, Instant now) {
    List<byte[]> found =
        database
            .sql(
                """
                select digest from bom_document d
                where not exists (select from image i where i.bom_digest = d.digest) order by digest
                """)
            .query((row, _) -> row.getBytes("digest"))
            .list();
    return Removal.through(found, SIZE, transactions, this::remove);
  }

  /// An upload holds the document that it is about to refer to.
  private int remove(List<byte[]> some) {
    byte[][] held =
        database
            .sql(
                "select digest from bom_document where digest = any(?) order by digest for update skip locked")
            .param(some.toArray(byte[][]::new))
            .query((row, _) -> row.getBytes("digest"))
            .list()
            .toArray(byte[][]::new);
    return database
        .sql(
            """
            delete from bom_document d
            where d.digest = any(?) and not exists (select from image i where i.bom_digest = d.digest)
            """)
        .param(held)
        .update();
  }
}
