package dev.drydock.server.audit;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Goes through a chain and says whether each line is the one that was written.
@Component
class AuditVerification {
  private final AuditStore store;
  private final JsonMapper mapper;
  private final TransactionTemplate snapshot; // lines that are written meanwhile are left out

  AuditVerification(AuditStore store, JsonMapper mapper, PlatformTransactionManager transactions) {
    this.store = store;
    this.mapper = mapper;
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    snapshot.setReadOnly(true);
  }

  /// What was found.
  ///
  /// @param lines how many were gone through
  /// @param head the hash of the last of them; keep it elsewhere, and ask for it later
  /// @param brokenAt the first line that is not as it was written; `null` where all are
  /// @param reason what is wrong with it
  record Verification(
      boolean intact, long lines, String head, @Nullable Long brokenAt, @Nullable String reason) {}

  /// @param known the hash of a line that the caller has kept; `null` for none
  Verification verify(int chain, @Nullable String known) {
    return snapshot.execute(_ -> walk(chain, known));
  }

  private Verification walk(int chain, @Nullable String known) {
    AuditStore.Head head = store.head(chain);
    Walk walk = new Walk(known);
    store.read(chain, 0, Long.MAX_VALUE, walk::line);
    if (walk.reason == null && walk.expected - 1 < head.number()) {
      walk.broken(walk.expected, "lines are missing at the end");
    }
    if (walk.reason == null
        && (walk.expected - 1 != head.number() || !walk.last.equals(head.hex()))) {
      walk.broken(head.number(), "the chain does not end where its head says");
    }
    if (walk.reason == null && known != null && !walk.knownSeen) {
      walk.broken(null, "no line has the hash that you have kept: lines were written anew");
    }
    return new Verification(
        walk.reason == null, walk.expected - 1, walk.last, walk.brokenAt, walk.reason);
  }

  private final class Walk {
    private final @Nullable String known;
    private long expected = 1;
    private String last = "0".repeat(64);
    private boolean knownSeen;
    private @Nullable Long brokenAt;
    private @Nullable String reason;

    Walk(@Nullable String known) {
      this.known = known;
    }

    void line(AuditStore.Line line) {
      if (reason != null) {
        return;
      }
      byte[] hash = AuditStore.hash(line.content());
      if (line.number() != expected) {
        broken(expected, "the line is missing");
      } else if (!Arrays.equals(hash, line.hash())) {
        broken(expected, "its content is not what was written");
      } else if (!follows(line.content())) {
        broken(expected, "it does not follow the line before it");
      } else {
        last = HexFormat.of().formatHex(hash);
        knownSeen |= last.equals(known);
        expected++;
      }
    }

    private boolean follows(String content) {
      try {
        JsonNode event = mapper.readTree(content);
        return event.path("number").asLong(0) == expected
            && event.path("previous").asString("").equals(last);
      } catch (JacksonException _) {
        return false;
      }
    }

    void broken(@Nullable Long number, String why) {
      brokenAt = number;
      reason = why;
    }
  }
}
