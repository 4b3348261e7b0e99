package dev.drydock.pipeline;

import dev.drydock.limits.Bounded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pipeline of a repository for one CI system: the files, and what is left for the user to do.
///
/// @param files the script first
/// @param steps what to do next, each a line to type or to add somewhere with the words around it
public record Pipeline(CiSystem system, List<PipelineFile> files, List<String> steps) {
  private static final int MAX_RESOURCE = 1 << 20;
  private static final String OURS = "drydock.sh";

  public Pipeline {
    files = List.copyOf(files);
    steps = List.copyOf(steps);
  }

  /// @param distribution where the script gets Drydock from; `null` where that is set in the CI
  ///   system
  public static Pipeline of(
      CiSystem system, Repository repository, @Nullable Distribution distribution)
      throws IOException, PipelineException {
    List<PipelineFile> files = new ArrayList<>();
    List<String> steps = new ArrayList<>(repository.notes());
    String script = Template.render(resource(OURS), values(repository, distribution));
    PipelineFile first = file(repository, CiSystem.SCRIPT, script, true);
    files.add(first);
    if (first.state() == PipelineFile.State.OTHER) {
      steps.add(
          "the "
              + CiSystem.SCRIPT
              + " that is there stays as it is; `drydock init shell --dry-run` shows what would be"
              + " written");
    } else if (distribution == null) {
      steps.add(
          "where Drydock comes from: set DRYDOCK_ARCHIVE (a URL or file) and DRYDOCK_SHA256 in the"
              + " CI system; distribution/make in a checkout of Drydock makes the archive and tells"
              + " the SHA-256");
    }
    addOwn(system, repository, files, steps);
    return new Pipeline(system, files, steps);
  }

  private static void addOwn(
      CiSystem system, Repository repository, List<PipelineFile> files, List<String> steps)
      throws IOException, PipelineException {
    String template = system.template();
    String path = system.path();
    if (template == null || path == null) {
      steps.add("to run it: " + system.line());
      return;
    }
    boolean hook = template.equals(CiSystem.HOOK);
    String hooks = repository.hooks();
    if (hook && hooks != null) {
      path = hooks + "/" + CiSystem.HOOK;
    }
    String text = resource(template);
    PipelineFile own = file(repository, path, text, hook);
    if (own.state() == PipelineFile.State.OTHER) {
      if (calls(repository.root().resolve(path), system)) {
        files.add(own);
        return;
      }
      String beside = system.beside();
      if (beside != null) {
        files.add(file(repository, beside, text, false));
      } else {
        files.add(own);
      }
      steps.add(path + " is there and stays as it is; add this line to it: " + system.line());
    } else {
      files.add(own);
    }
    if (system.after() != null && !(hook && hooks != null)) {
      steps.add(system.after());
    }
  }

  /// Whether a file that is there has been told already.
  private static boolean calls(Path file, CiSystem system) throws IOException {
    String text = new String(Bounded.readFile(file, MAX_RESOURCE), StandardCharsets.UTF_8);
    String beside = system.beside();
    return text.contains(CiSystem.SCRIPT) || beside != null && text.contains(beside);
  }

  private static PipelineFile file(
      Repository repository, String path, String text, boolean executable)
      throws IOException, PipelineException {
    Path file = repository.root().resolve(path);
    requireInside(repository.root(), file);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new PipelineFile(path, text, executable, PipelineFile.State.NEW);
    }
    if (!Files.isRegularFile(file)) {
      throw new PipelineException(
          PipelineException.Kind.UNUSABLE, path + " is in the way and no file; move it");
    }
    byte[] there = head(file, text.length() * 4 + 1);
    boolean same = text.equals(new String(there, StandardCharsets.UTF_8));
    return new PipelineFile(
        path, text, executable, same ? PipelineFile.State.SAME : PipelineFile.State.OTHER);
  }

  private static byte[] head(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Bounded.head(in, most);
    }
  }

  /// A link in a repository may lead anywhere; nothing is written where it leads.
  private static void requireInside(Path root, Path file) throws IOException, PipelineException {
    Path at = root;
    for (Path part : root.relativize(file)) {
      at = at.resolve(part);
      if (Files.isSymbolicLink(at) && !leadsInside(root, at)) {
        throw new PipelineException(
            PipelineException.Kind.UNUSABLE,
            root.relativize(at)
                + " is a link that leads out of the repository; nothing is written");
      }
    }
  }

  private static boolean leadsInside(Path root, Path link) throws IOException {
    return Files.exists(link) && link.toRealPath().startsWith(root);
  }

  private static Map<String, String> values(
      Repository repository, @Nullable Distribution distribution) {
    Recipe recipe = repository.recipe();
    String target = recipe.target();
    Map<String, String> values = new HashMap<>();
    values.put("NAME", repository.name());
    values.put("DOCKERFILE", recipe.dockerfile());
    values.put("TARGET", target == null ? "" : target);
    values.put("CONTEXT", recipe.context());
    values.put("BRANCH", repository.defaultBranch());
    values.put("ARCHIVE", distribution == null ? "" : distribution.archive());
    values.put("SHA256", distribution == null ? "" : distribution.sha256());
    return values;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Pipeline.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(Bounded.readAll(in, MAX_RESOURCE, name), StandardCharsets.UTF_8);
    }
  }
}
