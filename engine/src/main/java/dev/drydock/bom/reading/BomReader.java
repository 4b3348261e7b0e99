package dev.drydock.bom.reading;

import dev.drydock.bom.Bom;
import dev.drydock.bom.cyclonedx.CycloneDxReader;
import dev.drydock.bom.described.DescribedBom;
import dev.drydock.bom.own.OwnJsonReader;
import dev.drydock.bom.spdx.Spdx2Reader;
import dev.drydock.bom.spdx.Spdx3Reader;
import dev.drydock.bom.syft.SyftReader;
import dev.drydock.document.ByteOrderMark;
import dev.drydock.document.Xml;
import dev.drydock.document.XmlReader;
import dev.drydock.document.YamlReader;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads a bill of materials of any known form, which its content tells: CycloneDX in JSON and XML,
/// SPDX 2 in JSON, YAML and tags and values, SPDX 3 in JSON-LD, Syft's JSON and Drydock's own, and
/// in-toto statements that hold one of these, also within a DSSE envelope or a Sigstore bundle.
/// Thread-safe.
public final class BomReader {
  /// Bytes of a file that [#looksLikeOne] needs at the most.
  public static final int HEAD = 4096;

  private static final String KNOWN =
      "CycloneDX, SPDX, Syft JSON, Drydock JSON or an in-toto statement of these";

  private final Limits limits;

  public BomReader(Limits limits) {
    this.limits = limits;
  }

  /// Whether a file that starts so could be a bill of materials: JSON, XML, or tags of SPDX. Tars,
  /// compressed files and executables never do.
  public static boolean looksLikeOne(byte[] start) {
    byte[] head = ByteOrderMark.utf8OfHead(start);
    int at = start(head);
    if (at >= head.length) {
      return false;
    }
    byte first = head[at];
    return first == '{'
        || first == '<'
        || new String(head, at, head.length - at, StandardCharsets.ISO_8859_1)
            .lines()
            .limit(50)
            .anyMatch(BomReader::spdxLine);
  }

  /// Whether a word near the start says which kind of bill of materials a document means to be,
  /// also where it is too damaged to be read.
  public static boolean namesItself(byte[] document) {
    byte[] start = Arrays.copyOf(document, Math.min(document.length, HEAD));
    String head = new String(ByteOrderMark.utf8OfHead(start), StandardCharsets.ISO_8859_1);
    return head.contains("CycloneDX") || head.contains("cyclonedx") || head.contains("SPDX-");
  }

  private static boolean spdxLine(String line) {
    return line.startsWith("SPDXVersion:")
        || line.startsWith("spdxVersion:")
        || line.startsWith("\"spdxVersion\":");
  }

  /// @param path of the document, for components that have no location in it, and for errors
  /// @throws IOException where it is none, with one line for the user, or goes over a limit
  public Bom read(byte[] document, String path) throws IOException {
    DescribedBom described = new DescribedBom(path, limits);
    read(document, path, described);
    return described.build(path);
  }

  /// @param reference of the image, where the document does not name it
  /// @throws IOException where it is none, with one line for the user, or goes over a limit
  public Bom read(byte[] document, String path, String reference) throws IOException {
    DescribedBom described = new DescribedBom(path, limits);
    read(document, path, described);
    return described.build(reference);
  }

  /// @param layer of the image that the document lies in
  /// @throws IOException where it is none, with one line for the user, or goes over a limit
  public Bom read(byte[] document, String path, int layer) throws IOException {
    DescribedBom described = new DescribedBom(path, layer, limits);
    read(document, path, described);
    return described.build(path);
  }

  private void read(byte[] bytes, String path, DescribedBom out) throws IOException {
    byte[] document = ByteOrderMark.utf8(bytes, path);
    byte first = first(document);
    if (first == '{') {
      json(document, path, out);
    } else if (first == '<') {
      // as it was: its declaration may say how it is encoded
      Xml root = new XmlReader(limits).read(bytes, path);
      if (!CycloneDxReader.recognises(root)) {
        throw new NotABomException(
            path + " is XML, but no bill of materials that Drydock reads (CycloneDX)");
      }
      CycloneDxReader.read(root, out);
    } else if (hasLine(document, "SPDXVersion:")) {
      Spdx2Reader.readTags(document, path, limits, out);
    } else if (hasLine(document, "spdxVersion:") || hasLine(document, "\"spdxVersion\":")) {
      json(new YamlReader(limits).read(document, path), path, out);
    } else {
      throw new NotABomException(
          path + " is no bill of materials that Drydock reads (" + KNOWN + ")");
    }
  }

  private void json(byte[] document, String path, DescribedBom out) throws IOException {
    Json tree;
    try {
      tree = new JsonReader(limits).read(document, path);
    } catch (IOException e) {
      // several attestations, one a line, as cosign prints them
      byte[] line = firstLine(document);
      if (line.length == document.length) {
        throw e;
      }
      try {
        tree = new JsonReader(limits).read(line, path);
      } catch (IOException _) {
        throw e;
      }
    }
    json(tree, path, out);
  }

  private void json(Json tree, String path, DescribedBom out) throws IOException {
    Attestation.Content content = Attestation.unwrap(tree, path, limits);
    if (content.text() != null) {
      byte[] text = content.text().getBytes(StandardCharsets.UTF_8);
      if (!hasLine(text, "SPDXVersion:")) {
        throw new NotABomException(path + " attests something else than a bill of materials");
      }
      Spdx2Reader.readTags(text, path, limits, out);
      return;
    }
    Json document = content.document();
    if (CycloneDxReader.recognises(document)) {
      CycloneDxReader.read(document, out);
    } else if (Spdx2Reader.recognises(document)) {
      Spdx2Reader.read(document, out);
    } else if (Spdx3Reader.recognises(document)) {
      Spdx3Reader.read(document, out);
    } else if (OwnJsonReader.recognises(document)) {
      OwnJsonReader.read(document, out);
    } else if (SyftReader.recognises(document)) {
      SyftReader.read(document, out);
    } else {
      throw new NotABomException(
          path + " is JSON, but no bill of materials that Drydock reads (" + KNOWN + ")");
    }
    content.names(out.subject());
  }

  private static byte[] firstLine(byte[] document) {
    int at = 0;
    while (at < document.length && document[at] != '\n') {
      at++;
    }
    return Arrays.copyOf(document, at);
  }

  /// The first character; also of UTF-16 without a mark, which readers of JSON and XML know.
  private static byte first(byte[] document) {
    int at = start(document);
    at = at + 1 < document.length && document[at] == 0 ? at + 1 : at;
    return at < document.length ? document[at] : (byte) ' ';
  }

  /// Where the first character is that is no white space and no byte order mark.
  private static int start(byte[] bytes) {
    int at = 0;
    if (bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb) {
      at = 3;
    }
    while (at < bytes.length
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }

  private static boolean hasLine(byte[] document, String start) {
    byte[] wanted = start.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i + wanted.length <= Math.min(document.length, HEAD * 4); i++) {
      if ((i == 0 || document[i - 1] == '\n' || i == 3)
          && Arrays.equals(document, i, i + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }
}
