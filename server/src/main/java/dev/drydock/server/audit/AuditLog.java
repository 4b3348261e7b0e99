package dev.drydock.server.audit;

import dev.drydock.server.access.Caller;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// Where everything that decides something says so, within the transaction that does it: either
/// both are kept or neither.
@Component
public class AuditLog {
  private final AuditStore store;
  private final JsonMapper mapper;

  AuditLog(AuditStore store, JsonMapper mapper) {
    this.store = store;
    this.mapper = mapper;
  }

  /// Adds a line. It is written just before the transaction commits, so that writers of one
  /// organisation wait for each other only that long, wherever in their work they call this.
  ///
  /// @param organisation the id of whose log it is; `null` for the server's
  /// @param action the kind of thing and what happened to it: `team.created`
  /// @param subject kind and name: `team/shop`
  /// @param before what becomes its JSON, without secrets; `null` where it was not there
  /// @param after likewise; `null` where it is no longer there
  /// @throws IllegalStateException outside of a transaction
  public void record(
      Caller caller,
      @Nullable Integer organisation,
      String action,
      String subject,
      @Nullable Object before,
      @Nullable Object after) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("The audit log is written within the transaction that acts");
    }
    pending()
        .entries
        .add(
            new Entry(
                organisation == null ? AuditStore.SERVER : organisation,
                caller,
                action,
                subject,
                before == null ? null : mapper.valueToTree(before),
                after == null ? null : mapper.valueToTree(after)));
  }

  private Pending pending() {
    for (TransactionSynchronization known :
        TransactionSynchronizationManager.getSynchronizations()) {
      if (known instanceof Pending pending && pending.store == store) {
        return pending;
      }
    }
    Pending pending = new Pending(store);
    TransactionSynchronizationManager.registerSynchronization(pending);
    return pending;
  }

  private static final class Pending implements TransactionSynchronization {
    private final AuditStore store;
    private final List<Entry> entries = new ArrayList<>();

    Pending(AuditStore store) {
      this.store = store;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      // sorted: two transactions that write to the same chains hold them in the same order
      entries.sort(Comparator.comparingInt(Entry::chain));
      store.append(entries);
    }
  }
}
