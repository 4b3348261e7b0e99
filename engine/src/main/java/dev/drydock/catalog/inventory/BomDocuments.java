package dev.drydock.catalog.inventory;

import dev.drydock.bom.Bom;
import dev.drydock.bom.reading.BomReader;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.limits.Bounded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Reads bills of materials that a user names in the place of an image: `sbom:FILE`, or the path of
/// a file that looks like one.
public final class BomDocuments {
  private final Path directory;

  /// @param directory that relative paths start from
  public BomDocuments(Path directory) {
    this.directory = directory;
  }

  /// Empty where the request is for an image.
  ///
  /// @throws ImageException where it is for a bill of materials that cannot be read, with one line
  ///   for the user
  public Optional<Bom> open(ImageRequest request) throws IOException {
    boolean asked = request.scheme() == ImageRequest.Scheme.BILL_OF_MATERIALS;
    if (!asked && (request.scheme() != null || !looksLikeOne(request.rest()))) {
      return Optional.empty();
    }
    if (request.rest().isEmpty()) {
      throw new ImageException(
          Kind.NOT_FOUND, "the name of the file is missing after " + request.text());
    }
    Path file = path(request.rest());
    if (!Files.isRegularFile(file)) {
      throw new ImageException(Kind.NOT_FOUND, request.rest() + " is no file here; check the path");
    }
    String name = String.valueOf(file.getFileName());
    try {
      byte[] document = Bounded.readFile(file, request.limits().documentBytes());
      return Optional.of(new BomReader(request.limits()).read(document, name, request.text()));
    } catch (ImageException e) {
      throw e;
    } catch (IOException e) {
      throw new ImageException(Kind.CORRUPT, String.valueOf(e.getMessage()), e);
    }
  }

  private boolean looksLikeOne(String text) throws IOException {
    Path file;
    try {
      file = directory.resolve(text);
    } catch (InvalidPathException _) {
      return false;
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return BomReader.looksLikeOne(Bounded.head(in, BomReader.HEAD));
    }
  }

  private Path path(String text) throws ImageException {
    try {
      return directory.resolve(text);
    } catch (InvalidPathException e) {
      throw new ImageException(Kind.NOT_FOUND, "no path can be written like that", e);
    }
  }
}
