package dev.drydock.server.bench;

import dev.drydock.advisory.Progress;
import dev.drydock.advisory.index.IndexBuilder;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Creation;
import dev.drydock.bom.cyclonedx.CycloneDxJson;
import dev.drydock.limits.Limits;
import dev.drydock.server.Digests;
import dev.drydock.server.alert.HttpSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;

/// Fills a server with images by its API, changes advisories, waits until the teams have been told,
/// and asks what pages ask: `FleetBench HOME FEEDS IMAGES CHANGED`.
public final class FleetBench {
  private static final int CHUNK = 400;
  private static final int UPLOADS_AT_ONCE = 4;
  private static final int PROJECTS_OF_A_TEAM = 10;
  private static final int SECONDS_FOR_A_PAGE = 5;

  /// A project's newest images keep their tags.
  private static final int TAGS = 3;

  /// What the update should tell those that are told at once, found out by another way than alerts
  /// are: from the images.
  private static final String RIGHT =
      """
      select count(distinct (p.team_id, f.vulnerability_id, case f.fix_group when '' then c.name else f.fix_group end,
          case h.kind when 'raised' then 1 when 'fix_available' then 2 else 3 end))
      from repository_image w
        join repository r on r.id = w.repository_id
        join project p on p.id = r.project_id
        join image_set i on i.image_id = w.image_id
        join component_set s on s.id = i.set_id
        join finding_change h on h.component_id = any(s.components)
        join component c on c.id = h.component_id
        join component_finding f on f.component_id = h.component_id and f.vulnerability_id = h.vulnerability_id and f.until is null
      where w.watched and h.kind <> 'gone' and f.priority <= 1
        and h.generation_id = (select max(id) from advisory_generation)
      """;

  private static final String TOLD =
      """
      select count(*) from alert a join subscription s on s.id = a.subscription_id where s.schedule = 'immediate'
      """;

  private static final String NOT_SENT =
      """
      select (select count(*) from alert a join subscription s on s.id = a.subscription_id
              where s.schedule = 'immediate' and a.message_id is null)
        + (select count(*) from alert_message where state = 'waiting')
      """;

  private final BenchServer server;
  private final BenchImages images;
  private final int projects;
  private final int teams;

