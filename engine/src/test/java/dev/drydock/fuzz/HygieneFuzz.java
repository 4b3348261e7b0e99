package dev.drydock.fuzz;

import dev.drydock.hygiene.ImageHygiene;
import dev.drydock.hygiene.Observation;
import dev.drydock.image.Digest;
import dev.drydock.image.HeapContent;
import dev.drydock.image.Image;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.manifest.ConfigReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Hygiene: secrets in files, and the config of an image.
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
      ImageHygiene hygiene = new ImageHygiene();
      LayerEntry entry =
          new LayerEntry(input.path(), LayerEntry.Type.FILE, content.length, 0777, null, 0);
      hygiene.watch(new NoLayer(content.length)).visit(entry, new HeapContent(content));
      byte[] config = content.length > 0 && content[0] == '{' ? content : NO_CONFIG;
      List<Observation> _ = hygiene.of(new ConfigOnly(CONFIG.read(config, null, Map.of(), "x")));
    } catch (IOException _) {
      // refused
    }
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

  private record ConfigOnly(ImageConfig config) implements Image {
    @Override
    public String reference() {
      return "x";
    }

    @Override
    public @Nullable Digest digest() {
      return null;
    }

    @Override
    public List<Layer> layers() {
      return List.of();
    }

    @Override
    public List<String> warnings() {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
