package dev.drydock.server.fleet;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Component.OsPackage;
import dev.drydock.bom.Component.Source;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A program that fills a running server and measures it: `FleetLoad URL TOKEN IMAGES [FROM]`
/// fills, `FleetLoad URL TOKEN ask` asks. Images have 300 components: 150 Debian packages of one of
/// 40 bases, 150 npm packages in an application layer of their own, most of them of few popular
/// versions.
final class FleetLoad {
  private static final int BASES = 40;
  private static final int HALF = 150;
  private static final int PARALLEL = 8;
  private static final String[] POPULAR = {
    "lodash",
    "minimist",
    "qs",
    "json5",
    "semver",
    "express",
    "axios",
    "ws",
    "tar",
    "ansi-regex",
    "glob-parent",
    "y18n",
    "ini",
    "node-fetch",
    "follow-redirects",
    "debug",
    "ms",
    "braces",
    "micromatch",
    "cookie",
    "send",
    "path-to-regexp",
    "body-parser",
    "ip",
    "word-wrap",
    "tough-cookie"
  };
  private static final String[] DEBIAN = {
    "openssl", "zlib", "glibc", "curl", "expat", "libxml2", "xz-utils", "krb5", "systemd", "perl",
    "ncurses", "util-linux", "gnutls28", "libgcrypt20", "sqlite3", "tar", "gzip", "bash", "apt",
        "pam"
  };
  private static final Evidence EVIDENCE = new Evidence("load", "load");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String organisation;
  private final String token;

  private FleetLoad(String url, String token) {
    this.organisation = url + "/api/v1/organisations/default";
    this.token = token;
  }

  public static void main(String[] arguments) throws InterruptedException {
    FleetLoad load = new FleetLoad(arguments[0], arguments[1]);
    if (arguments[2].equals("ask")) {
      load.ask();
    } else {
      load.fill(
          arguments.length > 3 ? Integer.parseInt(arguments[3]) : 0,
          Integer.parseInt(arguments[2]));
    }
  }

  private void fill(int from, int images) throws InterruptedException {
    AtomicInteger next = new AtomicInteger(from);
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(PARALLEL)) {
      for (int i = 0; i < PARALLEL; i++) {
        threads.execute(
            () -> {
              int image;
              while ((image = next.getAndIncrement()) < from + images) {
                upload(image);
              }
            });
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%d images in %.1f s: %.1f images/s%n", images, seconds, images / seconds);
  }

  private void upload(int number) {
    String digest = TestImage.sha256("load " + number);
    String reference =
        "registry.example.com/team%d/app%d:%d".formatted(number % 50, number % 2000, number / 2000);
    HttpRequest request =
        request(
                "/images?team=team%d&reference=%s&digest=%s"
                    .formatted(number % 50, TestFleet.encoded(reference), digest))
            .header("Content-Encoding", "gzip")
            .POST(
                BodyPublishers.ofByteArray(TestFleet.gzip(TestImage.document(bom(number, digest)))))
            .build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(organisation + path))
        .timeout(Duration.ofMinutes(2))
        .header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Bom bom(int number, String digest) {
    int base = number % BASES;
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < HALF; i++) {
      String name = i < DEBIAN.length ? DEBIAN[i] : "package-" + i;
      String version = "1." + (base + i) % 20 + "-" + base % 5;
      components.add(
          component(
              name,
              version,
              Purl.of("deb", "debian", name, version, Map.of("distro", "debian-12")),
              new OsPackage(
                  new Source(name, version, true), "amd64", "Debian <d@example.com>", null),
              0));
    }
    SplittableRandom random = new SplittableRandom(number);
    for (int i = 0; i < HALF; i++) {
      String name = i < POPULAR.length ? POPULAR[i] : "module-" + random.nextInt(3000);
      String version = random.nextInt(1, 5) + "." + random.nextInt(8) + "." + random.nextInt(3);
      components.add(component(name, version, Purl.of("npm", null, name, version), null, 1));
    }
    return new Bom(
        new Bom.Subject(
            "load",
            digest,
            TestImage.sha256("config " + number),
            "linux/amd64",
            "2026-01-02T03:04:05Z",
            List.of(
                new Bom.LayerSummary(0, null, TestImage.sha256("base " + base), null),
                new Bom.LayerSummary(1, null, TestImage.sha256("app " + number), null)),
            List.of(),
            Map.of(),
            List.of()),
        new Distribution("debian", "12", "bookworm", List.of(), "Debian 12", null),
        components,
        List.of(),
        List.of());
  }

  private static Component component(
      String name, String version, Purl purl, @Nullable OsPackage os, int layer) {
    return new Component(
        name,
        version,
        purl,
        os,
        List.of("MIT"),
        List.of(new Location("app/node_modules/" + name + "/package.json", layer)),
        EVIDENCE);
  }

  /// Queries in turn, at 200 a second.
  private void ask() throws InterruptedException {
    String digest = TestImage.sha256("load 7");
    for (String path :
        new String[] {
          "/images?limit=50",
          "/images?limit=50&priority=act",
          "/images?limit=50&name=app77",
          "/images?limit=50&team=team7",
          "/images?limit=50&reference=registry.example.com/team7/app7:0",
          "/images?limit=50&purl=pkg:npm/lodash@4.7.1",
          "/images/" + digest,
          "/images/" + digest + "/findings",
          "/images/" + digest + "/history",
          "/teams/team7/summary",
          "/summaries?limit=10",
          "/components?vulnerability=CVE-2021-23337&limit=20",
          "/images/" + digest + "/plan"
        }) {
      measure(path);
    }
  }

  private void measure(String path) throws InterruptedException {
    int requests = 600;
    long[] nanos = new long[requests];
    AtomicInteger failures = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      for (int i = 0; i < requests; i++) {
        long due = start + i * 5_000_000L;
        long wait = due - System.nanoTime();
        if (wait > 0) {
          Thread.sleep(Duration.ofNanos(wait));
        }
        int index = i;
        threads.execute(
            () -> {
              HttpResponse<String> answer = send(request(path).build());
              nanos[index] = System.nanoTime() - due;
              if (answer.statusCode() != 200) {
                failures.incrementAndGet();
              }
            });
      }
    }
    // the first second warms up
    long[] counted = Arrays.copyOfRange(nanos, 200, requests);
    Arrays.sort(counted);
    System.out.printf(
        "p50 %6.1f ms  p99 %6.1f ms  %s%s%n",
        counted[counted.length / 2] / 1e6,
        counted[counted.length * 99 / 100] / 1e6,
        path,
        failures.get() == 0 ? "" : "  FAILED " + failures.get());
  }
}
