package dev.drydock.bom;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The bill of materials of one image: what is in it, and what could not be read.
///
/// @param components sorted by purl, then by location: the same image gives the same order
/// @param dependencies which component needs, holds or is packed into which, where the sources say
/// @param buildInformation where the packages of layers came from, lowest layer first
/// @param deleted what upper layers took away; `null` where nobody asked
public record Bom(
    Subject subject,
    @Nullable Distribution distribution,
    List<Component> components,
    List<Dependency> dependencies,
    List<Unreadable> unreadable,
    List<BuildInformation> buildInformation,
    @Nullable List<Deleted> deleted) {

  public Bom {
    deleted = deleted == null ? null : List.copyOf(deleted);
    components = List.copyOf(components);
    dependencies = List.copyOf(dependencies);
    unreadable = List.copyOf(unreadable);
    buildInformation = List.copyOf(buildInformation);
  }

  /// Nobody asked for what was deleted.
  public Bom(
      Subject subject,
      @Nullable Distribution distribution,
      List<Component> components,
      List<Dependency> dependencies,
      List<Unreadable> unreadable,
      List<BuildInformation> buildInformation) {
    this(subject, distribution, components, dependencies, unreadable, buildInformation, null);
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

  /// The same, with what upper layers took away.
  ///
  /// @param warning for the user; `null` for none
  public Bom withDeleted(List<Deleted> deleted, @Nullable String warning) {
    return new Bom(
        warning == null ? subject : subject.with(warning),
        distribution,
        components,
        dependencies,
        unreadable,
        buildInformation,
        deleted);
  }

  /// The same with other components in the places of these, such as newer versions of some.
  ///
  /// @param others as many
  public Bom inPlace(List<Component> others) {
    if (others.size() != components.size()) {
      throw new IllegalArgumentException(others.size() + " in the place of " + components.size());
    }
    return new Bom(
        subject, distribution, others, dependencies, unreadable, buildInformation, deleted);
  }

  /// The layer that a component came from, as reports name it; `null` where it is unknown.
  public @Nullable String layerOf(Component component) {
    return layerId(component.layer());
  }

  /// The layer of that index, as reports name it; `null` where it is unknown.
  public @Nullable String layerId(int index) {
    return index >= 0 && index < subject.layers().size() ? subject.layers().get(index).id() : null;
  }

  /// The image that this is about.
  ///
  /// @param reference as the user named it
  /// @param digest of the manifest
  /// @param platform `os/architecture[/variant]`
  /// @param history how the image was made, base first, with entries that made no layer
  /// @param labels and annotations of the image
  /// @param warnings what was odd about the image, one line each
  /// @param serialNumber of the document that told of all this: CycloneDX's, which VEX documents
  ///   refer to; `null` where an image was read
  public record Subject(
      String reference,
      @Nullable String digest,
      @Nullable String imageId,
      String platform,
      @Nullable String created,
      List<LayerSummary> layers,
      List<HistoryEntry> history,
      Map<String, String> labels,
      List<String> warnings,
      @Nullable String serialNumber) {

    public Subject {
      layers = List.copyOf(layers);
      history = List.copyOf(history);
      labels = Map.copyOf(labels);
      warnings = List.copyOf(warnings);
    }

    /// Of an image that was read itself.
    public Subject(
        String reference,
        @Nullable String digest,
        @Nullable String imageId,
        String platform,
        @Nullable String created,
        List<LayerSummary> layers,
        List<HistoryEntry> history,
        Map<String, String> labels,
        List<String> warnings) {
      this(reference, digest, imageId, platform, created, layers, history, labels, warnings, null);
    }

    private Subject with(String warning) {
      List<String> more = new ArrayList<>(warnings);
      more.add(warning);
      return new Subject(
          reference,
          digest,
          imageId,
          platform,
          created,
          layers,
          history,
          labels,
          more,
          serialNumber);
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

  /// One instruction of the build, as the builder wrote it down.
  ///
  /// @param emptyLayer whether it made no layer
  public record HistoryEntry(
      @Nullable String createdBy, @Nullable String comment, boolean emptyLayer) {}

  /// A component of a lower layer that is not in the image any more.
  ///
  /// @param layer the index of the layer that took it away
  public record Deleted(Component component, int layer) {}

  /// `from` depends on `to`; both are indexes into [Bom#components()].
  public record Dependency(int from, int to) {}

  /// A file that should have told of components and could not be read; the rest of the result
  /// stands.
  ///
  /// @param path within the image
  /// @param reason one line, for the user
  public record Unreadable(String path, String cataloger, String reason) {}
}
