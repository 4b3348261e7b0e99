package dev.drydock.base.declaration;

import dev.drydock.base.declaration.VariantSource.Recipe;
import dev.drydock.base.declaration.VariantSource.Upstream;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.document.YamlNode;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import dev.drydock.policy.reading.Problem;
import dev.drydock.policy.reading.Reading;
import dev.drydock.policy.rule.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads where a base comes from. What a recipe is built upon has to be known before it is built,
/// else nobody could say what the base was made of.
final class SourceReader {
  private static final List<String> KEYS = List.of("dockerfile", "context", "arguments", "image");

  private static final Upstream WRONG =
      new Upstream(new ImageReference("docker.io", "library/scratch", "latest", null));

  private final Reading reading;
  private final OwnPaths paths;
  private final Path directory;
  private final int mostBytes;

  SourceReader(Reading reading, OwnPaths paths, Path directory, Limits limits) {
    this.reading = reading;
    this.paths = paths;
    this.directory = directory;
    this.mostBytes = Math.min(limits.documentBytes(), 4 * Limits.DOCKERFILE_CHARACTERS);
  }

  /// Something that nobody uses, where it is wrong and told of.
  VariantSource read(@Nullable Entry entry) {
    if (entry == null) {
      return WRONG;
    }
    Map<String, Entry> keys = reading.mapping(entry.value(), "source", KEYS);
    Entry dockerfile = keys.get("dockerfile");
    Entry image = keys.get("image");
    if ((dockerfile == null) == (image == null)) {
      if (entry.value() instanceof YamlNode.Mapping) {
        reading.problem(
            entry.start(),
            "source is either `dockerfile:`, which is built, or `image:`, which is taken as it is");
      }
      return WRONG;
    }
    if (dockerfile != null) {
      return recipe(dockerfile, keys);
    }
    for (String key : List.of("context", "arguments")) {
      if (keys.containsKey(key)) {
        reading.problem(
            keys.get(key).start(),
            key + " is for a dockerfile; an image is not built, leave it out");
      }
    }
    return upstream(image);
  }

  private VariantSource upstream(Entry entry) {
    String text = reading.text(entry.value(), "image");
    if (text == null) {
      return WRONG;
    }
    try {
      ImageReference reference = ImageReference.parse(text);
      if (reference.digest() != null) {
        return new Upstream(reference);
      }
      reading.problem(
          entry.value().start(),
          "image needs a digest, so that it is the same tomorrow: "
              + text
              + "@sha256:…; `skopeo inspect` tells it");
    } catch (IllegalArgumentException e) {
      reading.problem(entry.value().start(), String.valueOf(e.getMessage()));
    }
    return WRONG;
  }

  private VariantSource recipe(Entry entry, Map<String, Entry> keys) {
    Path file = paths.file(entry.value(), "dockerfile");
    Entry named = keys.get("context");
    Path parent = file == null ? null : file.getParent();
    Path context = named == null ? parent : paths.directory(named.value(), "context");
    Map<String, String> arguments = arguments(keys.get("arguments"));
    if (file == null || context == null) {
      return WRONG;
    }
    try {
      String text = new String(Bounded.readFile(file, mostBytes), StandardCharsets.UTF_8);
      String name = directory.relativize(file).toString();
      Dockerfile dockerfile = Dockerfile.parse(name, text);
      RecipeImages.Found found = RecipeImages.of(dockerfile, arguments);
      found
          .problems()
          .forEach(
              problem ->
                  reading.problem(
                      new Problem(new Source(name, problem.line(), 1), problem.message())));
      return new Recipe(file, context, arguments, found.images());
    } catch (IOException e) {
      reading.problem(entry.value().start(), "dockerfile: " + e.getMessage());
    } catch (DockerfileException e) {
      reading.problem(entry.value().start(), String.valueOf(e.getMessage()));
    }
    return WRONG;
  }

  private Map<String, String> arguments(@Nullable Entry entry) {
    Map<String, String> arguments = new LinkedHashMap<>();
    if (entry != null) {
      for (Entry argument : reading.mapping(entry.value(), "arguments").values()) {
        if (!isVariable(argument.key())) {
          reading.problem(
              argument.start(),
              Reading.shown(argument.key())
                  + " cannot name an argument; take letters, digits and _, as in RELEASE");
        } else if (argument.value() instanceof YamlNode.Scalar scalar) {
          arguments.put(argument.key(), scalar.value());
        } else {
          reading.problem(
              argument.value().start(),
              "the argument " + argument.key() + " is a text; write one value");
        }
      }
    }
    return arguments;
  }

  private static boolean isVariable(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= 128;
  }
}
