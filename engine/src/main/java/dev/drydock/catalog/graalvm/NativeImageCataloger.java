package dev.drydock.catalog.graalvm;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.executable.ExecutableFile;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.PassedByException;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Finds what a Java application was built from that GraalVM compiled to an executable or a shared
/// library, by the [bill of materials][NativeImageSbom] that `native-image` embeds into
/// [it][NativeImage].
public final class NativeImageCataloger implements FileCataloger {
  private static final String NAME = "graalvm-native-image";

  /// The runtime alone is larger.
  private static final int SMALLEST = 1 << 20;

  private final Limits limits;
  private final JsonReader reader;

  public NativeImageCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new JsonReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() >= SMALLEST && ExecutableFile.named(file);
  }

  /// ELF.
  @Override
  public boolean recognises(byte[] head) {
    return ExecutableFile.recognisesElf(head);
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    for (ExecutableFile executable : ExecutableFile.open(content)) {
      NativeImage image = NativeImage.of(executable);
      byte[] document = image == null ? null : sbom(image, file);
      if (document != null) {
        NativeImageSbom sbom =
            NativeImageSbom.of(reader.read(document, "the SBOM in " + file.path()));
        if (sbom != null) {
          sbom.report(file, new Evidence(NAME, "embedded SBOM"), out);
        }
      }
    }
  }

  private byte @Nullable [] sbom(NativeImage image, LayerEntry file) throws IOException {
    try {
      return image.sbom(limits, file.path());
    } catch (PassedByException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          "the bill of materials in " + file.path() + " cannot be read: " + e.getMessage(), e);
    }
  }
}
