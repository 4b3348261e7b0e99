package dev.drydock.advisory.feed;

import dev.drydock.advisory.Progress;
import dev.drydock.advisory.file.AtomicFile;
import dev.drydock.limits.LimitExceededException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fetches feeds into a directory, only those that changed since the last time. Every file is
/// replaced as a whole or not touched.
public final class FeedFetcher {
  private static final long MOST_BYTES = 2L << 30;
  private static final int ATTEMPTS = 3;
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final HttpClient client;
  private final FeedSources sources;
  private final Progress progress;
  private final long max;
  private final Duration silence;
  private final Duration pause;

  /// @param client follows no redirects by itself ([HttpClient.Redirect#NEVER]); this one bounds
  ///   them
  public FeedFetcher(HttpClient client, FeedSources sources, Progress progress) {
    this(client, sources, progress, MOST_BYTES, SILENCE, PAUSE);
  }

  /// @param max bytes of one feed
  /// @param silence after which a server is given up
  /// @param pause before the second attempt
  FeedFetcher(
      HttpClient client,
      FeedSources sources,
      Progress progress,
      long max,
      Duration silence,
      Duration pause) {
    this.client = client;
    this.sources = sources;
    this.progress = progress;
    this.max = max;
    this.silence = silence;
    this.pause = pause;
  }

  /// What came of one feed.
  private enum Outcome {
    CHANGED,
    UNCHANGED,
    MISSING
  }

  /// Feeds of ecosystems that are no longer asked for are removed.
  ///
  /// @param directory gets the layout that [dev.drydock.advisory.index.IndexBuilder#build] reads
  /// @throws IOException where a feed could not be fetched: says which, from where and why
  public Fetched fetch(Path directory) throws IOException, InterruptedException {
    List<String> changed = new ArrayList<>();
    List<String> unchanged = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    removeOthers(directory.resolve("osv"), changed);
    List<Wanted> wanted = wanted(directory);
    for (Wanted feed : wanted) {
      progress.at("Fetching " + feed.name(), 0, -1);
      switch (fetch(feed)) {
        case CHANGED -> changed.add(feed.name());
        case UNCHANGED -> unchanged.add(feed.name());
        case MISSING -> missing.add(feed.name());
      }
    }
    if (missing.size() == wanted.size()) {
      throw new IOException("There are no feeds at " + sources.osvMirror());
    }
    return new Fetched(changed, unchanged, missing);
  }

  /// Fetches everything anew the next time.
  public static void forget(Path directory) throws IOException {
    try (var files = Files.walk(directory, 4)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".state")).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /// @param changed names of the feeds that are new since the last time
  /// @param missing feeds that the mirror does not have
  public record Fetched(List<String> changed, List<String> unchanged, List<String> missing) {
    public Fetched {
      changed = List.copyOf(changed);
      unchanged = List.copyOf(unchanged);
      missing = List.copyOf(missing);
    }
  }

  /// @param from where it may be, the first place that has it counts
  private record Wanted(String name, List<URI> from, Path to) {}

  private List<Wanted> wanted(Path directory) throws IOException {
    List<Wanted> wanted = new ArrayList<>();
    for (String ecosystem : sources.ecosystems()) {
      Path to = directory.resolve("osv").resolve(checked(ecosystem)).resolve("all.zip");
      wanted.add(
          new Wanted(ecosystem, List.of(archive("", ecosystem), archive("osv/", ecosystem)), to));
    }
    wanted.add(
        new Wanted(
            "KEV",
            List.of(sources.kev()),
            directory.resolve("kev").resolve("known_exploited_vulnerabilities.json")));
    wanted.add(
        new Wanted(
            "EPSS",
            List.of(sources.epss()),
            directory.resolve("epss").resolve("epss_scores-current.csv.gz")));
    return wanted;
  }

  private static String checked(String ecosystem) throws IOException {
    boolean plain = !ecosystem.isEmpty() && ecosystem.charAt(0) != '.';
    for (int i = 0; i < ecosystem.length() && plain; i++) {
      char c = ecosystem.charAt(i);
      plain = c == ' ' || c == '-' || c == '.' || c == '_' || Character.isLetterOrDigit(c);
    }
    if (!plain) {
      throw new IOException("\"" + ecosystem + "\" is no name of an OSV ecosystem");
    }
    return ecosystem;
  }

  private URI archive(String below, String ecosystem) throws IOException {
    try {
      String path = new URI(null, null, "/" + ecosystem + "/all.zip", null).getRawPath();
      String base = sources.osvMirror().toString();
      return URI.create((base.endsWith("/") ? base : base + "/") + below + path.substring(1));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException(sources.osvMirror() + " is no address of a mirror", e);
    }
  }

  private void removeOthers(Path osv, List<String> changed) throws IOException {
    if (!Files.isDirectory(osv)) {
      return;
    }
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(osv, Files::isDirectory)) {
      for (Path directory : directories) {
        String name = String.valueOf(directory.getFileName());
        Path archive = directory.resolve("all.zip");
        if (!sources.ecosystems().contains(name) && Files.deleteIfExists(archive)) {
          Files.deleteIfExists(FeedState.beside(archive));
          changed.add(name);
        }
      }
    }
  }

  private Outcome fetch(Wanted feed) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(feed);
      } catch (LimitExceededException e) {
        throw failed(feed, e);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw failed(feed, e);
        }
        Thread.sleep(pause.multipliedBy(attempt));
      }
    }
  }

  private static IOException failed(Wanted feed, IOException cause) {
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new IOException(
        "The feed "
            + feed.name()
            + " could not be fetched from "
            + feed.from().getFirst()
            + " ("
            + why
            + "): check the network, or use `drydock db import` with a file from another machine",
        cause);
  }

  private Outcome attempt(Wanted feed) throws IOException, InterruptedException {
    AtomicFile.removeLeftovers(feed.to().resolveSibling("."));
    for (URI from : feed.from()) {
      if (FeedState.of(feed.to(), from.toString()) != null) {
        return attempt(feed, from);
      }
    }
    for (URI from : feed.from()) {
      Outcome outcome = attempt(feed, from);
      if (outcome != Outcome.MISSING) {
        return outcome;
      }
    }
    return Outcome.MISSING;
  }

  private Outcome attempt(Wanted feed, URI from) throws IOException, InterruptedException {
    FeedState state = FeedState.of(feed.to(), from.toString());
    Answer answer = new Answer();
    AtomicFile.replace(
        feed.to(),
        out -> {
          answer.response =
              new Download(client, feed.name(), max, silence, progress).get(from, state, out);
          return answer.status() == 200;
        });
    return switch (answer.status()) {
      case 200 -> {
        new FeedState(from.toString(), answer.header("ETag"), answer.header("Last-Modified"))
            .write(feed.to());
        yield Outcome.CHANGED;
      }
      case 304 -> Outcome.UNCHANGED;
      case 404, 410 -> Outcome.MISSING;
      default -> throw new IOException("the server answers " + answer.status());
    };
  }

  /// What a server said, filled from within a lambda.
  private static final class Answer {
    private @Nullable HttpResponse<Long> response;

    int status() {
      return response == null ? 0 : response.statusCode();
    }

    String header(String name) {
      return response == null ? "" : response.headers().firstValue(name).orElse("");
    }
  }
}
