package dev.drydock.cli.signing;

import dev.drydock.attest.identity.SigstoreProvider;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.surroundings.Surroundings;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// The part of Drydock that signs and verifies without keys, which need not be there. It is looked
/// for when somebody asks for it and not before, in directories of its own: so it is on no class
/// path, and costs nobody else anything (`docs/adr/0018-keyless.md`).
final class KeylessModule {
  private static final List<String> PLACES = List.of("lib/keyless", "keyless/target/app");

  private KeylessModule() {}

  static SigstoreProvider find(Surroundings surroundings) throws IOException, Failure {
    try {
      ClassLoader around = KeylessModule.class.getClassLoader();
      SigstoreProvider own = first(ServiceLoader.load(SigstoreProvider.class, around));
      if (own != null) {
        return own;
      }
      List<URL> jars = jars(surroundings.home());
      if (!jars.isEmpty()) {
        URLClassLoader loader = new URLClassLoader("keyless", jars.toArray(URL[]::new), around);
        surroundings.keep(loader);
        SigstoreProvider found = first(ServiceLoader.load(SigstoreProvider.class, loader));
        if (found != null) {
          return found;
        }
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw Failure.input(
          "the keyless part of Drydock is of another version than the rest; get both again, or"
              + " build them with `./mvnw -Dfast -DskipTests package`",
          e);
    }
    throw Failure.input(
        "signing and verifying without keys needs a part of Drydock that is not here; unpack"
            + " drydock-keyless-VERSION.tar.gz in the distribution's directory, or build it in a checkout with"
            + " `./mvnw -Dfast -DskipTests package`",
        null);
  }

  private static @Nullable SigstoreProvider first(ServiceLoader<SigstoreProvider> providers) {
    return providers.findFirst().orElse(null);
  }

  /// @param home where Drydock lies; `null` where nobody knows
  private static List<URL> jars(@Nullable Path home) throws IOException {
    List<URL> jars = new ArrayList<>();
    for (String place : PLACES) {
      Path directory = home == null ? null : home.resolve(place);
      if (directory != null && Files.isDirectory(directory) && jars.isEmpty()) {
        jars.addAll(jarsIn(directory));
      }
    }
    return jars;
  }

  private static List<URL> jarsIn(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(directory, "*.jar")) {
      listed.forEach(files::add);
    }
    Collections.sort(files);
    List<URL> jars = new ArrayList<>();
    try {
      for (Path file : files) {
        jars.add(file.toUri().toURL());
      }
    } catch (MalformedURLException e) {
      throw new IOException(directory + " cannot be read from", e);
    }
    return jars;
  }
}
