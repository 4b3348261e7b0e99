package dev.drydock.bom;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What Drydock says in a document beyond what the format has members for, as pairs of name and
/// value: properties of CycloneDX, annotations of SPDX. With them, a document that Drydock wrote is
/// read back without a loss.
///
/// The names are those of [CycloneDX's property
/// taxonomy](https://github.com/CycloneDX/cyclonedx-property-taxonomy) in form; `docs/sbom.md` has
/// them for people.
public final class OwnProperties {
  public static final String PREFIX = "drydock:";
  public static final String CATALOGER = PREFIX + "cataloger";
  public static final String EVIDENCE = PREFIX + "evidence";
  public static final String NAME = PREFIX + "name";
  public static final String LAYER = PREFIX + "layer";

  /// Indexes of the layers of all locations, blanks between them; where it is missing all are of
  /// layer 0.
  public static final String LAYERS = PREFIX + "layers";

  public static final String LOCATION = PREFIX + "location";

  /// A licence as the source words it, where the format has room for an expression only.
  public static final String LICENCE = PREFIX + "licence";

  /// `true` for the project that the image was made from, which no registry has.
  public static final String OWN_PROJECT = PREFIX + "own-project";

  /// The packages of a Go module that a program has ([ModulePackages]).
  public static final String PACKAGES = PREFIX + "packages";

  public static final String SUPPLIER = PREFIX + "supplier";
  public static final String SOURCE_NAME = PREFIX + "source:name";
  public static final String SOURCE_VERSION = PREFIX + "source:version";

  /// `false` where the source's version lacks an epoch that it may have.
  public static final String SOURCE_EPOCH = PREFIX + "source:epoch-known";

  public static final String ARCHITECTURE = PREFIX + "architecture";
  public static final String MAINTAINER = PREFIX + "maintainer";
  public static final String MODULARITY = PREFIX + "modularity-label";

  /// `system`, `requested` or `automatic`: why a package is there.
  public static final String INSTALLATION = PREFIX + "installation";

  /// Names of packages, blanks between them.
  public static final String ALTERNATIVE_FOR = PREFIX + "installation:alternative-for";

  /// Names of packages, blanks between them.
  public static final String RECOMMENDED_BY = PREFIX + "installation:recommended-by";

  /// The value has some of the files that no package owns and that are linked with a library of the
  /// package, one on each line; `-` where there are none.
  public static final String LINKED_BY = PREFIX + "installation:linked-by";

  public static final String PLATFORM = PREFIX + "platform";
  public static final String DIGEST = PREFIX + "digest";
  public static final String IMAGE_ID = PREFIX + "image-id";
  public static final String CREATED = PREFIX + "created";
  public static final String LABEL = PREFIX + "label:";
  public static final String LAYER_DIGEST = PREFIX + "layer:digest";
  public static final String LAYER_DIFF_ID = PREFIX + "layer:diff-id";
  public static final String LAYER_CREATED_BY = PREFIX + "layer:created-by";

  /// `INDEX layer` or `INDEX empty`, then the instruction as the builder wrote it down.
  public static final String HISTORY = PREFIX + "history";

  /// `INDEX`, then what the builder remarked.
  public static final String HISTORY_COMMENT = PREFIX + "history:comment";

  public static final String WARNING = PREFIX + "warning";
  public static final String UNREADABLE = PREFIX + "unreadable";
  public static final String CODENAME = PREFIX + "distribution:codename";
  public static final String ID_LIKE = PREFIX + "distribution:id-like";
  public static final String CPE = PREFIX + "distribution:cpe";

  private OwnProperties() {}

  /// @param name starts with [#PREFIX]
  public record Property(String name, String value) {}

  /// A list under construction, which leaves out what is not there.
  private static final class Properties {
    final List<Property> all = new ArrayList<>();

    Properties add(String name, @Nullable String value) {
      if (value != null) {
        all.add(new Property(name, value));
      }
      return this;
    }
  }

