package dev.drydock.server.component;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The periods in which components have vulnerabilities.
@Component
public class FindingPeriods {
  private final JdbcClient database;
  private final ObjectProvider<FindingListener> listeners;

  FindingPeriods(JdbcClient database, ObjectProvider<FindingListener> listeners) {
    this.database = database;
    this.listeners = listeners;
  }

  /// A period that begins.
  ///
  /// @param appearedAt when it was first known, through all periods without a gap
  public record Beginning(
      int component, int vulnerability, Instant since, Instant appearedAt, FindingForm form) {}

  /// The end of the period that is open.
  public record End(int component, int vulnerability, Instant until) {}

  public void begin(int generation, List<Beginning> periods) {
    if (periods.isEmpty()) {
      return;
    }
    database
        .sql(
            """
            insert into component_finding (component_id, vulnerability_id, since, appeared_at, severity, priority,
              status, fixed_in, fix_group, generation_id)
            select component, vulnerability, since::timestamptz, appeared::timestamptz, severity, priority, status,
              coalesce(string_to_array(nullif(fixed, ''), E'\\x1f'), '{}'), fix_group, ?
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
              as new (component, vulnerability, since, appeared, severity, priority, status, fixed, fix_group)
            """)
        .param(generation)
        .param(integers(periods, Beginning::component))
        .param(integers(periods, Beginning::vulnerability))
        .param(texts(periods, period -> period.since().toString()))
        .param(texts(periods, period -> period.appearedAt().toString()))
        .param(integers(periods, period -> FindingWords.number(period.form().severity())))
        .param(integers(periods, period -> FindingWords.number(period.form().priority())))
        .param(texts(periods, period -> FindingWords.word(period.form().status())))
        .param(
            texts(
                periods,
                period -> String.join(VulnerabilityTable.SEPARATOR, period.form().fixedIn())))
        .param(texts(periods, period -> period.form().fixGroup()))
        .update();
    listeners.forEach(listener -> listener.begun(periods));
  }

  public void end(List<End> periods) {
    if (periods.isEmpty()) {
      return;
    }
    database
        .sql(
            """
            update component_finding f set until = done.until::timestamptz
            from unnest(?, ?, ?) as done (component, vulnerability, until)
            where f.component_id = done.component and f.vulnerability_id = done.vulnerability and f.until is null
            """)
        .param(integers(periods, End::component))
        .param(integers(periods, End::vulnerability))
        .param(texts(periods, period -> period.until().toString()))
        .update();
  }

  private static <T> Integer[] integers(List<T> rows, Function<T, Integer> column) {
    return rows.stream().map(column).toArray(Integer[]::new);
  }

  private static <T> String[] texts(List<T> rows, Function<T, String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }
}
