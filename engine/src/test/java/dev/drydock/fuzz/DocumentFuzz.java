package dev.drydock.fuzz;

import dev.drydock.document.TomlReader;
import dev.drydock.document.Xml;
import dev.drydock.document.XmlReader;
import dev.drydock.document.YamlReader;
import dev.drydock.json.Json;
import java.io.IOException;
import java.util.List;

/// YAML, TOML and XML documents.
public final class DocumentFuzz {
  private DocumentFuzz() {}

  private static final YamlReader YAML = new YamlReader(FuzzTree.LIMITS);
  private static final TomlReader TOML = new TomlReader(FuzzTree.LIMITS);
  private static final XmlReader XML = new XmlReader(FuzzTree.LIMITS);

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, DocumentFuzz::read);
  }

  private static void read(byte[] data) {
    try {
      Json _ = YAML.read(data, "x");
    } catch (IOException _) {
      // refused
    }
    try {
      List<Json> _ = YAML.readAll(data, "x");
    } catch (IOException _) {
      // refused
    }
    try {
      Json _ = TOML.read(data, "x");
    } catch (IOException _) {
      // refused
    }
    try {
      Xml _ = XML.read(data, "x");
    } catch (IOException _) {
      // refused
    }
  }
}
