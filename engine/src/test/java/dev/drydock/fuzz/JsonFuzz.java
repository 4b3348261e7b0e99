package dev.drydock.fuzz;

import dev.drydock.image.ImageConfig;
import dev.drydock.image.manifest.ConfigReader;
import dev.drydock.image.manifest.Manifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import java.io.IOException;
import java.util.Map;

/// JSON, and the manifests and configs of images.
public final class JsonFuzz {
  private JsonFuzz() {}

  private static final JsonReader JSON = new JsonReader(FuzzTree.LIMITS);
  private static final JsonReader COMMENTED = JsonReader.withComments(FuzzTree.LIMITS);
  private static final ConfigReader CONFIG = new ConfigReader(FuzzTree.LIMITS);
  private static final ManifestReader MANIFEST = new ManifestReader(FuzzTree.LIMITS);

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, JsonFuzz::read);
  }

  private static void read(byte[] data) {
    try {
      Json _ = JSON.read(data, "x");
    } catch (IOException _) {
      // refused
    }
    try {
      Json _ = COMMENTED.read(data, "x");
    } catch (IOException _) {
      // refused
    }
    try {
      ImageConfig _ = CONFIG.read(data, null, Map.of(), "x");
    } catch (IOException _) {
      // refused
    }
    try {
      Manifest _ = MANIFEST.read(data, null, "x");
    } catch (IOException _) {
      // refused
    }
  }
}
