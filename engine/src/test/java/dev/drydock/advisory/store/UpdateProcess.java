package dev.drydock.advisory.store;

import dev.drydock.advisory.Progress;
import dev.drydock.advisory.feed.FeedFetcher;
import dev.drydock.advisory.feed.FeedSources;
import dev.drydock.limits.Limits;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// One update in a process of its own: `STORE MIRROR WAIT-AT`. Says each thing that it does; when
/// it comes to `WAIT-AT`, it stays there to be killed.
final class UpdateProcess {
  private UpdateProcess() {}

  public static void main(String[] arguments) throws Exception {
    Progress progress =
        (what, _, _) -> {
          System.out.println(what);
          System.out.flush();
          if (what.equals(arguments[2])) {
            try {
              Thread.sleep(60_000);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    HttpClient client = HttpClient.newHttpClient();
    FeedSources sources = FeedSources.mirror(URI.create(arguments[1]), List.of("npm", "Debian"));
    AdvisoryStore.Update update =
        new AdvisoryStore(Path.of(arguments[0]), null, Limits.defaults(), Clock.systemUTC())
            .update(new FeedFetcher(client, sources, progress), progress);
    System.out.println(update.built() == null ? "NOTHING NEW" : "BUILT");
    client.shutdownNow();
  }
}
