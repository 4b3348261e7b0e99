package dev.drydock.bom;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The bill of materials of one image: what is in it, and what could not be read.
///
/// @param components sorted by purl, then by location: the same image gives the same order
/// @param dependencies which component needs, holds or is packed into which, where the sources say
/// @param buildInformation where the packages of layers came from, lowest layer first
public record Bom(
    Subject subject,
    @Nullable Distribution distribution,
    List<Component> components,
    List<Dependency> dependencies,
    List<Unreadable> unreadable,
    List<BuildInformation> buildInformation) {

  public Bom {
    components = List.copyOf(components);
    dependencies = List.copyOf(dependencies);
    unreadable = List.copyOf(unreadable);
    buildInformation = List.copyOf(buildInformation);
  }

  /// Without build information.
  public Bom(
      Subject subject,
      @Nullable Distribution distribution,
      List<Component> components,
      List<Dependency> dependencies,
      List<Unreadable> unreadable) {
    this(subject, distribution, components, dependencies, unreadable, List.of());
  }

  /// The layer that a component came from, as reports name it; `null` where it is unknown.
  public @Nullable String layerOf(Component component) {
    int index = component.layer();
    return index >= 0 && index < subject.layers().size() ? subject.layers().get(index).id() : null;
  }

  /// The image that this is about.
  ///
  /// @param reference as the user named it
  /// @param digest of the manifest
  /// @param platform `os/architecture[/variant]`
  /// @param labels and annotations of the image
  /// @param warnings what was odd about the image, one line each
  public record Subject(
      String reference,
      @Nullable String digest,
      @Nullable String imageId,
      String platform,
      @Nullable String created,
      List<LayerSummary> layers,
      Map<String, String> labels,
      List<String> warnings) {

    public Subject {
      layers = List.copyOf(layers);
      labels = Map.copyOf(labels);
      warnings = List.copyOf(warnings);
    }
  }

  /// One layer, for people and reports.
  public record LayerSummary(
      int index, @Nullable String digest, @Nullable String diffId, @Nullable String createdBy) {

    /// The diffID, which is the same wherever the layer lies and however it is compressed; the
    /// digest where there is none.
    public @Nullable String id() {
      return diffId != null ? diffId : digest;
    }
  }

  /// `from` depends on `to`; both are indexes into [Bom#components()].
  public record Dependency(int from, int to) {}

  /// A file that should have told of components and could not be read; the rest of the result
  /// stands.
  ///
  /// @param path within the image
  /// @param reason one line, for the user
  public record Unreadable(String path, String cataloger, String reason) {}
}
