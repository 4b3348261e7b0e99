package dev.drydock.image.source;

import dev.drydock.image.Image;
import java.io.IOException;

/// An image that was named among others, and is opened when its turn comes.
@FunctionalInterface
public interface Candidate {
  Image open() throws IOException, InterruptedException;
}
