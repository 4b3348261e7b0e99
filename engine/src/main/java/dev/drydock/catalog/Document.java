package dev.drydock.catalog;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.document.ByteOrderMark;
import dev.drydock.document.TomlReader;
import dev.drydock.document.Xml;
import dev.drydock.document.XmlReader;
import dev.drydock.document.YamlReader;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;

/// One document of an image that tells of components: its content in whatever syntax it has, and
/// what all components that it tells of have in common.
public final class Document {
  private final String cataloger;
  private final LayerEntry file;
  private final byte[] bytes;
  private final Limits limits;

  /// @param cataloger the name of who reads it
  public Document(String cataloger, LayerEntry file, byte[] bytes, Limits limits) {
    this.cataloger = cataloger;
    this.file = file;
    this.bytes = bytes;
    this.limits = limits;
  }

  public LayerEntry file() {
    return file;
  }

  public String path() {
    return file.path();
  }

  /// The last part of the path.
  public String name() {
    return file.name();
  }

  public Limits limits() {
    return limits;
  }

  /// The content; not copied.
  public byte[] bytes() {
    return bytes;
  }

  /// The content in characters, without a byte order mark.
  public String text() {
    return ByteOrderMark.text(bytes);
  }

  public Json json() throws IOException {
    return new JsonReader(limits).read(bytes, path());
  }

  public Json yaml() throws IOException {
    return new YamlReader(limits).read(bytes, path());
  }

  public Json toml() throws IOException {
    return new TomlReader(limits).read(bytes, path());
  }

  public Xml xml() throws IOException {
    return new XmlReader(limits).read(bytes, path());
  }

  public Location location() {
    return new Location(path(), file.layer());
  }

  /// That this document tells of something.
  public Evidence evidence() {
    return evidence(name());
  }

  /// @param source what in this document tells, in other words than its name
  public Evidence evidence(String source) {
    return new Evidence(cataloger, source);
  }

  /// A component that this document tells of.
  public Component component(
      String name, String version, Purl purl, List<String> licences, Evidence evidence) {
    return new Component(name, version, purl, null, licences, List.of(location()), evidence);
  }

  public Component component(String name, String version, Purl purl) {
    return component(name, version, purl, List.of(), evidence());
  }

  /// The packages of this document, on their way to `out`.
  public PackageGraph packages(Discoveries out) {
    return new PackageGraph(file, evidence(), out);
  }
}
