package dev.drydock.match;

import dev.drydock.advisory.osv.Ecosystems;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.described.Distributions;
import dev.drydock.version.Version;
import dev.drydock.version.VersionScheme;
import dev.drydock.version.VersionSchemes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds out for each component of a bill of materials what is to be looked up, and counts for
/// which of them there is data.
final class Subjects {
  private final Set<String> known;
  private final @Nullable Distribution distribution;
  private final EcosystemTable.@Nullable System system;
  private final @Nullable RedHatStream stream;
  private final boolean systemKnown;
  private final Map<String, VersionScheme> schemes = new HashMap<>();
  private final Map<String, EcosystemTable.Registry> registries = new HashMap<>();
  private final TreeMap<String, int[]> counts = new TreeMap<>();
  private final Set<String> covered;

  /// Ecosystems of packages of a distribution.
  private final Set<String> systems = new HashSet<>();

  private final Set<Component> workingCopies;

  Subjects(Bom bom, Set<String> known) {
    this.known = known;
    Distribution told = bom.distribution();
    distribution = told != null ? told : Distributions.of(bom.components()).orElse(null);
    stream = RedHatStream.of(bom, distribution, known);
    system = distribution == null ? null : EcosystemTable.system(distribution, known, stream);
    systemKnown = system != null && anyKnown(system.ecosystems());
    covered = new HashSet<>();
    workingCopies = WorkingCopies.of(bom);
  }

  /// A version scheme that cannot read anything: nobody knows how that ecosystem orders.
  private record NoScheme(String name) implements VersionScheme {
    @Override
    public Optional<Version> parse(String text) {
      return Optional.empty();
    }
  }

  /// `null` where there is nothing to be looked up.
  @Nullable Subject of(Component component) {
    if (component.ownProject()) {
      return null; // of no registry: nobody writes advisories about it
    }
    if (component.os() != null) {
      return ofSystem(component, component.os());
    }
    String type = component.type();
    String program = type.equals("generic") ? ProgramAdvisories.name(component) : null;
    EcosystemTable.Registry registry =
        program == null ? registries.get(type) : ProgramAdvisories.REGISTRY;
    if (registry == null) {
      registry = EcosystemTable.registry(type);
      if (registry == null) {
        count(type, false);
        return null;
      }
      registries.put(type, registry);
    }
    boolean data = known.contains(registry.ecosystem());
    count(registry.ecosystem(), data);
    if (!data) {
      return null;
    }
    // Bitnami's own lists of components have two names for some: the purl's is the advisories'
    String called = type.equals("bitnami") ? component.purl().name() : component.name();
    called = program == null ? called : program;
    String name = Ecosystems.normaliseName(registry.ecosystem(), called);
    return new Subject(
        List.of(registry.ecosystem()),
        List.of(name),
        languageVersion(component),
        scheme(registry.scheme()),
        true,
        "",
        null,
        component.packages());
  }

  /// Whose records decide; `null` for all alike.
  @Nullable RedHatStream stream() {
    return stream;
  }

  List<Findings.Coverage> coverage() {
    List<Findings.Coverage> coverage = new ArrayList<>(counts.size());
    for (Map.Entry<String, int[]> count : counts.entrySet()) {
      String ecosystem = count.getKey();
      coverage.add(
          new Findings.Coverage(
              ecosystem,
              count.getValue()[0],
              covered.contains(ecosystem),
              systems.contains(ecosystem)));
    }
    return coverage;
  }

  private @Nullable Subject ofSystem(Component component, Component.OsPackage os) {
    if (component.name().equals("gpg-pubkey")) {
      // a key in rpm's database, no software
      return null;
    }
    if (distribution == null || system == null || !system.type().equals(component.type())) {
      countSystem(distribution == null ? component.type() : title(distribution, component), false);
      return null;
    }
    String ecosystem = system.title();
    if (ThirdParties.made(component, distribution)) {
      count(ecosystem + ", packages of other vendors", false);
      return null;
    }
    if (KernelHeaders.is(component)) {
      count(ecosystem + ", kernel headers", false);
      return null;
    }
    countSystem(ecosystem, systemKnown);
    return systemKnown ? subject(component, os, system) : null;
  }

  private Subject subject(
      Component component, Component.OsPackage os, EcosystemTable.System system) {
    Component.Source source = os.source();
    boolean binary = system.naming() == EcosystemTable.Naming.BINARY;
    String own = component.name();
    List<String> names =
        binary
            ? List.of(own)
            : system.naming() == EcosystemTable.Naming.SOURCE || source.name().equals(own)
                ? List.of(source.name())
                : List.of(source.name(), own);
    String label = Modularity.label(os.modularityLabel(), system.title());
    String stream = binary ? Modularity.streamOf(label) : null;
    return new Subject(
        system.ecosystems(),
        stream == null ? names : List.of(stream + "/" + own, own),
        binary ? component.version() : source.version(),
        scheme(component.type()),
        binary || source.epochKnown(),
        os.architecture(),
        label,
        null);
  }

  private static String title(Distribution distribution, Component component) {
    String name = distribution.name().isEmpty() ? distribution.id() : distribution.name();
    return distribution.id().isEmpty() ? component.type() : name;
  }

  /// Go says `go1.22.3`, with what it was built with after a blank. Bitnami puts the number of its
  /// build after a hyphen, which its advisories leave out: `17.2.0-8` is no forerunner of `17.2.0`.
  private String languageVersion(Component component) {
    String version = component.version();
    if (!workingCopies.isEmpty() && workingCopies.contains(component)) {
      return "(devel) " + version; // which no scheme reads: undetermined
    }
    if (component.type().equals("generic")) {
      return ProgramAdvisories.version(component);
    }
    if (component.type().equals("bitnami")) {
      return withoutBuild(version);
    }
    if (!component.type().equals("golang") || !component.name().equals("stdlib")) {
      return version;
    }
    int blank = version.indexOf(' ');
    String first = blank < 0 ? version : version.substring(0, blank);
    return first.startsWith("go") ? first.substring(2) : first;
  }

  private static String withoutBuild(String version) {
    int hyphen = version.lastIndexOf('-');
    for (int i = hyphen + 1; i < version.length(); i++) {
      if (version.charAt(i) < '0' || version.charAt(i) > '9') {
        return version;
      }
    }
    return hyphen > 0 && hyphen + 1 < version.length() ? version.substring(0, hyphen) : version;
  }

  private VersionScheme scheme(String name) {
    VersionScheme scheme = schemes.get(name);
    if (scheme == null) {
      Optional<VersionScheme> found = VersionSchemes.of(name);
      scheme = found.isPresent() ? found.get() : new NoScheme(name);
      schemes.put(name, scheme);
    }
    return scheme;
  }

  private boolean anyKnown(List<String> ecosystems) {
    for (String ecosystem : ecosystems) {
      if (known.contains(ecosystem)) {
        return true;
      }
    }
    return false;
  }

  private void countSystem(String ecosystem, boolean data) {
    systems.add(ecosystem);
    count(ecosystem, data);
  }

  private void count(String ecosystem, boolean data) {
    int[] count = counts.get(ecosystem);
    if (count == null) {
      count = new int[1];
      counts.put(ecosystem, count);
      if (data) {
        covered.add(ecosystem);
      }
    }
    count[0]++;
  }
}
