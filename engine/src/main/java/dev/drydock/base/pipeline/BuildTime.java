package dev.drydock.base.pipeline;

import dev.drydock.base.declaration.VariantSource.Recipe;
import dev.drydock.image.Digest;
import dev.drydock.image.manifest.ConfigReader;
import dev.drydock.image.manifest.ImageManifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The time of what is built: that of the newest image that it is built upon, not that of the
/// clock, so that the same input gives the same image on every day.
final class BuildTime {
  /// Of what is built upon nothing; archives of some kinds have no earlier one.
  private static final Instant FIRST = Instant.parse("1980-01-01T00:00:00Z");

  private final Workshop workshop;
  private final Limits limits;

  BuildTime(Workshop workshop, Limits limits) {
    this.workshop = workshop;
    this.limits = limits;
  }

  /// @param images what the names in the recipe stand for
  Instant of(Recipe recipe, Map<String, Digest> images) throws IOException, InterruptedException {
    Instant newest = FIRST;
    for (ImageReference image : recipe.images()) {
      Digest digest = images.get(image.toString());
      Instant created = created(digest == null ? image : image.at(digest));
      newest = created != null && created.isAfter(newest) ? created : newest;
    }
    return newest.truncatedTo(ChronoUnit.SECONDS);
  }

  /// `null` where an image does not say.
  private @Nullable Instant created(ImageReference image) throws IOException, InterruptedException {
    RegistryRepository repository = workshop.repository(image);
    StoredManifest stored = repository.resolve(workshop.platform());
    String what = image.familiar();
    if (!(new ManifestReader(limits).read(stored.body(), stored.mediaType(), what)
        instanceof ImageManifest manifest)) {
      return null;
    }
    byte[] config = repository.blob(manifest.config(), "the config of " + what);
    String created =
        new ConfigReader(limits).read(config, manifest.config().digest(), Map.of(), what).created();
    try {
      return created == null ? null : OffsetDateTime.parse(created).toInstant();
    } catch (DateTimeException _) {
      return null;
    }
  }
}
