package dev.drydock.server.bench;

import dev.drydock.advisory.Progress;
import dev.drydock.advisory.index.IndexBuilder;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Creation;
import dev.drydock.bom.cyclonedx.CycloneDxJson;
import dev.drydock.bom.reading.BomReader;
import dev.drydock.limits.Limits;
import dev.drydock.server.TestDatabase;
import dev.drydock.server.advisory.Generation;
import dev.drydock.server.advisory.Generations;
import dev.drydock.server.component.StoredSet;
import dev.drydock.server.monitor.TestReplica;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Fills a server with images, changes advisories, and tells how long that took and how large it
/// is: `FleetBench FEEDS IMAGES CHANGED`.
public final class FleetBench {
  private static final int CHUNK = 400;
  private static final int UPLOADS_AT_ONCE = 4;

  private final TestReplica replica;
  private final BenchImages images;
  private final JdbcClient database;
  private final BomReader reader = new BomReader(Limits.defaults());

  private FleetBench(TestReplica replica, BenchImages images) {
    this.replica = replica;
    this.images = images;
    this.database = replica.database();
  }

  public static void main(String[] arguments) throws Exception {
    Path feeds = Path.of(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    int changed = Integer.parseInt(arguments[2]);
    Path work = Files.createTempDirectory("drydock-fleet-bench");
    BenchFeeds known = new BenchFeeds(feeds);
    BenchImages images = new BenchImages(known);
    TestReplica replica =
        new TestReplica(TestDatabase.source(), work.resolve("data"), Clock.systemUTC(), 4000, 0);
    try (replica) {
      Files.createDirectories(work.resolve("data"));
      replica.start();
      FleetBench bench = new FleetBench(replica, images);
      bench.begin(build(feeds, work.resolve("first.idx"), Instant.now().minusSeconds(60)));
      bench.prepare(count);
      bench.fill(count);
      bench.size();
      Path later = work.resolve("later");
      known.writeLater(later, images.used(), changed, new Random(1));
      Path index = build(later, work.resolve("second.idx"), Instant.now());
      bench.database.sql("analyze").update();
      bench.begin(index);
      bench.changes();
      bench.size();
    }
  }

  private static Path build(Path feeds, Path index, Instant at) throws IOException {
    long begin = System.nanoTime();
    new IndexBuilder(Limits.defaults(), at, Progress.silent()).build(feeds, index);
    System.out.printf("index of %,d bytes built in %.1f s%n", Files.size(index), seconds(begin));
    return index;
  }

  /// A moment, by the clock and by the processor time that this process and its PostgreSQL had.
  private record Moment(long nanos, double own, double database) {
    static Moment now() {
      String programs = Path.of("target", "postgresql").toAbsolutePath().toString();
      double own =
          ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
      double database =
          ProcessHandle.allProcesses()
                  .map(ProcessHandle::info)
                  .filter(info -> info.command().orElse("").startsWith(programs))
                  .mapToLong(info -> info.totalCpuDuration().orElse(Duration.ZERO).toNanos())
                  .sum()
              / 1e9;
      return new Moment(System.nanoTime(), own, database);
    }

    String since() {
      Moment now = now();
      return "%.2f s (processor: server %.2f s, PostgreSQL %.2f s)"
          .formatted((now.nanos - nanos) / 1e9, now.own - own, now.database - database);
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private void begin(Path index) throws IOException {
    Moment begin = Moment.now();
    Generation generation = replica.bean(Generations.class).begin(index).orElseThrow();
    System.out.println("generation " + generation.id() + " begun in " + begin.since());
    begin = Moment.now();
    replica.monitor();
    System.out.println("generation matched in " + begin.since());
  }

  private void prepare(int count) {
    int projects = (count + BenchImages.BUILDS - 1) / BenchImages.BUILDS;
    database.sql("insert into organisation (name, created_at) values ('bench', now())").update();
    database
        .sql(
            """
            insert into team (organisation_id, name, created_at)
            select 1, 'team-' || n, now() from generate_series(0, ?) n
            """)
        .param(projects / 10)
        .update();
    database
        .sql(
            """
            insert into project (organisation_id, team_id, name, created_at)
            select 1, 1 + n / 10, 'project-' || n, now() from generate_series(0, ?) n order by n
            """)
        .param(projects)
        .update();
    database
        .sql(
            """
            insert into repository (organisation_id, project_id, name, created_at)
            select 1, 1 + n, 'registry.example.com/shop/project-' || n, now() from generate_series(0, ?) n order by n
            """)
        .param(projects)
        .update();
  }

  private void fill(int count) throws Exception {
    double waited = 0;
    try (ExecutorService uploads = Executors.newFixedThreadPool(UPLOADS_AT_ONCE)) {
      for (int from = 0; from < count; from += CHUNK) {
        List<byte[]> documents = new ArrayList<>();
        for (int i = from; i < Math.min(count, from + CHUNK); i++) {
          documents.add(document(images.image(i)));
        }
        Moment moment = Moment.now();
        long begin = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
          byte[] document = documents.get(i);
          int number = from + i;
          running.add(uploads.submit(() -> upload(document, number)));
        }
        for (Future<?> one : running) {
          one.get();
        }
        waited += seconds(begin);
        if (from / CHUNK % 25 < 3) {
          System.out.printf(
              "%,d images: the last %d in %s%n",
              from + documents.size(), documents.size(), moment.since());
        }
      }
    }
    System.out.printf("%,d images stored in %.1f s: %.1f/s%n", count, waited, count / waited);
  }

  private static byte[] document(Bom bom) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      CycloneDxJson.write(bom, new Creation("bench", Instant.EPOCH), out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void upload(byte[] document, int number) {
    try {
      Bom bom = reader.read(document, "bom.json");
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(document);
      byte[] packed = packed(document);
      replica
          .bean(TransactionTemplate.class)
          .executeWithoutResult(_ -> insert(bom, number, digest, packed, document.length));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] packed(byte[] document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(document);
    }
    return out.toByteArray();
  }

  private void insert(Bom bom, int number, byte[] digest, byte[] packed, int size) {
    List<StoredSet> sets =
        replica.bean(dev.drydock.server.component.ComponentStore.class).store(bom);
    database
        .sql(
            "insert into bom_document (digest, content, size) values (?, ?, ?) on conflict do nothing")
        .params(digest, packed, size)
        .update();
    int image =
        database
            .sql(
                """
                insert into image (organisation_id, digest, bom_digest, platform, ingested_at)
                values (1, ?, ?, 'linux/amd64', now()) returning id
                """)
            .params(digest, digest)
            .query(Integer.class)
            .single();
    database
        .sql(
            """
            insert into image_set (image_id, set_id, position, origin)
            select ?, set_id, position, case when position = 1 then 'b' else 'a' end
            from unnest(?) with ordinality as one (set_id, position)
            """)
        .param(image)
        .param(sets.stream().map(StoredSet::id).toArray(Integer[]::new))
        .update();
    database
        .sql(
            "insert into repository_image (repository_id, image_id, pushed_at, watched) values (?, ?, now(), ?)")
        .params(
            1 + number / BenchImages.BUILDS,
            image,
            number % BenchImages.BUILDS >= BenchImages.BUILDS - 3)
        .update();
  }

  private void changes() {
    System.out.println(
        database
            .sql(
                """
                select kind || ': ' || count(*) from finding_change where generation_id =
                  (select max(id) from advisory_generation) group by kind order by kind
                """)
            .query(String.class)
            .list());
  }

  private void size() {
    System.out.println(
        database
            .sql(
                """
                select (select count(*) from component) || ' components, ' || (select count(*) from component_set)
                  || ' sets, ' || (select sum(cardinality(components)) from component_set) || ' members, '
                  || (select count(*) from component_finding) || ' periods, '
                  || (select count(*) from vulnerability) || ' vulnerabilities, '
                  || pg_size_pretty(pg_database_size(current_database()))
                """)
            .query(String.class)
            .single());
    database
        .sql(
            """
            select relname || ' ' || pg_size_pretty(pg_total_relation_size(oid)) from pg_class
            where relkind = 'r' and pg_total_relation_size(oid) > 1000000 order by pg_total_relation_size(oid) desc limit 10
            """)
        .query(String.class)
        .list()
        .forEach(System.out::println);
  }
}
