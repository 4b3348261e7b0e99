package dev.drydock.fuzz;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.dockerfile.resolution.Resolution;
import dev.drydock.hygiene.BuildSource;
import dev.drydock.hygiene.ImageHygiene;
import dev.drydock.hygiene.Observation;
import dev.drydock.image.HeapContent;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.manifest.ConfigReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Hygiene: secrets in files, the config of an image, and its Dockerfile.
public final class HygieneFuzz {
  private HygieneFuzz() {}

  private static final ConfigReader CONFIG = new ConfigReader(FuzzTree.LIMITS);

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, HygieneFuzz::read);
  }

  /// The file as it is, and where it is a config of an image, as that.
  private static void read(byte[] data) throws InterruptedException {
    FuzzTree.Input input = FuzzTree.input(data);
    if (input == null) {
      return;
    }
    byte[] content = input.content();
    try {
      ImageHygiene hygiene = new ImageHygiene(FuzzTree.LIMITS);
      LayerEntry entry =
          new LayerEntry(input.path(), LayerEntry.Type.FILE, content.length, 0777, null, 0);
      hygiene.watch(new NoLayer(content.length)).visit(entry, new HeapContent(content));
      byte[] config = content.length > 0 && content[0] == '{' ? content : NO_CONFIG;
      ImageConfig read = CONFIG.read(config, null, Map.of(), "x");
      List<Observation> _ = hygiene.of(read);
      List<Observation> _ = hygiene.of(read, dockerfile(content));
    } catch (IOException | DockerfileException _) {
      // refused
    }
  }

  /// Half of the files are read as a Dockerfile too.
  private static @Nullable BuildSource dockerfile(byte[] content) throws DockerfileException {
    if (content.length % 2 == 0) {
      return null;
    }
    Dockerfile file = Dockerfile.parse("Dockerfile", new String(content, StandardCharsets.UTF_8));
    Map<Integer, Integer> lines = Map.of(0, 1);
    return new BuildSource(
        Resolution.of(file, BuildArguments.none()),
        file.target(),
        content.length % 3 == 0,
        lines,
        lines);
  }

  private static final byte[] NO_CONFIG = {'{', '}'};

  private record NoLayer(long size) implements Layer {
    @Override
    public Description description() {
      return new Description(0, null, null, "", null, size);
    }

    @Override
    public void walk(Visitor visitor) {}
  }
}
