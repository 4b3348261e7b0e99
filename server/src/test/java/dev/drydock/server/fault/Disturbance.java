package dev.drydock.server.fault;

import java.io.IOException;
import java.util.List;
import java.util.Random;

/// Something that goes wrong under servers that run. When it returns, they are ready again.
@FunctionalInterface
interface Disturbance {
  void happen(List<ServerProcess> servers, Random random) throws IOException, InterruptedException;

  /// Nothing ever.
  static Disturbance none() {
    return (_, _) -> {};
  }

  /// SIGKILL for one of them, or now and then for all at once.
  static Disturbance kill() {
    return (servers, random) -> {
      int victim = random.nextInt(servers.size() + (servers.size() > 1 ? 1 : 0));
      List<ServerProcess> victims =
          victim < servers.size() ? List.of(servers.get(victim)) : servers;
      for (ServerProcess server : victims) {
        server.kill();
      }
      for (ServerProcess server : victims) {
        server.launch();
      }
      for (ServerProcess server : victims) {
        server.awaitReady();
      }
    };
  }
}
