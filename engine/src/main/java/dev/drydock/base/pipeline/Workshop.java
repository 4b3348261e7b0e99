package dev.drydock.base.pipeline;

import dev.drydock.base.declaration.VariantSource.Recipe;
import dev.drydock.base.testing.CommandRunner;
import dev.drydock.base.testing.TestedImage;
import dev.drydock.image.Digest;
import dev.drydock.image.Platform;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.policy.Verdict;
import dev.drydock.scan.Scan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the pipeline asks others to do: to build, to look at images, to judge them.
public interface Workshop {

  /// For which platform bases are made.
  Platform platform();

  /// The repository that a reference names.
  RegistryRepository repository(ImageReference reference) throws IOException;

  /// What is to be built.
  ///
  /// @param images what the names in `FROM` and `COPY --from` have to stand for
  /// @param time of all that is made, so that the same input gives the same image
  /// @param layout an empty directory, for the image as an OCI layout
  record BuildOrder(Recipe recipe, Map<String, Digest> images, Instant time, Path layout) {
    public BuildOrder {
      images = Map.copyOf(images);
    }
  }

  /// @throws BuildFailedException where the recipe is at fault
  void build(BuildOrder order) throws IOException, BuildFailedException, InterruptedException;

  /// What was found in an image.
  ///
  /// @param tested its files and its config
  /// @param scan with the plan
  record Examination(Scan scan, TestedImage tested) {}

  /// @param reference with a digest
  /// @param recipe that it was built from, into which the plan is carried; `null` where none is
  ///   known
  Examination examine(ImageReference reference, @Nullable Recipe recipe)
      throws IOException, InterruptedException;

  /// What a policy says, and which one it was, for people.
  record Ruling(Verdict verdict, String policy) {}

  /// @param policy file; `null` for the built-in one
  Ruling judge(Scan scan, @Nullable Path policy) throws IOException, InterruptedException;

  /// The digests of all texts that a policy is made of, with those that it extends.
  ///
  /// @param policy file; `null` for the built-in one
  List<Digest> texts(@Nullable Path policy) throws IOException, InterruptedException;

  /// `drydock scan --format json`.
  byte[] document(Scan scan) throws IOException;

  CommandRunner commands();

  /// An empty directory of its own, gone when the pipeline ends.
  Path directory() throws IOException;

  /// Told what is being done, one line for people.
  void progress(String line);

  /// A recipe cannot be built.
  final class BuildFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param message what the builder said last, and what to do, one line
    public BuildFailedException(String message) {
      super(message);
    }
  }
}
