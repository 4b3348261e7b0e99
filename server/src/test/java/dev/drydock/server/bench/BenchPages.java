package dev.drydock.server.bench;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// What pages ask of many images, teams and vulnerabilities, at a steady rate whether answers come
/// or not, so that an answer that is late makes the next ones late, too: what people open all day
/// at 200 a second, what goes through the whole fleet at 20.
final class BenchPages {
  private static final int RATE = 200;
  private static final int SELDOM = 20;

  private final BenchServer server;
  private final int images;
  private final int teams;
  private final List<String> vulnerabilities;
  private final List<String> purls;
  private final Random random = new Random(7);

  private record Page(String name, Supplier<String> path) {}

  BenchPages(BenchServer server, int images, int teams) {
    this.server = server;
    this.images = images;
    this.teams = teams;
    this.vulnerabilities =
        sample(
            """
            select v.name from vulnerability v
            where exists (select from component_finding f where f.vulnerability_id = v.id and f.until is null)
            order by md5(v.name) limit 200
            """);
    this.purls = sample("select purl from component order by md5(purl) limit 200");
  }

  private List<String> sample(String question) {
    return server.database().sql(question).query((row, _) -> row.getString(1)).list();
  }

  /// Asks for a while.
  ///
  /// @param seconds for each question, and four times as many for all of them in turn
  void ask(int seconds) throws InterruptedException {
    List<Page> often =
        List.of(
            new Page("image", () -> image("")),
            new Page("its findings", () -> image("/findings")),
            new Page("its history", () -> image("/history")),
            new Page("images, the newest", () -> "/images?limit=50"),
            new Page("images of a team", () -> "/images?limit=50&team=" + team()),
            new Page("images of a project", () -> "/images?limit=50&project=" + project()),
            new Page("urgent images", () -> "/images?limit=50&priority=act"),
            new Page("urgent images of a team", () -> "/images?priority=act&team=" + team()),
            new Page("images by a part of a name", () -> "/images?name=" + project()),
            new Page("team", () -> "/teams/" + team() + "/summary"),
            new Page("alerts of a team", () -> "/teams/" + team() + "/alerts?limit=50"));
    Page inTurn =
        new Page(
            "all of these in turn", () -> often.get(random.nextInt(often.size())).path().get());
    measure(new Page("to warm up", inTurn.path()), RATE, 2 * seconds);
    for (Page page : often) {
      measure(page, RATE, seconds);
    }
    measure(inTurn, RATE, 4 * seconds);
    for (Page page :
        List.of(
            new Page("all teams", () -> "/summaries?limit=10"),
            new Page("images with a package", () -> "/images?purl=" + encoded(any(purls))),
            new Page(
                "images with a vulnerability", () -> "/images?vulnerability=" + vulnerability()),
            new Page(
                "components by vulnerability",
                () -> "/components?vulnerability=" + vulnerability()),
            new Page("vulnerability", () -> "/vulnerabilities/" + vulnerability()),
            new Page(
                "where it is", () -> "/vulnerabilities/" + vulnerability() + "/repositories"))) {
      measure(page, SELDOM, seconds);
    }
  }

  private String image(String part) {
    return "/images/" + BenchImages.digest(random.nextInt(images)) + part;
  }

  private String team() {
    return "team-" + random.nextInt(teams);
  }

  private String project() {
    return "project-" + random.nextInt(Math.max(1, images / BenchImages.BUILDS));
  }

  private String vulnerability() {
    return any(vulnerabilities);
  }

  private String any(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }

  /// The first second does not count.
  private void measure(Page page, int rate, int seconds) throws InterruptedException {
    int requests = rate * (seconds + 1);
    long[] nanos = new long[requests];
    AtomicInteger failures = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      for (int i = 0; i < requests; i++) {
        long due = start + i * (1_000_000_000L / rate);
        long wait = due - System.nanoTime();
        if (wait > 0) {
          Thread.sleep(Duration.ofNanos(wait));
        }
        String path = BenchServer.API + page.path().get();
        int index = i;
        threads.execute(
            () -> {
              HttpResponse<String> answer = server.send(server.request(path).build());
              nanos[index] = System.nanoTime() - due;
              if (answer.statusCode() != 200) {
                failures.incrementAndGet();
              }
            });
      }
    }
    long[] counted = Arrays.copyOfRange(nanos, rate, requests);
    Arrays.sort(counted);
    System.out.printf(
        "%3d/s  p50 %6.1f ms  p99 %6.1f ms  %s%s%n",
        rate,
        counted[counted.length / 2] / 1e6,
        counted[counted.length * 99 / 100] / 1e6,
        page.name(),
        failures.get() == 0 ? "" : ": " + failures.get() + " FAILED");
  }
}
