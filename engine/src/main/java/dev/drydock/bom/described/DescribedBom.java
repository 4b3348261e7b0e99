package dev.drydock.bom.described;

import dev.drydock.bom.Bom;
import dev.drydock.bom.BomBuilder;
import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.ModulePackages;
import dev.drydock.bom.OwnProperties;
import dev.drydock.bom.PackageName;
import dev.drydock.bom.Purl;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A bill of materials in a document's words. A reader of a format fills it; [#build] makes a [Bom]
/// of it.
public final class DescribedBom {
  /// The cataloger's name in the evidence of components that only a document tells of.
  public static final String CATALOGER = "sbom";

  private record Need(String from, String to) {}

  private final String path;
  private final int layer;
  private final Limits limits;
  private final DescribedSubject subject = new DescribedSubject();

  /// The first of each; a document whose references are not unique is not valid.
  private final Map<String, DescribedComponent> byReference = new HashMap<>();

  private final List<DescribedComponent> components = new ArrayList<>();
  private final Set<Need> needs = new LinkedHashSet<>();
  private String format = "bill of materials";
  private @Nullable Distribution distribution;
  private int left;
  private @Nullable String leftExample;

  /// @param path of the document: where components were found that have no location in it
  public DescribedBom(String path, Limits limits) {
    this(path, 0, limits);
  }

  /// @param layer of the image that the document lies in
  public DescribedBom(String path, int layer, Limits limits) {
    this.path = path;
    this.layer = layer;
    this.limits = limits;
  }

  /// @param format name and version of the document's, for people
  public void format(String format) {
    this.format = format;
  }

  public DescribedSubject subject() {
    return subject;
  }

  /// @param id in any tool's word
  /// @param name for people; `null` where there is none
  public void distribution(
      String id, @Nullable String version, @Nullable String name, Map<String, List<String>> more) {
    String release = version == null ? "" : version;
    String distributionId = Distributions.id(id);
    List<String> codename = more.getOrDefault(OwnProperties.CODENAME, List.of());
    List<String> cpe = more.getOrDefault(OwnProperties.CPE, List.of());
    distribution =
        new Distribution(
            distributionId,
            Distributions.release(distributionId, release),
            codename.isEmpty() ? null : codename.getFirst(),
            more.getOrDefault(OwnProperties.ID_LIKE, List.of()),
            name != null ? name : release.isEmpty() ? id : id + " " + release,
            cpe.isEmpty() ? null : cpe.getFirst());
  }

  /// @param reference by which the document calls it; `null` where it has none
  /// @throws LimitExceededException where there are too many
  public DescribedComponent component(@Nullable String reference) throws LimitExceededException {
    if (components.size() >= limits.components()) {
      throw new LimitExceededException("components", path, limits.components());
    }
    DescribedComponent component = new DescribedComponent();
    components.add(component);
    if (reference != null) {
      byReference.putIfAbsent(reference, component);
    }
    return component;
  }

  /// Takes a component back out, which turned out to be none.
  public void without(String reference) {
    DescribedComponent gone = byReference.remove(reference);
    if (gone != null) {
      components.remove(gone);
    }
  }

  /// `from` needs or holds `to`, by their references; unknown ones are passed over.
  public void dependency(@Nullable String from, @Nullable String to) {
    if (from != null && to != null) {
      needs.add(new Need(from, to));
    }
  }

  /// @param reference of the image, where the document does not name it
  public Bom build(String reference) {
    BomBuilder bom = new BomBuilder();
    Map<DescribedComponent, Component> made = new LinkedHashMap<>();
    Map<String, Integer> layers = subject.layerIndexes();
    for (DescribedComponent described : components) {
      Component component = component(described, layers);
      if (component != null) {
        made.put(described, component);
        bom.add(component);
      }
    }
    for (Need need : needs) {
      Component from = made.get(byReference.get(need.from()));
      Component to = made.get(byReference.get(need.to()));
      if (from != null && to != null) {
        bom.dependency(from, to);
      }
    }
    bom.distribution(
        distribution != null
            ? distribution
            : Distributions.of(List.copyOf(made.values())).orElse(null));
    subject.unreadable().forEach(bom::unreadable);
    if (left > 0) {
      bom.unreadable(new Bom.Unreadable(path, CATALOGER, leftOut()));
    }
    return bom.build(subject.build(reference));
  }

