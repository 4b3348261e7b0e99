package dev.drydock.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// PostgreSQL crashes under two servers at random moments and is started again: requests answer 503
/// meanwhile and say when to try again, clients do, jobs resume, and afterwards all is as if
/// nothing had happened. The servers are never restarted.
class RestartedDatabaseTest {
  private static final int LONGEST_OUTAGE_MILLIS = 1_500;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void comesToTheSameAsOneThatNeverWent() throws Exception {
    try (CrashingPostgres postgres = CrashingPostgres.start(directory.resolve("postgresql"))) {
      Outages outages = new Outages(postgres);
      Tally tally =
          Faults.assertSameAsCalm(
              directory.resolve("restarted-database"), postgres.database(), 2, outages);
      assertThat(tally.disturbances()).isEqualTo(Faults.times());
      assertThat(outages.unavailable).isPositive();
    }
  }

  /// The first of them lasts until a client has been told of it, the others as chance wants.
  private static final class Outages implements Disturbance {
    private final CrashingPostgres postgres;
    private int unavailable;

    Outages(CrashingPostgres postgres) {
      this.postgres = postgres;
    }

    @Override
    public void happen(List<ServerProcess> servers, Random random)
        throws IOException, InterruptedException {
      postgres.crash();
      if (unavailable == 0) {
        for (ServerProcess server : servers) {
          assertUnavailable(server);
        }
      } else {
        Thread.sleep(random.nextInt(LONGEST_OUTAGE_MILLIS));
      }
      postgres.startAgain();
      for (ServerProcess server : servers) {
        server.awaitReady();
      }
    }

    private void assertUnavailable(ServerProcess server) throws IOException, InterruptedException {
      HttpResponse<String> answer = Client.ask(server, "/api/v1/organisations");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
      assertThat(answer.body()).contains("The database does not answer just now");
      unavailable++;
    }
  }
}
