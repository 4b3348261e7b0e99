package dev.drydock.server.monitor;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.drydock.bom.Bom;
import dev.drydock.server.ServerSettings;
import dev.drydock.server.advisory.AdvisorySettings;
import dev.drydock.server.advisory.CurrentAdvisories;
import dev.drydock.server.advisory.EngineRules;
import dev.drydock.server.advisory.Generation;
import dev.drydock.server.advisory.Generations;
import dev.drydock.server.component.ComponentStore;
import dev.drydock.server.component.StoredSet;
import dev.drydock.server.jobs.Removal;
import dev.drydock.server.jobs.RetentionSettings;
import dev.drydock.server.outgoing.TrustedCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RestController;

/// A replica of the server without its outside: advisories, components and monitoring on a database
/// of the test. Jobs run when the test says so.
public final class TestReplica implements AutoCloseable {
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  private final Path data;
  private final HikariDataSource pool;
  private final MortalDataSource connections;
  private String from = "none";
  private List<String> ecosystems = List.of();

  /// @param data its directory
  public TestReplica(DataSource database, Path data, Clock clock) {
    this(database, data, clock, 3, 0);
    start();
  }

  /// @param batch of components in one transaction
  /// @param killedAt at which moment; 0 for never
  public TestReplica(DataSource database, Path data, Clock clock, int batch, int killedAt) {
    this.data = data;
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(0);
    pool = new HikariDataSource(config);
    Flyway.configure().dataSource(pool).load().migrate();
    connections = new MortalDataSource(pool, killedAt);
    context.registerBean(DataSource.class, () -> connections);
    context.registerBean(Clock.class, () -> clock);
    context.registerBean(ServerSettings.class, () -> new ServerSettings(data, data));
    context.registerBean(
        AdvisorySettings.class, () -> new AdvisorySettings(from, ecosystems, Duration.ofHours(1)));
    context.registerBean(TrustedCertificates.class, TrustedCertificates::ofJdk);
    context.registerBean(
        MonitorSettings.class, () -> new MonitorSettings(batch, Duration.ofHours(24)));
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(connections));
    context.registerBean(
        TransactionTemplate.class,
        () -> new TransactionTemplate(new JdbcTransactionManager(connections)));
    ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context);
    scanner.addExcludeFilter(new AnnotationTypeFilter(RestController.class));
    scanner.scan(
        "dev.drydock.server.advisory",
        "dev.drydock.server.component",
        "dev.drydock.server.monitor",
        "dev.drydock.server.jobs");
  }

  /// By which rules its engine matches; before it starts.
  public TestReplica rules(int number) {
    context.registerBean(
        "rules",
        EngineRules.class,
        () -> new EngineRules(number),
        definition -> definition.setPrimary(true));
    return this;
  }

  /// Where its advisories come from; before it starts.
  public TestReplica advisoriesFrom(String place) {
    from = place;
    return this;
  }

  /// Which of them it wants; before it starts.
  public TestReplica ecosystems(String... names) {
    ecosystems = List.of(names);
    return this;
  }

  /// Starts it.
  public TestReplica start() {
    context.refresh();
    return this;
  }

  /// How often it has spoken with the database so far.
  int moments() {
    return connections.moments();
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public JdbcClient database() {
    return bean(JdbcClient.class);
  }

  public List<StoredSet> store(Bom bom) {
    return Objects.requireNonNull(
        bean(TransactionTemplate.class).execute(_ -> bean(ComponentStore.class).store(bom)));
  }

  /// Begins a generation of what is in the feeds now.
  public Optional<Generation> begin(TestFeeds feeds) {
    try {
      return bean(Generations.class).begin(feeds.compile(data, bean(Clock.class).instant()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes what has grown old.
  ///
  /// @return how many rows, by what they are
  Map<String, Integer> removeOld() {
    Duration year = Duration.ofDays(365);
    RetentionSettings kept = new RetentionSettings(year, year, year, year, year);
    Map<String, Integer> removed = new TreeMap<>();
    context
        .getBeanProvider(Removal.class)
        .orderedStream()
        .forEach(
            removal -> {
              Removal.Steps steps = removal.begin(kept, bean(Clock.class).instant());
              int gone = 0;
              for (OptionalInt step = steps.next(); step.isPresent(); step = steps.next()) {
                gone += step.getAsInt();
              }
              removed.put(removal.what(), gone);
            });
    return removed;
  }

  /// Matches again what the generation changed.
  public boolean monitor() {
    try {
      return bean(Monitoring.class).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public CurrentAdvisories advisories() {
    return bean(CurrentAdvisories.class);
  }

  @Override
  public void close() {
    context.close();
    pool.close();
  }
}
