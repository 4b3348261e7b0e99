package dev.drydock.match;

import dev.drydock.advisory.osv.Ecosystems;
import dev.drydock.bom.Component;
import java.util.Set;
import java.util.TreeSet;

/// The names under which advisories may speak of a component, in the form in which an index has
/// them: whatever [Matcher] looks up for it, in any image and with any data, is among them.
public final class AdvisoryNames {
  private AdvisoryNames() {}

  /// None for what is never looked up. Some are never asked for: which one counts depends on the
  /// distribution, and on what the advisories know.
  public static Set<String> of(Component component) {
    Set<String> names = new TreeSet<>();
    Component.OsPackage os = component.os();
    if (component.ownProject()) {
      return names;
    }
    if (os != null) {
      names.add(component.name());
      names.add(os.source().name());
      String stream = Modularity.streamOf(os.modularityLabel());
      if (stream != null) {
        names.add(stream + "/" + component.name());
      }
      return names;
    }
    String program = component.type().equals("generic") ? ProgramAdvisories.name(component) : null;
    EcosystemTable.Registry registry =
        program != null ? ProgramAdvisories.REGISTRY : EcosystemTable.registry(component.type());
    if (registry != null) {
      String bitnami = component.type().equals("bitnami") ? component.purl().name() : null;
      String called = program != null ? program : bitnami != null ? bitnami : component.name();
      names.add(Ecosystems.normaliseName(registry.ecosystem(), called));
    }
    return names;
  }
}
