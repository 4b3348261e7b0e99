package dev.drydock.image.archive;

import dev.drydock.image.Breadth;
import dev.drydock.image.Image;
import java.io.IOException;
import java.util.List;

/// An archive that can be read in two ways, as Docker and containerd write them: `manifest.json`
/// names the images of one platform, `index.json` all that are there.
record BothForms(DockerArchive docker, OciLayout layout, ArchiveRequest request)
    implements ImageSet {

  @Override
  public Image open() throws IOException, InterruptedException {
    return digestChosen() ? layout.open() : docker.open();
  }

  @Override
  public List<ArchiveRequest> all(Breadth breadth) throws IOException, InterruptedException {
    return breadth.platforms() || digestChosen() ? layout.all(breadth) : docker.all(breadth);
  }

  /// Only the index knows images by digest.
  private boolean digestChosen() {
    String selector = request.selector();
    return selector != null && selector.indexOf("@sha") >= 0;
  }
}
