package dev.drydock.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The options of `drydock serve`. Those that people need have short names; all others are settings
/// by their own names, `--drydock.fleet.max-document=128MB`.
final class ServerArguments {
  private static final Map<String, String> SHORT =
      new TreeMap<>(
          Map.of(
              "--database-url", "drydock.database.url",
              "--port", "server.port",
              "--address", "server.address",
              "--data", "drydock.data"));

  private static final String HELP =
      """
      drydock serve - the organisation's server: fleet, monitoring, alerts

      USAGE
          drydock serve [OPTIONS]

      OPTIONS
          --port PORT         where it listens. Default: 8480
          --address ADDRESS   on which address. Default: 127.0.0.1, this machine only
          --data DIR          where it keeps what is its own; the token of its first
                              administrator is there in admin.token. Default:
                              ~/.local/share/drydock/server
          --database-url URL  postgresql://HOST/NAME of a PostgreSQL 15 or newer; the
                              user and password are drydock.database.username and
                              drydock.database.password. Default: one of its own
          --SETTING=VALUE     any other setting: docs/server.md lists them. Each can
                              be in the environment, too: DRYDOCK_DATABASE_URL
          -h, --help

      EXAMPLES
          drydock serve
          drydock serve --port 9000 --data /srv/drydock
          drydock serve --database-url postgresql://db.example.com/drydock
      """;

  private final List<String> spring;
  private final boolean help;

  private ServerArguments(List<String> spring, boolean help) {
    this.spring = List.copyOf(spring);
    this.help = help;
  }

  /// @throws IllegalArgumentException where one cannot be understood, in one line for the user
  static ServerArguments parse(String... arguments) {
    List<String> spring = new ArrayList<>();
    boolean help = false;
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      String setting = SHORT.get(name);
      if (argument.equals("--help") || argument.equals("-h")) {
        help = true;
      } else if (setting == null) {
        spring.add(setting(argument, equals));
      } else if (equals >= 0) {
        spring.add("--" + setting + argument.substring(equals));
      } else if (i + 1 < arguments.length) {
        spring.add("--" + setting + "=" + arguments[++i]);
      } else {
        throw new IllegalArgumentException(name + " needs a value; see drydock serve --help");
      }
    }
    return new ServerArguments(spring, help);
  }

  private static String setting(String argument, int equals) {
    if (!argument.startsWith("--") || equals < 0 || argument.indexOf('.') < 0) {
      throw new IllegalArgumentException(
          "serve has no option " + argument + "; see drydock serve --help");
    }
    return argument;
  }

  /// What is to be printed instead of starting.
  Optional<String> help() {
    return help ? Optional.of(HELP) : Optional.empty();
  }

  /// As Spring Boot reads them.
  String[] settings() {
    return spring.toArray(String[]::new);
  }
}
