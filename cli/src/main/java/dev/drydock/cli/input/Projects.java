package dev.drydock.cli.input;

import dev.drydock.bom.Bom;
import dev.drydock.change.git.GitRepository;
import dev.drydock.change.host.RemoteAddress;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.surroundings.GitProcess;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.origin.provenance.BuildProvenance;
import dev.drydock.project.formats.ProjectFormats;
import dev.drydock.repair.OpenRecipe;
import dev.drydock.repair.Project;
import dev.drydock.repair.ProjectReader;
import dev.drydock.repair.RecipeSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The project that an image is built from: what `--dockerfile` and `--project` name, or else the
/// directory that Drydock runs in, where that is a clone of the repository that the image says it
/// was built from. Its files are read once, for however many images.
public final class Projects {
  private static final String SOURCE = "org.opencontainers.image.source";

  private final Surroundings surroundings;
  private final Invocation invocation;
  private final BuildArguments arguments;
  private final Map<Path, Project> read = new HashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private @Nullable List<RemoteAddress> here;

  public Projects(Surroundings surroundings, Invocation invocation) throws Failure {
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.arguments = arguments(invocation, surroundings.platform().toString());
  }

  /// One with its Dockerfile, where one is known.
  ///
  /// @param root the directory of its files
  public record Located(Path root, Project project) {}

  /// `null` where nobody names one, and this is no clone of the image's source.
  public @Nullable Located of(Bom.Subject image, @Nullable BuildProvenance provenance)
      throws IOException, InterruptedException, Failure {
    Path root = named() ? root() : isHere(image, provenance) ? workTree() : null;
    if (root == null) {
      return null;
    }
    RecipeSearch search = search(image, provenance);
    Project project = read(root);
    String likely = project.recipe() == null ? search.named().orElse(null) : null;
    RecipeSearch.Found found =
        search.in(likely == null ? project : reader().adding(project, root, likely));
    if (found.note() != null) {
      notes.add(found.note());
    }
    return new Located(root, found.project());
  }

  /// The one of a Dockerfile of which no image is known.
  public Located of(Path dockerfile) throws IOException, Failure {
    Path parent = dockerfile.toAbsolutePath().getParent();
    Path root = parent == null ? Path.of(".") : parent;
    return new Located(
        root, reader().read(root, dockerfile, invocation.value("--target"), arguments));
  }

  /// The Dockerfile that the builder wrote down with the image.
  Optional<OpenRecipe> written(Bom.Subject image, BuildProvenance provenance) {
    return search(image, provenance).written();
  }

  private RecipeSearch search(Bom.Subject image, @Nullable BuildProvenance provenance) {
    return new RecipeSearch(image, provenance, invocation.value("--target"), arguments);
  }

  /// Whether there may be one, before any image is looked at.
  public boolean possible() {
    return named() || workTree() != null;
  }

  /// What was found, and what was not read, since this was asked last; one plain line each.
  public List<String> notes() {
    List<String> all = List.copyOf(notes);
    notes.clear();
    return all;
  }

  private boolean named() {
    return invocation.value("--dockerfile") != null || invocation.value("--project") != null;
  }

  private Path root() throws Failure {
    String directory = invocation.value("--project");
    if (directory != null) {
      Path root = existing(directory, "--project");
      if (!Files.isDirectory(root)) {
        throw Failure.input(root + " is no directory; name the one of the project", null);
      }
      return root;
    }
    Path file = dockerfile();
    Path parent = file == null ? null : file.toAbsolutePath().getParent();
    return parent == null ? Path.of(".") : parent;
  }

  private @Nullable Path dockerfile() throws Failure {
    String named = invocation.value("--dockerfile");
    return named == null ? null : existing(named, "--dockerfile");
  }

  private ProjectReader reader() {
    return new ProjectReader(ProjectFormats.builtIn(), surroundings.limits());
  }

  private Project read(Path root) throws IOException, Failure {
    Project project = read.get(root);
    if (project == null) {
      project = reader().read(root, dockerfile(), invocation.value("--target"), arguments);
      notes.addAll(project.warnings());
      read.put(root, project);
    }
    return project;
  }

  /// The directory around this one that is Git's; `null` where there is none.
  private @Nullable Path workTree() {
    for (Path at = surroundings.directory().toAbsolutePath().normalize();
        at != null;
        at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return at;
      }
    }
    return null;
  }

  private boolean isHere(Bom.Subject image, @Nullable BuildProvenance provenance)
      throws InterruptedException {
    List<String> sources = new ArrayList<>();
    String label = image.labels().get(SOURCE);
    if (label != null) {
      sources.add(label);
    }
    if (provenance != null && provenance.source() != null) {
      sources.add(provenance.source());
    }
    Path directory = sources.isEmpty() ? null : workTree();
    if (directory == null) {
      return false;
    }
    List<RemoteAddress> remotes = remotes(directory);
    return sources.stream()
        .flatMap(source -> RemoteAddress.parse(source).stream())
        .anyMatch(source -> remotes.stream().anyMatch(source::isSame));
  }

  /// Of the clone that this runs in; none where git does not tell.
  private List<RemoteAddress> remotes(Path directory) throws InterruptedException {
    if (here == null) {
      List<RemoteAddress> remotes = new ArrayList<>();
      try {
        GitRepository.find(new GitProcess(surroundings.environment()), directory)
            .remoteAddresses()
            .forEach(address -> RemoteAddress.parse(address).ifPresent(remotes::add));
      } catch (IOException e) {
        notes.add("whether this directory is the image's source is not known: " + ErrorLine.of(e));
      }
      here = List.copyOf(remotes);
    }
    return here;
  }

  private static Path existing(String text, String option) throws Failure {
    Path path = PathArgument.of(text);
    if (!Files.exists(path)) {
      throw Failure.input(
          ErrorLine.oneLine(text) + " of " + option + " is not there; check the path", null);
    }
    return path;
  }

  private static BuildArguments arguments(Invocation invocation, String platform) throws Failure {
    Map<String, String> values = new HashMap<>();
    for (String one : invocation.values("--build-arg")) {
      int equals = one.indexOf('=');
      if (equals <= 0) {
        throw Failure.usage("--build-arg is NAME=VALUE, as for the build");
      }
      values.put(one.substring(0, equals), one.substring(equals + 1));
    }
    return new BuildArguments(values, platform, platform);
  }
}
