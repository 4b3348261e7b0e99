package dev.drydock.image.archive;

import dev.drydock.image.Breadth;
import dev.drydock.image.Image;
import java.io.IOException;
import java.util.List;

/// What a file or directory holds: one image, or several.
interface ImageSet {

  /// The image that was asked for. It is read from the same place, and closes it.
  Image open() throws IOException, InterruptedException;

  /// One request for each of the images that are wanted, which names no other.
  List<ArchiveRequest> all(Breadth breadth) throws IOException, InterruptedException;
}
