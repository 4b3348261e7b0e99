package dev.drydock.image.layer;

import dev.drydock.image.Layer;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.Consumer;

/// An uncompressed layer within a local file, read by seeking from header to header. Contents are
/// regions of the file and may be kept until the image is closed.
public final class SeekableLayer implements Layer {
  private final Description description;
  private final FileRegion region;
  private final Limits limits;
  private final Consumer<String> warnings;

  /// @param warnings is told what was left out, one line each
  public SeekableLayer(
      Description description, FileRegion region, Limits limits, Consumer<String> warnings) {
    this.description = description;
    this.region = region;
    this.limits = limits;
    this.warnings = warnings;
  }

  @Override
  public Description description() {
    return description;
  }

  @Override
  public void walk(Visitor visitor) throws IOException, InterruptedException {
    String what = "layer " + description.index();
    if (region.size() > limits.layerBytes()) {
      throw new LimitExceededException("layerBytes", what, limits.layerBytes());
    }
    try {
      TarReader reader = new TarReader(new SeekableTar(region), description.index(), what, limits);
      reader.walk(visitor);
      Omissions.tell(reader, false, what, warnings);
      if (visitor.wantsContentDigest()) {
        visitor.contentDigest(DigestedInput.of(region.stream()));
      }
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      InterruptedException interrupted = new InterruptedException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }
}
