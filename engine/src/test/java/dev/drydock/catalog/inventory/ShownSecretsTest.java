package dev.drydock.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.image.Image;
import dev.drydock.image.Platform;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.image.source.ImageSources;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.DockerArchive;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.TarWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a builder wrote into an image's configuration goes on into documents that others read.
class ShownSecretsTest {
  private static final String PASSWORD = "h7Gq2zLp9wXr";

  @TempDir private Path directory;

  @Test
  void aBillOfMaterialsHasNoSecretOfTheHistory() throws Exception {
    Files.write(
        directory.resolve("app.tar"),
        DockerArchive.of(
                new ImageBuilder()
                    .layer(
                        new TarWriter().file("a", "1"),
                        "|1 NPM_TOKEN=" + PASSWORD + " /bin/sh -c npm ci")
                    .label("from", "https://ann:" + PASSWORD + "@git.corp/x")
                    .build())
            .bytes());
    Bom bom;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        Image image =
            ImageSources.ofFiles(directory)
                .open(
                    ImageRequest.parse(
                        "app.tar", Platform.linuxOn("amd64"), false, Limits.defaults()))) {
      bom = new ImageCatalog(List.of(), Limits.defaults(), executor).catalog(image);
    }

    assertThat(bom.subject().history())
        .containsExactly(new Bom.HistoryEntry("|1 NPM_TOKEN=… /bin/sh -c npm ci", null, false));
    assertThat(bom.subject().layers())
        .extracting(Bom.LayerSummary::createdBy)
        .containsExactly("|1 NPM_TOKEN=… /bin/sh -c npm ci");
    assertThat(bom.subject().labels()).isEqualTo(Map.of("from", "https://ann:…@git.corp/x"));
  }
}