  private String leftOut() {
    return left
        + (left == 1 ? " component has" : " components have")
        + " neither a version nor a package URL, such as "
        + leftExample
        + ": left out, since nothing can be looked up for that";
  }

  private @Nullable Component component(DescribedComponent described, Map<String, Integer> layers) {
    Purl purl = purl(described);
    if (purl == null) {
      if (described.name != null && !described.listing) {
        left++;
        leftExample = leftExample == null ? described.name : leftExample;
      }
      return null;
    }
    boolean own = described.property(OwnProperties.CATALOGER) != null;
    String version = PackageVersion.of(described.version, purl, own);
    Component.OsPackage os = Particulars.osPackage(described, purl, version);
    String name = name(described, purl);
    return new Component(
        name,
        version,
        purl,
        os,
        licences(described),
        locations(described, layers),
        Particulars.evidence(described, format),
        supplier(described, os),
        described.hashes,
        "true".equals(described.property(OwnProperties.OWN_PROJECT)),
        ModulePackages.read(name, described.property(OwnProperties.PACKAGES)));
  }

  /// What Drydock writes as the supplier may be derived; what it was told stands in a property.
  private static @Nullable String supplier(
      DescribedComponent described, Component.@Nullable OsPackage os) {
    return described.property(OwnProperties.CATALOGER) != null
        ? described.property(OwnProperties.SUPPLIER)
        : os != null ? null : described.supplier;
  }

  /// A component without a purl is a `generic` one, if it has a version.
  private static @Nullable Purl purl(DescribedComponent described) {
    if (described.purl != null) {
      try {
        return GemPlatform.apart(Purl.parse(described.purl));
      } catch (IllegalArgumentException _) {
        // what is no purl names nothing; the name still does
      }
    }
    return described.name == null || described.version == null
        ? null
        : Purl.of("generic", described.group, described.name, described.version);
  }

  private static String name(DescribedComponent described, Purl purl) {
    String own = described.property(OwnProperties.NAME);
    if (own != null) {
      return own;
    }
    String name = described.name;
    if (name != null && described.group != null) {
      String joined = described.group + (purl.type().equals("maven") ? ":" : "/") + name;
      String told = PackageName.of(purl, joined);
      return told.equals(joined) ? joined : PackageName.of(purl, name);
    }
    return PackageName.of(purl, name);
  }

  private static List<String> licences(DescribedComponent described) {
    List<String> own = described.properties.get(OwnProperties.LICENCE);
    return own != null ? own : described.licences;
  }

  private List<Location> locations(DescribedComponent described, Map<String, Integer> layers) {
    List<Location> locations = new ArrayList<>();
    for (String own : described.properties.getOrDefault(OwnProperties.LOCATION, List.of())) {
      int blank = own.indexOf(' ');
      locations.add(
          new Location(own.substring(blank + 1), index(own.substring(0, Math.max(blank, 0)))));
    }
    if (!locations.isEmpty()) {
      return locations;
    }
    Particulars.places(described);
    String indexes = described.property(OwnProperties.LAYERS);
    String[] own = indexes == null ? new String[0] : indexes.split(" ", -1);
    for (int i = 0; i < described.places.size(); i++) {
      DescribedComponent.Place place = described.places.get(i);
      Integer known = place.layer() == null ? null : layers.get(place.layer());
      int index = i < own.length ? index(own[i]) : known == null ? layer : known;
      locations.add(new Location(place.path(), index));
    }
    if (locations.isEmpty()) {
      String id = Particulars.layer(described);
      locations.add(new Location(path, id == null ? layer : layers.getOrDefault(id, layer)));
    }
    return locations;
  }

  private static int index(String text) {
    try {
      return Math.max(0, Integer.parseInt(text));
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
