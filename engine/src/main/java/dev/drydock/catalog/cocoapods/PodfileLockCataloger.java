package dev.drydock.catalog.cocoapods;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.LockedPackages;
import dev.drydock.catalog.SourceAddress;
import dev.drydock.document.YamlReader;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.Map;

/// Finds pods in a `Podfile.lock` (CocoaPods Guides, "Using CocoaPods"):
///
///     PODS:
///       - PINCache (3.0.3):
///         - PINCache/Core (= 3.0.3)
///       - PINCache/Core (3.0.3)
///     CHECKOUT OPTIONS:
///       Own:
///         :commit: 027dbe2e56397b534e859fc283990cad1b6addd6
///         :git: https://github.com/example/own.git
///
/// A subspec, `PINCache/Core`, is a component of its own, since a project may have some of a pod's.
public final class PodfileLockCataloger implements FileCataloger {
  private static final String NAME = "podfile-lock";
  private static final String FILE = "Podfile.lock";

  private final Limits limits;
  private final YamlReader reader;

  public PodfileLockCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new YamlReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named("podfile.lock");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0 && file.name().equals(FILE);
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] document = content.bytes(limits.documentBytes(), file.path());
    Json lock = reader.read(document, file.path());
    Json checkouts = lock.get("CHECKOUT OPTIONS").orElse(new Json.Null());
    LockedPackages packages = new LockedPackages(file, new Evidence(NAME, FILE), out);
    for (Json pod : lock.items("PODS")) {
      pod.text().ifPresent(text -> add(text, checkouts, packages));
      pod.members()
          .forEach(
              (text, needs) -> {
                add(text, checkouts, packages);
                for (Json need : needs.items()) {
                  need.text().ifPresent(other -> packages.need(name(text), name(other)));
                }
              });
    }
    packages.finish();
  }

  private static void add(String text, Json checkouts, LockedPackages packages) {
    String name = name(text);
    int open = text.indexOf(" (");
    int close = text.indexOf(')', open + 1);
    if (name.isBlank() || open < 0 || close < open + 3) {
      return;
    }
    String version = text.substring(open + 2, close);
    packages.add(
        name,
        name,
        version,
        Purl.of("cocoapods", null, name, version, qualifiers(name, checkouts)));
  }

  private static Map<String, String> qualifiers(String name, Json checkouts) {
    int slash = name.indexOf('/');
    Json checkout =
        checkouts.get(slash < 0 ? name : name.substring(0, slash)).orElse(new Json.Null());
    String address = checkout.text(":git");
    String commit = checkout.text(":commit");
    return address == null
        ? Map.of()
        : Map.of("vcs_url", SourceAddress.git(address, commit == null ? "" : commit));
  }

  /// What stands before a version in parentheses, or before where a pod is from.
  private static String name(String text) {
    int open = text.indexOf(" (");
    return open < 0 ? text : text.substring(0, open);
  }
}
