package dev.drydock.cli.surroundings;

import dev.drydock.bom.Creation;
import dev.drydock.cache.LayerCache;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.image.Platform;
import dev.drydock.limits.Limits;
import java.io.Closeable;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// All that the process finds around itself: streams, environment, properties, clock, threads,
/// network. The only place that looks; everything else is told.
public final class Surroundings implements AutoCloseable {
  private final OutputStream out;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final Properties properties;
  private @Nullable ExecutorService executor;
  private @Nullable ExecutorService waiting;
  private @Nullable HttpClient client;
  private @Nullable HttpClient serviceClient;
  private final List<Closeable> kept = new ArrayList<>();

  public Surroundings(
      OutputStream out, PrintStream err, Map<String, String> environment, Properties properties) {
    this.out = out;
    this.err = err;
    this.environment = environment;
    this.properties = properties;
  }

  /// Whatever the user pipes in.
  public InputStream in() {
    return System.in;
  }

  /// Data only.
  public OutputStream out() {
    return out;
  }

  /// Everything else.
  public PrintStream err() {
    return err;
  }

  public Map<String, String> environment() {
    return environment;
  }

  public Limits limits() {
    return Limits.defaults();
  }

  /// This machine's, or that of `SOURCE_DATE_EPOCH` standing still: the same input then gives the
  /// same bytes (reproducible-builds.org).
  public Clock clock() throws Failure {
    String epoch = environment.get("SOURCE_DATE_EPOCH");
    if (epoch == null || epoch.isEmpty()) {
      return Clock.systemUTC();
    }
    try {
      return Clock.fixed(Instant.ofEpochSecond(Long.parseLong(epoch)), ZoneOffset.UTC);
    } catch (NumberFormatException | DateTimeException _) {
      throw Failure.usage(
          "SOURCE_DATE_EPOCH is '" + epoch + "', not a number of seconds since 1970; unset it");
    }
  }

  public Creation creation() throws Failure {
    return creation(null);
  }

  /// @param author who answers for what is made; `null` where nobody is named
  public Creation creation(@Nullable String author) throws Failure {
    return new Creation(version(), clock().instant(), author);
  }

  /// Of the jar that this runs from.
  public static String version() {
    String version = Surroundings.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /// What tells this build from every other one that may find something else in a layer: the
  /// version, and for one that is not released yet the jar of the engine too. `null` where there is
  /// no jar: classes that somebody works on change from run to run.
  public @Nullable String build() {
    String told = properties.getProperty("drydock.build");
    if (told != null) {
      return told;
    }
    String version = version();
    if (!version.endsWith("SNAPSHOT") && !version.equals("development")) {
      return version;
    }
    CodeSource source = LayerCache.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return null;
    }
    File jar = new File(source.getLocation().getPath());
    return jar.isFile() ? version + " " + jar.length() + " " + jar.lastModified() : null;
  }

  /// The platform whose images run here.
  public Platform platform() {
    return Platform.linuxOn(properties.getProperty("os.arch", "amd64"));
  }

  /// Where Drydock itself lies, when the launcher says so.
  public @Nullable Path home() {
    String home = properties.getProperty("drydock.home");
    return home == null ? null : Path.of(home);
  }

  /// Where the process was started.
  public Path directory() {
    return Path.of(properties.getProperty("user.dir", ""));
  }

  /// The user's home directory; `null` where there is none.
  public @Nullable Path userHome() {
    String home = environment.get("HOME");
    if (home == null || home.isEmpty()) {
      home = properties.getProperty("user.home");
    }
    return home == null || home.isEmpty() || home.equals("?") ? null : Path.of(home);
  }

  /// Where what can be made again is kept, as each system wants it.
  public Path cacheDirectory(@Nullable String chosen) throws Failure {
    String named = chosen != null ? chosen : environment.get("DRYDOCK_CACHE_DIR");
    if (named != null && !named.isEmpty()) {
      return PathArgument.of(named);
    }
    String xdg = environment.get("XDG_CACHE_HOME");
    if (xdg != null && xdg.startsWith("/")) {
      return Path.of(xdg, "drydock");
    }
    String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String local = environment.get("LOCALAPPDATA");
    if (system.startsWith("windows") && local != null) {
      return Path.of(local, "drydock", "cache");
    }
    Path home = userHome();
    if (home == null) {
      throw Failure.usage(
          "there is no home directory to keep a cache in; name one with --cache-dir DIR");
    }
    return system.startsWith("mac")
        ? home.resolve("Library").resolve("Caches").resolve("drydock")
        : home.resolve(".cache").resolve("drydock");
  }

