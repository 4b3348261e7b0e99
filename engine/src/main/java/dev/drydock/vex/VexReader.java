package dev.drydock.vex;

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

/// Reads VEX documents of any of the formats, each recognised by its content: from bytes, a file,
/// or a directory of them.
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
    if (isXml(bytes)) {
      Xml root = xml.read(bytes, source);
      if (CycloneDxXml.is(root)) {
        return CycloneDxVex.read(CycloneDxXml.json(root), source);
      }
      throw unknown(source);
    }
    Json document = json.read(bytes, source);
    if (OpenVex.is(document)) {
      return OpenVex.read(document, source);
    }
    if (CycloneDxVex.is(document)) {
      return CycloneDxVex.read(document, source);
    }
    if (CsafReader.is(document)) {
      return CsafVex.read(document, source);
    }
    throw unknown(source);
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

  private static IOException unknown(String source) {
    return new IOException(
        source
            + " is no VEX document: neither OpenVEX, nor CSAF, nor CycloneDX with vulnerabilities;"
            + " check what --vex names");
  }

  /// All documents of a file or a directory: a VEX repository with an `index.json`, or else every
  /// document below it.
  ///
  /// @throws IOException where the file is missing or no VEX document; a document of a directory
  ///   that cannot be read is passed over and told of
  public VexStatements readAll(List<Path> paths) throws IOException {
    List<VexDocument> documents = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        new VexDirectory(this, json, limits).read(path, documents, warnings);
      } else if (Files.isRegularFile(path)) {
        documents.add(read(path));
      } else {
        throw new IOException("There is no file or directory of VEX documents " + path);
      }
    }
    return new VexStatements(documents, warnings);
  }

  VexDocument read(Path file) throws IOException {
    return read(Bounded.readFile(file, limits.documentBytes()), file.toString());
  }
}
