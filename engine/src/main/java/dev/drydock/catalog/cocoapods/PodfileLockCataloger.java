package dev.drydock.catalog.cocoapods;

import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.catalog.SourceAddress;
import dev.drydock.image.ImagePaths;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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
/// Its purl is that of the pod with a subpath: `pkg:cocoapods/PINCache@3.0.3#Core`.
///
/// Not those in packages of npm, whose examples they are of.
public final class PodfileLockCataloger extends DocumentCataloger {
  public PodfileLockCataloger(Limits limits) {
    super("podfile-lock", limits, "Podfile.lock");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return super.wants(file) && !ImagePaths.leadsThrough(file.path(), "node_modules/");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Json lock = document.yaml();
    Json checkouts = lock.get("CHECKOUT OPTIONS").orElse(new Json.Null());
    PackageGraph packages = document.packages(out);
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

  private static void add(String text, Json checkouts, PackageGraph packages) {
    String name = name(text);
    int open = text.indexOf(" (");
    int close = text.indexOf(')', open + 1);
    int slash = name.indexOf('/');
    String pod = slash < 0 ? name : name.substring(0, slash);
    if (pod.isBlank() || open < 0 || close < open + 3) {
      return;
    }
    String version = text.substring(open + 2, close);
    String subspec = slash < 0 ? null : name.substring(slash + 1);
    packages.add(
        name,
        name,
        version,
        new Purl("cocoapods", null, pod, version, qualifiers(pod, checkouts), subspec));
  }

  private static SortedMap<String, String> qualifiers(String pod, Json checkouts) {
    Json checkout = checkouts.get(pod).orElse(new Json.Null());
    String address = checkout.text(":git");
    String commit = checkout.text(":commit");
    return new TreeMap<>(
        address == null
            ? Map.of()
            : Map.of("vcs_url", SourceAddress.git(address, commit == null ? "" : commit)));
  }

  /// What stands before a version in parentheses, or before where a pod is from.
  private static String name(String text) {
    int open = text.indexOf(" (");
    return open < 0 ? text : text.substring(0, open);
  }
}