  private FleetBench(BenchServer server, BenchImages images, int count) {
    this.server = server;
    this.images = images;
    this.projects = Math.ceilDiv(count, BenchImages.BUILDS);
    this.teams = Math.ceilDiv(projects, PROJECTS_OF_A_TEAM);
  }

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    Path feeds = Path.of(arguments[1]);
    int count = Integer.parseInt(arguments[2]);
    int changed = Integer.parseInt(arguments[3]);
    Path work = Files.createTempDirectory("drydock-fleet-bench");
    BenchFeeds known = new BenchFeeds(feeds);
    BenchImages images = new BenchImages(known);
    Path index = work.resolve("advisories.idx");
    build(feeds, index, Instant.now().minusSeconds(60));
    try (HttpSink sink = new HttpSink();
        BenchServer server = new BenchServer(home, work.resolve("data"), index)) {
      FleetBench bench = new FleetBench(server, images, count);
      bench.prepare(sink);
      bench.refresh();
      server.await(counting("matched", index), 1);
      bench.fill(count);
      bench.size();
      Path later = work.resolve("later");
      known.writeLater(later, images.used(), changed, new Random(1));
      Path next = work.resolve("later.idx");
      build(later, next, Instant.now());
      Files.move(next, index, StandardCopyOption.ATOMIC_MOVE);
      bench.update(index, sink);
      bench.size();
      new BenchPages(server, count, bench.teams).ask(SECONDS_FOR_A_PAGE);
    }
  }

  private static void build(Path feeds, Path index, Instant at) throws IOException {
    long begin = System.nanoTime();
    new IndexBuilder(Limits.defaults(), at, Progress.silent()).build(feeds, index);
    System.out.printf("index of %,d bytes built in %.1f s%n", Files.size(index), seconds(begin));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  /// A moment, by the clock and by the processor time of the server and its PostgreSQL.
  private final class Moment {
    private final long nanos = System.nanoTime();
    private final double own = server.processor();
    private final double database = server.databaseProcessor();

    String since() {
      Moment now = new Moment();
      return "%.2f s (processor: server %.2f s, PostgreSQL %.2f s)"
          .formatted((now.nanos - nanos) / 1e9, now.own - own, now.database - database);
    }
  }

  /// Teams that want to hear at once of what is urgent, and daily of what is grave.
  private void prepare(HttpSink sink) {
    for (int team = 0; team < teams; team++) {
      String path = "/teams/team-" + team;
      server.send("POST", "/teams", "{\"name\":\"team-%d\"}".formatted(team));
      for (int i = team * PROJECTS_OF_A_TEAM;
          i < Math.min(projects, (team + 1) * PROJECTS_OF_A_TEAM);
          i++) {
        server.send("POST", path + "/projects", "{\"name\":\"project-%d\"}".formatted(i));
      }
      server.send(
          "PUT",
          path + "/channels/hook",
          "{\"kind\":\"webhook\",\"address\":\"%s\",\"secret\":\"a key of twenty-four bytes or more\"}"
              .formatted(sink.address("/team-" + team)));
      server.send(
          "POST",
          path + "/subscriptions",
          "{\"channel\":\"hook\",\"schedule\":\"immediate\",\"priority\":\"attend\"}");
      server.send(
          "POST",
          path + "/subscriptions",
          "{\"channel\":\"hook\",\"schedule\":\"daily\",\"severity\":\"high\"}");
    }
    System.out.printf("%,d teams, %,d projects%n", teams, projects);
  }

  private void fill(int count) throws Exception {
    double waited = 0;
    try (ExecutorService uploads = Executors.newFixedThreadPool(UPLOADS_AT_ONCE)) {
      for (int from = 0; from < count; from += CHUNK) {
        List<byte[]> documents = new ArrayList<>();
        for (int i = from; i < Math.min(count, from + CHUNK); i++) {
          documents.add(document(images.image(i)));
        }
        Moment moment = new Moment();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
          byte[] document = documents.get(i);
          int number = from + i;
          running.add(uploads.submit(() -> upload(document, number)));
        }
        for (Future<?> one : running) {
          one.get();
        }
        waited += seconds(moment.nanos);
        if (from / CHUNK % 25 < 2) {
          System.out.printf(
              "%,d images: the last %d in %s%n",
              from + documents.size(), documents.size(), moment.since());
        }
      }
    }
    System.out.printf("%,d images stored in %.1f s: %.1f/s%n", count, waited, count / waited);
  }

  private static byte[] document(Bom bom) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      CycloneDxJson.write(bom, new Creation("bench", Instant.EPOCH), gzip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void upload(byte[] document, int number) {
    int project = number / BenchImages.BUILDS;
    BenchServer.expect(
        server.send(
            server
                .request(
                    BenchServer.API
                        + "/projects/project-%d/images?reference=registry.example.com/shop/project-%d:%d"
                            .formatted(project, project, number % BenchImages.BUILDS % TAGS))
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(document))
                .build()));
  }

  private void refresh() {
    BenchServer.expect(
        server.send(
            server.request("/api/v1/advisories/refresh").POST(BodyPublishers.noBody()).build()));
  }

  /// Whether an index has begun to count, was `matched` or was `announced`: 1 or 0.
  private static String counting(String what, Path index) throws IOException {
    return "select count(*) from advisory_generation where encode(digest, 'hex') = '%s' and %s_at is not null"
        .formatted(HexFormat.of().formatHex(Digests.sha256(Files.readAllBytes(index))), what);
  }

  /// From the request to look for new advisories until all who want to know at once have been told.
  private void update(Path index, HttpSink sink) throws IOException, InterruptedException {
    String begun = counting("begun", index);
    String matched = counting("matched", index);
    String announced = counting("announced", index);
    Moment begin = new Moment();
    refresh();
    server.await(begun, 1);
    System.out.println("new advisories count after " + begin.since());
    server.await(matched, 1);
    System.out.println("the fleet is matched with them after " + begin.since());
    server.await(announced, 1);
    System.out.println("all alerts are made after " + begin.since());
    server.await(NOT_SENT, 0);
    System.out.println("all that is told at once has been received after " + begin.since());
    System.out.println(
        server
            .database()
            .sql(
                """
                select kind || ': ' || count(*) from finding_change
                where generation_id = (select max(id) from advisory_generation) group by kind order by kind
                """)
            .query((row, _) -> row.getString(1))
            .list());
    long told = server.count(TOLD);
    long right = server.count(RIGHT);
    System.out.printf(
        "%,d alerts, of which %,d at once; right are %,d: %s; in %,d requests%n",
        server.count("select count(*) from alert"),
        told,
        right,
        told == right ? "the same" : "NOT THE SAME",
        sink.received().size());
  }

  private void size() {
    System.out.println(
        server
            .database()
            .sql(
                """
                select (select count(*) from component) || ' components, ' || (select count(*) from component_set)
                  || ' sets, ' || (select count(*) from component_finding) || ' periods, '
                  || (select count(*) from image) || ' images, '
                  || (select count(*) from repository_image where watched) || ' watched, '
                  || pg_size_pretty(pg_database_size(current_database()))
                """)
            .query((row, _) -> row.getString(1))
            .single());
    server
        .database()
        .sql(
            """
            select relname || ' ' || pg_size_pretty(pg_total_relation_size(oid)) from pg_class
            where relkind = 'r' and pg_total_relation_size(oid) > 10000000 order by pg_total_relation_size(oid) desc limit 8
            """)
        .query((row, _) -> row.getString(1))
        .list()
        .forEach(System.out::println);
    System.out.printf("most memory of the server: %,d MB%n", server.memory() >> 20);
  }
}
