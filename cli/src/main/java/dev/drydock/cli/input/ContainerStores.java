package dev.drydock.cli.input;

import dev.drydock.cli.console.ErrorLine;
import dev.drydock.document.TomlReader;
import dev.drydock.image.ImageException;
import dev.drydock.json.Json;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where Podman, Buildah and their kin keep images on this machine, as they find it out themselves
/// (containers-storage.conf(5)): the file that `CONTAINERS_STORAGE_CONF` names, and nothing beside
/// it; else the user's configuration and the system's, and the places that hold without one.
///
/// ```toml
/// [storage]
/// driver = "overlay"
/// graphroot = "/srv/containers/storage"
/// [storage.options]
/// additionalimagestores = ["/usr/lib/containers/storage"]
/// ```
final class ContainerStores {
  private static final String VARIABLE = "CONTAINERS_STORAGE_CONF";
  private static final int LARGEST = 1 << 20;
  private static final Path SYSTEM = Path.of("/etc/containers/storage.conf");
  private static final Path OF_ROOT = Path.of("/var/lib/containers/storage");

  private final Map<String, String> environment;
  private final @Nullable Path userHome;
  private final Limits limits;

  /// @param userHome `null` where there is none
  ContainerStores(Map<String, String> environment, @Nullable Path userHome, Limits limits) {
    this.environment = environment;
    this.userHome = userHome;
    this.limits = limits;
  }

  /// In the order in which to look into them.
  ///
  /// @throws ImageException where a configuration cannot be read, with one line for the user
  List<Path> roots() throws IOException {
    Set<Path> roots = new LinkedHashSet<>();
    String named = environment.get(VARIABLE);
    if (named != null && !named.isEmpty()) {
      Path file = path(named, VARIABLE);
      if (!Files.isRegularFile(file)) {
        throw new ImageException(
            ImageException.Kind.NOT_FOUND,
            VARIABLE + " names " + named + ", which is no file; correct it, or unset it");
      }
      read(file, roots);
      if (!roots.isEmpty()) {
        return List.copyOf(roots);
      }
    }
    Path configuration = user("XDG_CONFIG_HOME", ".config");
    if (configuration != null) {
      readIfThere(configuration.resolve("containers/storage.conf"), roots);
    }
    Path data = user("XDG_DATA_HOME", ".local/share");
    if (data != null) {
      roots.add(data.resolve("containers/storage"));
    }
    readIfThere(SYSTEM, roots);
    roots.add(OF_ROOT);
    return List.copyOf(roots);
  }

  /// A directory of the user's, where one is known.
  private @Nullable Path user(String variable, String otherwise) {
    String directory = environment.get(variable);
    if (directory != null && directory.startsWith("/")) {
      return Path.of(directory);
    }
    return userHome == null ? null : userHome.resolve(otherwise);
  }

  private void readIfThere(Path file, Set<Path> roots) throws IOException {
    if (Files.isReadable(file)) {
      read(file, roots);
    }
  }

  private void read(Path file, Set<Path> roots) throws IOException {
    Json storage;
    try {
      byte[] text = Bounded.readFile(file, LARGEST);
      storage =
          new TomlReader(limits)
              .read(text, file.toString())
              .get("storage")
              .orElse(new Json.Obj(Map.of()));
    } catch (IOException e) {
      throw new ImageException(ImageException.Kind.CORRUPT, ErrorLine.of(e), e);
    }
    List<String> places = new ArrayList<>();
    for (String member : List.of("rootless_storage_path", "graphroot")) {
      String place = storage.text(member);
      if (place != null) {
        places.add(place);
      }
    }
    storage
        .get("options")
        .ifPresent(options -> places.addAll(options.texts("additionalimagestores")));
    for (String place : places) {
      String whole = home(place);
      if (whole.startsWith("/")) {
        roots.add(path(whole, file.toString()));
      }
    }
  }

  /// `$HOME` and `~` may stand for the user's directory.
  private String home(String place) {
    if (userHome == null) {
      return place;
    }
    String home = userHome.toString();
    return place.startsWith("~/") ? home + place.substring(1) : place.replace("$HOME", home);
  }

  private static Path path(String text, String where) throws ImageException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ImageException(
          ImageException.Kind.NOT_FOUND,
          where + " has a path that cannot be: " + ErrorLine.oneLine(text),
          e);
    }
  }
}
