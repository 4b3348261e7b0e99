package dev.drydock.server.alert;

import com.zaxxer.hikari.HikariDataSource;
import dev.drydock.server.ServerSettings;
import dev.drydock.server.TestDatabase;
import dev.drydock.server.alert.making.AlertMaker;
import dev.drydock.server.alert.outbox.Collector;
import dev.drydock.server.alert.outbox.Delivery;
import dev.drydock.server.outgoing.OutgoingSettings;
import dev.drydock.server.secret.SecretSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import tools.jackson.databind.json.JsonMapper;

/// Everything about alerts as a server has it, without the server: no web, and no jobs, so that
/// tests say when something is made, gathered and delivered, and what time it is.
public final class AlertReplica implements AutoCloseable {
  private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  public final MovableClock clock;
  public final JdbcClient database;
  private final HikariDataSource dataSource;
  private final AnnotationConfigApplicationContext context;

  @TestConfiguration(proxyBeanMethods = false)
  @EnableTransactionManagement(proxyTargetClass = true)
  @EnableConfigurationProperties({
    AlertSettings.class,
    OutgoingSettings.class,
    SecretSettings.class,
    ServerSettings.class
  })
  @ComponentScan({
    "dev.drydock.server.alert",
    "dev.drydock.server.notice",
    "dev.drydock.server.audit",
    "dev.drydock.server.outgoing",
    "dev.drydock.server.secret"
  })
  static class Parts {}

  /// @param url of a database with all tables
  public AlertReplica(String url, MovableClock clock, Map<String, Object> settings) {
    this.clock = clock;
    dataSource = new HikariDataSource();
    dataSource.setJdbcUrl(url);
    dataSource.setUsername(TestDatabase.username());
    dataSource.setPassword(TestDatabase.password());
    dataSource.setMaximumPoolSize(8);
    dataSource.setMinimumIdle(1);
    dataSource.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
    database = JdbcClient.create(dataSource);
    context = new AnnotationConfigApplicationContext();
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
    context
        .getEnvironment()
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "defaults",
                Map.of(
                    "drydock.data", "target",
                    "drydock.secret.key", KEY,
                    "drydock.outgoing.allow", "127.0.0.1",
                    "drydock.outgoing.timeout", "2s",
                    "drydock.alert.mail-from", "drydock@example.com")));
    context.registerBean(DataSource.class, () -> dataSource);
    context.registerBean(
        JdbcTransactionManager.class, () -> new JdbcTransactionManager(dataSource));
    context.registerBean(JdbcClient.class, () -> database);
    context.registerBean(MovableClock.class, () -> clock);
    context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
    if (settings.get("mail.port") instanceof Integer port) {
      context.registerBean(JavaMailSender.class, () -> mail(port));
    }
    context.register(Parts.class);
    context.refresh();
  }

  private static JavaMailSender mail(int port) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    return sender;
  }

  private static final class Holder {
    static final String URL = create();

    private static String create() {
      String url = TestDatabase.create();
      Flyway.configure()
          .dataSource(url, TestDatabase.username(), TestDatabase.password())
          .locations("classpath:db/migration")
          .load()
          .migrate();
      return url;
    }
  }

  /// The database of all these tests, which run one after the other, with all tables and nothing in
  /// them.
  public static String emptyDatabase() {
    String url = Holder.URL;
    try (Connection connection =
            DriverManager.getConnection(url, TestDatabase.username(), TestDatabase.password());
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          truncate organisation, component, component_set, bom_document, advisory_generation, vulnerability, notice, alert_thing, excuse
          restart identity cascade
          """);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return url;
  }

  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  public int make() {
    return get(AlertMaker.class).makeAll();
  }

  public int collect() {
    return get(Collector.class).collect();
  }

  /// Tries all that is due, and waits until it has been tried.
  public void deliver() throws InterruptedException {
    get(Delivery.class).begin();
    if (!get(Delivery.class).awaitIdle(Duration.ofSeconds(30))) {
      throw new AssertionError("deliveries do not end");
    }
  }

  /// All of it.
  public void run() throws InterruptedException {
    make();
    collect();
    deliver();
  }

  /// The first column, `null` as a word.
  public List<String> strings(String sql, Object... params) {
    return database
        .sql(sql)
        .params(List.of(params))
        .query((row, _) -> String.valueOf(row.getString(1)))
        .list();
  }

  @Override
  public void close() {
    context.close();
    dataSource.close();
  }
}
