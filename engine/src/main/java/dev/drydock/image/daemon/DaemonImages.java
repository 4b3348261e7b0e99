package dev.drydock.image.daemon;

import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.archive.ArchiveFormat;
import dev.drydock.image.archive.ArchiveRequest;
import dev.drydock.image.archive.LocalImages;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Opens images that a container engine on this machine holds (Docker Engine API, "Images": inspect
/// and export; Podman answers to the same).
///
/// The engine sends an image as one archive whose table of contents stands at its end, so it is
/// written to a temporary file first and read like any other `docker save`. The file is removed as
/// soon as it is open, where the system allows that, else when the image is closed.
public final class DaemonImages {
  private static final int LONGEST_ANSWER = 1 << 20;

  private final ContainerEngine engine;
  private final List<DaemonAddress> addresses;
  private final Path directory;

  /// @param addresses to try in order; the first that is there counts
  /// @param directory for the temporary file; made where it is missing
  public DaemonImages(ContainerEngine engine, List<DaemonAddress> addresses, Path directory) {
    this.engine = engine;
    this.addresses = List.copyOf(addresses);
    this.directory = directory;
  }

  /// The image of that name, where an engine is there, answers, and has it: for references that
  /// mean a registry otherwise.
  public Optional<Image> find(String reference, ImageRequest request)
      throws IOException, InterruptedException {
    for (DaemonAddress address : addresses) {
      if (address.plausible()) {
        String id;
        try {
          id = id(address, reference, request.limits());
        } catch (ImageException e) {
          if (e.kind() == Kind.NOT_FOUND
              || e.kind() == Kind.UNAVAILABLE
              || e.kind() == Kind.REFUSED) {
            continue;
          }
          throw e;
        }
        return Optional.of(export(address, id, request));
      }
    }
    return Optional.empty();
  }

  /// @throws ImageException where no engine is there, or it has no such image
  public Image open(String reference, ImageRequest request)
      throws IOException, InterruptedException {
    for (DaemonAddress address : addresses) {
      if (address.plausible()) {
        return export(address, id(address, reference, request.limits()), request);
      }
    }
    throw new ImageException(
        Kind.UNAVAILABLE,
        engine.title()
            + " does not run here, or listens elsewhere; start it, or name its address with "
            + engine.variable());
  }

  /// The image's own id, so that what is exported is what was found.
  private String id(DaemonAddress address, String reference, Limits limits) throws IOException {
    String path = "/images/" + escaped(reference) + "/json";
    try (DaemonConnection answer = DaemonConnection.get(address, path)) {
      byte[] body =
          Bounded.readAll(answer.body(), LONGEST_ANSWER, "the answer of " + engine.title());
      if (answer.status() == 404) {
        throw new ImageException(
            Kind.NOT_FOUND,
            engine.title()
                + " has no image "
                + reference
                + "; list what it has with `"
                + engine.listing()
                + "`");
      }
      if (answer.status() != 200) {
        throw refused(answer.status(), body, limits);
      }
      String id = new JsonReader(limits).read(body, "the answer of " + engine.title()).text("Id");
      if (id == null || id.isEmpty()) {
        throw new ImageException(
            Kind.UNAVAILABLE, "what listens at " + address.text() + " is no container engine");
      }
      return id;
    }
  }

  private ImageException refused(int status, byte[] body, Limits limits) {
    String why = "status " + status;
    try {
      Json answer = new JsonReader(limits).read(body, "the answer");
      String message = answer.text("message");
      why = message == null ? why : message.lines().findFirst().orElse(why);
    } catch (IOException _) {
      // the status has to do
    }
    return new ImageException(
        Kind.UNAVAILABLE, engine.title() + " refused: " + why + "; try again");
  }

  private Image export(DaemonAddress address, String id, ImageRequest request)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Path file = Files.createTempFile(directory, "image-", ".tar");
    boolean opened = false;
    try {
      String path = "/images/" + escaped(id) + "/get";
      try (DaemonConnection answer = DaemonConnection.get(address, path)) {
        if (answer.status() != 200) {
          byte[] body =
              Bounded.readAll(answer.body(), LONGEST_ANSWER, "the answer of " + engine.title());
          throw refused(answer.status(), body, request.limits());
        }
        copy(answer.body(), file, request.limits());
      }
      Image image =
          LocalImages.open(
              ArchiveFormat.DOCKER_ARCHIVE,
              new ArchiveRequest(
                  request.text(),
                  file,
                  null,
                  request.platform(),
                  request.platformGiven(),
                  request.limits()));
      opened = true;
      return new ExportedImage(image, remove(file) ? null : file);
    } finally {
      if (!opened) {
        remove(file);
      }
    }
  }

  private void copy(InputStream body, Path file, Limits limits)
      throws IOException, InterruptedException {
    byte[] buffer = new byte[1 << 16];
    long total = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        total += n;
        if (total > limits.layerBytes()) {
          throw new LimitExceededException("layerBytes", "the image", limits.layerBytes());
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        out.write(buffer, 0, n);
      }
    }
  }

  /// Whether it is gone: some systems keep what is open.
  private static boolean remove(Path file) {
    try {
      return Files.deleteIfExists(file) || Files.notExists(file);
    } catch (IOException _) {
      return false;
    }
  }

  /// Everything but letters, digits and what a reference has between them is escaped: no reference
  /// may leave its place in the path.
  private static String escaped(String reference) {
    StringBuilder path = new StringBuilder();
    for (byte octet : reference.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || "-_.:@/".indexOf(c) >= 0) {
        path.append(c);
      } else {
        path.append('%')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      }
    }
    return path.toString().replace("..", "%2e%2e");
  }
}
