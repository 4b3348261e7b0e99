package dev.drydock.server.monitor;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Connections of a process that is killed at one of the moments at which it speaks with the
/// database: before a statement, before a commit, or after a commit whose answer it never gets.
/// From then on it can do nothing any more, and the database undoes what was not committed.
final class MortalDataSource extends DelegatingDataSource {
  private final int moment;
  private final AtomicInteger moments = new AtomicInteger();

  /// @param moment when it is killed, from 1 on; 0: never
  MortalDataSource(DataSource database, int moment) {
    super(database);
    this.moment = moment;
  }

  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed");
    }
  }

  /// How many moments there have been.
  int moments() {
    return moments.get();
  }

  private void live() {
    int now = moments.incrementAndGet();
    if (moment > 0 && now >= moment) {
      throw new Killed();
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (moment > 0 && moments.get() >= moment) {
      throw new Killed();
    }
    Connection real = super.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Connection.class}, connection(real));
  }

  private InvocationHandler connection(Connection real) {
    return (_, method, arguments) -> {
      if (method.getName().equals("commit")) {
        live();
        real.commit();
        live();
        return null;
      }
      Object result = call(real, method, arguments);
      if (result instanceof Statement statement) {
        return Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {method.getReturnType()},
            statement(statement));
      }
      return result;
    };
  }

  private InvocationHandler statement(Statement real) {
    return (_, method, arguments) -> {
      if (method.getName().startsWith("execute")) {
        live();
      }
      return call(real, method, arguments);
    };
  }

  private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
