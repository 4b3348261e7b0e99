package dev.drydock.catalog.rust;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.catalog.executable.ExecutableFile;
import dev.drydock.catalog.executable.ExecutableFile.Segment;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// Finds the crates that an executable or shared library was built from, where it was built with
/// `cargo auditable`, which leaves them in the section `.dep-v0` ([its
/// schema](https://github.com/rust-secure-code/cargo-auditable/blob/master/cargo-auditable.schema.json)),
/// packed with zlib:
///
///     {"packages":[{"name":"itoa","version":"1.0.14","source":"crates.io"},
///       {"name":"app","version":"0.1.0","source":"local","dependencies":[0],"root":true}]}
///
/// Crates that only the build needed (`"kind":"build"`) are not in the executable.
public final class RustBinaryCataloger implements FileCataloger {
  public static final String NAME = "rust-binary";
  private static final String SECTION = ".dep-v0";
  private static final String DAMAGED = " has a damaged list of crates (section .dep-v0)";

  /// Rust's standard library alone is larger.
  private static final int SMALLEST = 64 << 10;

  private static final int LONGEST = 16 << 20;

  private final Limits limits;
  private final JsonReader reader;

  public RustBinaryCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new JsonReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() >= SMALLEST && ExecutableFile.named(file);
  }

  @Override
  public boolean recognises(byte[] head) {
    return ExecutableFile.recognises(head);
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    for (ExecutableFile executable : ExecutableFile.open(content)) {
      Segment place = executable.section(SECTION);
      if (place != null) {
        report(file, crates(file, content, place), out);
        return; // the other architectures of a universal file are built from the same
      }
    }
  }

  private List<Json> crates(LayerEntry file, FileContent content, Segment place)
      throws IOException {
    byte[] packed =
        place.size() < 0 || place.size() > LONGEST
            ? null
            : ExecutableFile.bytes(content, place.offset(), (int) place.size());
    if (packed == null) {
      throw new IOException(file.path() + DAMAGED);
    }
    byte[] document = unpacked(packed, file.path());
    return reader.read(document, "the list of crates in " + file.path()).items("packages");
  }

  private byte[] unpacked(byte[] packed, String path) throws IOException {
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return Bounded.readAll(in, limits.documentBytes(), "the list of crates in " + path);
    } catch (ZipException | EOFException e) {
      throw new IOException(path + DAMAGED, e);
    }
  }

  private static void report(LayerEntry file, List<Json> crates, Discoveries out) {
    Evidence evidence = new Evidence(NAME, "cargo-auditable");
    PackageGraph graph = new PackageGraph(file, evidence, out);
    for (int i = 0; i < crates.size(); i++) {
      Json crate = crates.get(i);
      String name = crate.text("name");
      String version = crate.text("version");
      if (name == null || name.isBlank() || "build".equals(crate.text("kind"))) {
        continue;
      }
      String index = String.valueOf(i);
      graph.add(
          index, Crates.component(name, version == null ? "" : version, Map.of(), file, evidence));
      for (Json need : crate.items("dependencies")) {
        if (need instanceof Json.Number(String literal)) {
          graph.need(index, literal);
        }
      }
    }
    graph.finish();
  }
}