  /// Threads for the work of one command: as many as there are processors, gone when it ends.
  public ExecutorService executor() {
    if (executor == null) {
      executor =
          Executors.newFixedThreadPool(
              Runtime.getRuntime().availableProcessors(),
              task -> {
                Thread thread = new Thread(task, "drydock-worker");
                thread.setDaemon(true);
                return thread;
              });
    }
    return executor;
  }

  /// To be called by who is about to open an image.
  public void headStart() {
    executor().execute(new HeadStart());
  }

  /// Threads for what waits for others most of its time: as many as there are tasks at that moment,
  /// gone when the command ends. No virtual ones: who lets those wait for a network has the JVM
  /// wait in the kernel, too, and its exit then takes a third of a second.
  public ExecutorService waitingThreads() {
    if (waiting == null) {
      waiting =
          Executors.newCachedThreadPool(
              task -> {
                Thread thread = new Thread(task, "drydock-waiting");
                thread.setDaemon(true);
                return thread;
              });
    }
    return waiting;
  }

  public Network network() throws Failure {
    return new Network(environment);
  }

  /// For feeds.
  public HttpClient client() throws Failure {
    if (client == null) {
      client = network().client();
    }
    return client;
  }

  /// For services that may have a certificate of the user's own authority: the organisation's
  /// server, those that sign without keys.
  public HttpClient serviceClient() throws IOException, Failure {
    if (serviceClient == null) {
      serviceClient = network().serviceClient();
    }
    return serviceClient;
  }

  /// Whether people see standard output as it is written, in colours.
  public boolean colour() {
    String noColour = environment.get("NO_COLOR");
    return (noColour == null || noColour.isEmpty())
        && !"dumb".equals(environment.get("TERM"))
        && terminal("drydock.stdout", 1);
  }

  boolean errorsAreSeen() {
    return !"dumb".equals(environment.get("TERM")) && terminal("drydock.stderr", 2);
  }

  /// A line that says what is being done, where somebody looks and wants to know.
  public ProgressLine progress(Invocation invocation) {
    boolean wanted = !invocation.has("--quiet") && !invocation.has("--no-progress");
    return ProgressLine.start(err, wanted && errorsAreSeen());
  }

  /// Notes for people who look at the terminal.
  public void tell(Invocation invocation, List<String> notes) {
    if (!invocation.has("--quiet")) {
      for (String note : notes) {
        err.println("drydock: " + ErrorLine.oneLine(note));
      }
    }
  }

  /// The launcher knows; without it Linux does.
  private boolean terminal(String property, int descriptor) {
    String told = properties.getProperty(property);
    if (told != null) {
      return told.equals("terminal");
    }
    if (!properties.getProperty("os.name", "").equals("Linux")) {
      return false;
    }
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }

  /// What somebody at the terminal types unseen; `null` where nobody sits at one.
  public char @Nullable [] askUnseen(String prompt) {
    Console console = errorsAreSeen() ? System.console() : null;
    return console == null || !console.isTerminal() ? null : console.readPassword("%s", prompt);
  }

  /// Closes something when the command ends.
  public void keep(Closeable resource) {
    kept.add(resource);
  }

  /// Gives work that was cut short the time to take away what it had half written.
  private static void awaitWorkers(ExecutorService executor) {
    try {
      executor.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (waiting != null) {
      waiting.shutdownNow();
    }
    if (executor != null) {
      executor.shutdownNow();
      awaitWorkers(executor);
    }
    if (client != null) {
      client.shutdownNow();
    }
    if (serviceClient != null) {
      serviceClient.shutdownNow();
    }
    for (Closeable one : kept) {
      try {
        one.close();
      } catch (IOException _) {
        // the command is over, and so is its process
      }
    }
  }
}
