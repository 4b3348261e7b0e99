package dev.drydock.cli.surroundings;

import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What every look at an image needs later, and what is slow at its first use in a process: the
/// provider of digests, and the jars with what lies in them beside classes. Begun on another
/// processor while the image is being opened, which needs only one.
final class HeadStart implements Runnable {
  @Override
  public void run() {
    try {
      MessageDigest.getInstance("SHA-256");
      InputStream any = Limits.class.getResourceAsStream("Limits.class");
      if (any != null) {
        any.close();
      }
    } catch (IOException | NoSuchAlgorithmException _) {
      // whoever needs it says so
    }
  }
}
