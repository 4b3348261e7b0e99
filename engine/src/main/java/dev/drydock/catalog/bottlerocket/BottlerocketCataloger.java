package dev.drydock.catalog.bottlerocket;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.catalog.distribution.DistributionCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `usr/share/bottlerocket/application-inventory.json`, the packages of Amazon's
/// Bottlerocket, which are built as rpms but have no database; host containers see it below
/// `.bottlerocket/rootfs` or another `sys-root`.
///
/// ```
/// {"Content":[{"Name":"glibc","Publisher":"bottlerocket-core-kit","Version":"2.43",
///   "Release":"1.1781747852.5f13b929.br1","Epoch":"1","Architecture":"x86_64"}]}
/// ```
public final class BottlerocketCataloger implements TreeCataloger {
  private static final String NAME = "bottlerocket";
  private static final String FILE = "usr/share/bottlerocket/application-inventory.json";

  private final Limits limits;
  private final JsonReader reader;

  public BottlerocketCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new JsonReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named("application-inventory.json");
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    int from = path.length() - FILE.length();
    return path.endsWith(FILE) && (from == 0 || path.charAt(from - 1) == '/');
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws IOException, InterruptedException {
    Set<String> seen = new HashSet<>();
    for (LayerEntry file : tree.files(this)) {
      try {
        Json inventory =
            reader.read(tree.content(file).bytes(limits.documentBytes(), file.path()), file.path());
        Distribution distribution = DistributionCataloger.read(tree).orElse(null);
        for (Json entry : inventory.items("Content")) {
          read(entry, file, distribution, seen, out);
        }
      } catch (IOException e) {
        out.unreadable(file.path(), String.valueOf(e.getMessage()));
      }
    }
  }

  private static void read(
      Json entry,
      LayerEntry file,
      @Nullable Distribution distribution,
      Set<String> seen,
      Discoveries out) {
    String name = field(entry, "Name");
    String version = version(entry);
    String architecture = field(entry, "Architecture");
    if (name.isEmpty() || version.isEmpty()) {
      out.unreadable(file.path(), "has an entry with no name or no version; left out");
      return;
    }
    if (!seen.add(name + ' ' + version + ' ' + architecture)) {
      return;
    }
    Map<String, String> qualifiers = new HashMap<>();
    qualifiers.put("arch", architecture);
    if (distribution != null) {
      qualifiers.put("distro", distribution.purlQualifier());
    }
    String publisher = field(entry, "Publisher");
    out.add(
        new Component(
            name,
            version,
            Purl.of(NAME, null, name, version, qualifiers),
            new Component.OsPackage(
                new Component.Source(name, version, true),
                architecture,
                publisher.isEmpty() ? null : publisher,
                null),
            List.of(),
            List.of(new Location(file.path(), file.layer())),
            new Evidence(NAME, "application inventory")));
  }

  /// `[epoch:]version[-release]`, as rpm writes it: an epoch of 0 is none.
  private static String version(Json entry) {
    String version = field(entry, "Version");
    if (version.isEmpty()) {
      return "";
    }
    String epoch = field(entry, "Epoch");
    String release = field(entry, "Release");
    return (epoch.isEmpty() || epoch.equals("0") ? "" : epoch + ":")
        + version
        + (release.isEmpty() ? "" : "-" + release);
  }

  /// A text or a whole number, as text; `""` where the member is missing.
  private static String field(Json entry, String name) {
    String text = entry.text(name);
    return text == null ? entry.integer(name).map(String::valueOf).orElse("") : text.strip();
  }
}
