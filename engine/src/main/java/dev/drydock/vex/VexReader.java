package dev.drydock.vex;

import dev.drydock.bom.reading.Attestation;
import dev.drydock.csaf.CsafReader;
import dev.drydock.document.Xml;
import dev.drydock.document.XmlReader;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads VEX documents of any of the formats, each recognised by its content, also within an
/// in-toto statement, a DSSE envelope or a Sigstore bundle: from bytes, a file, or a directory of
/// them.
public final class VexReader {
  private final Limits limits;
  private final JsonReader json;
  private final XmlReader xml;

  public VexReader(Limits limits) {
    this.limits = limits;
    this.json = new JsonReader(limits);
    this.xml = new XmlReader(limits);
  }

  /// @param source names the document in results and errors
  /// @throws IOException where it is no VEX document
  public VexDocument read(byte[] bytes, String source) throws IOException {
    VexDocument document = recognised(bytes, source, Set.of());
    if (document == null) {
      throw new IOException(
          source
              + " is no VEX document: neither OpenVEX, nor CSAF, nor CycloneDX with"
              + " vulnerabilities; check what --vex names");
    }
    return document;
  }

  /// Reads what is attached to an image; empty where it is something else, as a bill of materials
  /// or the provenance of a build is.
  ///
  /// @param source names the document in results and errors
  /// @param image digests of the manifests that it is attached to
  /// @throws IOException where it cannot be read, or is about another image
  public Optional<VexDocument> readAttached(byte[] bytes, String source, Set<String> image)
      throws IOException {
    VexDocument document = recognised(bytes, source, image);
    if (document == null
        || document.document().format().equals("CycloneDX")
            && document.statements().isEmpty()
            && document.passedOver().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(document);
  }

  /// `null` where it is no VEX document.
  private @Nullable VexDocument recognised(byte[] bytes, String source, Set<String> image)
      throws IOException {
    if (isXml(bytes)) {
      Xml root = xml.read(bytes, source);
      return CycloneDxXml.is(root) ? CycloneDxVex.read(CycloneDxXml.json(root), source) : null;
    }
    Attestation.Content content = Attestation.unwrap(json.read(bytes, source), source, limits);
    Json document = content.document();
    Attested attested = Attested.of(content.statement(), image, source);
    VexDocument read;
    if (content.text() != null) {
      read = null;
    } else if (OpenVex.is(document)) {
      read = OpenVex.read(document, source, attested.subjects());
    } else if (CycloneDxVex.is(document)) {
      read = CycloneDxVex.read(document, source);
    } else {
      read = CsafReader.is(document) ? CsafVex.read(document, source) : null;
    }
    return read == null ? null : attested.in(read);
  }

  private static boolean isXml(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '<') {
        return true;
      }
      if (b == '{' || b == '[' || b == '"') {
        return false;
      }
    }
    return false;
  }

  /// All documents of a file or a directory: a VEX repository with an `index.json`, or else every
  /// document below it.
  ///
  /// @throws IOException where the file is missing or no VEX document; a document of a directory
  ///   that cannot be read is passed over and told of
  public VexStatements readAll(List<Path> paths) throws IOException {
    return readAll(List.of(), List.of(), paths);
  }

  /// The same after other documents.
  ///
  /// @param earlier come first, and so give way to those of the paths of the same time
  /// @param told warnings about these
  public VexStatements readAll(List<VexDocument> earlier, List<String> told, List<Path> paths)
      throws IOException {
    List<VexDocument> documents = new ArrayList<>(earlier);
    List<String> warnings = new ArrayList<>(told);
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        new VexDirectory(this, json, limits).read(path, documents, warnings);
      } else if (Files.isRegularFile(path)) {
        documents.add(read(path));
      } else {
        throw new IOException(path + " is not there; check what --vex names");
      }
    }
    return new VexStatements(documents, warnings);
  }

  VexDocument read(Path file) throws IOException {
    return read(Bounded.readFile(file, limits.documentBytes()), file.toString());
  }
}