  public static List<Property> of(Bom bom, Component component) {
    Properties properties = new Properties();
    properties
        .add(CATALOGER, component.evidence().cataloger())
        .add(EVIDENCE, component.evidence().source());
    if (!component.name().equals(PackageName.of(component.purl(), component.name()))) {
      properties.add(NAME, component.name());
    }
    properties
        .add(SUPPLIER, component.supplier())
        .add(OWN_PROJECT, component.ownProject() ? "true" : null)
        .add(PACKAGES, ModulePackages.text(component.name(), component.packages()));
    properties.add(LAYER, bom.layerOf(component)).add(LAYERS, layers(component));
    Component.OsPackage os = component.os();
    if (os != null) {
      properties
          .add(SOURCE_NAME, os.source().name())
          .add(SOURCE_VERSION, os.source().version())
          .add(SOURCE_EPOCH, os.source().epochKnown() ? null : "false")
          .add(ARCHITECTURE, os.architecture())
          .add(MAINTAINER, os.maintainer())
          .add(MODULARITY, os.modularityLabel());
      Installation installation = os.installation();
      if (installation != null) {
        properties
            .add(INSTALLATION, installation.reason().word())
            .add(ALTERNATIVE_FOR, words(installation.alternativeFor()))
            .add(RECOMMENDED_BY, words(installation.recommendedBy()))
            .add(LINKED_BY, lines(installation.linkedBy()));
      }
    }
    return properties.all;
  }

  /// A path may have blanks. None at all is told too: somebody looked.
  public static @Nullable String lines(@Nullable List<String> paths) {
    return paths == null ? null : paths.isEmpty() ? "-" : String.join("\n", paths);
  }

  private static @Nullable String words(List<String> names) {
    return names.isEmpty() ? null : String.join(" ", names);
  }

  private static @Nullable String layers(Component component) {
    StringBuilder layers = new StringBuilder();
    boolean all = true;
    for (Component.Location location : component.locations()) {
      all &= location.layer() == 0;
      layers.append(layers.isEmpty() ? "" : " ").append(location.layer());
    }
    return all ? null : layers.toString();
  }

  /// White space around values of people is left out, which XML would not keep.
  public static List<Property> of(Bom.Subject subject) {
    Properties properties = new Properties();
    properties
        .add(PLATFORM, subject.platform())
        .add(DIGEST, subject.digest())
        .add(IMAGE_ID, subject.imageId())
        .add(CREATED, subject.created());
    for (Bom.LayerSummary layer : subject.layers()) {
      String index = layer.index() + " ";
      properties
          .add(
              LAYER_DIGEST,
              layer.digest() == null ? Integer.toString(layer.index()) : index + layer.digest())
          .add(LAYER_DIFF_ID, layer.diffId() == null ? null : index + layer.diffId())
          .add(
              LAYER_CREATED_BY,
              layer.createdBy() == null ? null : (index + layer.createdBy()).stripTrailing());
    }
    for (int i = 0; i < subject.history().size(); i++) {
      Bom.HistoryEntry entry = subject.history().get(i);
      String instruction = entry.createdBy() == null ? "" : " " + entry.createdBy();
      properties
          .add(
              HISTORY,
              (i + (entry.emptyLayer() ? " empty" : " layer") + instruction).stripTrailing())
          .add(
              HISTORY_COMMENT,
              entry.comment() == null ? null : (i + " " + entry.comment()).stripTrailing());
    }
    for (Map.Entry<String, String> label : new TreeMap<>(subject.labels()).entrySet()) {
      properties.add(LABEL + label.getKey(), label.getValue().strip());
    }
    return properties.all;
  }

  public static List<Property> of(Distribution distribution) {
    Properties properties = new Properties();
    properties.add(CODENAME, distribution.codename());
    for (String like : distribution.idLike()) {
      properties.add(ID_LIKE, like);
    }
    return properties.add(CPE, distribution.cpeName()).all;
  }

  /// What went wrong: warnings, and files that could not be read, as `cataloger|path|reason`.
  public static List<Property> troubles(Bom bom) {
    Properties properties = new Properties();
    for (String warning : bom.subject().warnings()) {
      properties.add(WARNING, warning);
    }
    for (Bom.Unreadable unreadable : bom.unreadable()) {
      properties.add(
          UNREADABLE, unreadable.cataloger() + "|" + unreadable.path() + "|" + unreadable.reason());
    }
    return properties.all;
  }
}
