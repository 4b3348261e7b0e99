package dev.drydock.image;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the image configuration says that Drydock uses (OCI image specification, "Image
/// Configuration").
///
/// @param digest of the configuration document, Docker's image id; `null` for directories
/// @param created when the image was made, as written there
/// @param environment `NAME=value`; values may be secrets
/// @param healthcheck whether the image says how to tell that a container of it works
/// @param diffIds digests of the uncompressed layers, as claimed: never believed, only shown
/// @param history how each layer was made, base first, entries without a layer included
/// @param labels of `config.Labels`, with the manifest's annotations beneath them
/// @param start how a container of it starts
public record ImageConfig(
    @Nullable Digest digest,
    Platform platform,
    @Nullable String created,
    @Nullable String user,
    List<String> environment,
    boolean healthcheck,
    List<Digest> diffIds,
    List<HistoryEntry> history,
    Map<String, String> labels,
    Start start) {

  /// One that does not say how it starts.
  public ImageConfig(
      @Nullable Digest digest,
      Platform platform,
      @Nullable String created,
      @Nullable String user,
      List<String> environment,
      boolean healthcheck,
      List<Digest> diffIds,
      List<HistoryEntry> history,
      Map<String, String> labels) {
    this(
        digest,
        platform,
        created,
        user,
        environment,
        healthcheck,
        diffIds,
        history,
        labels,
        Start.UNKNOWN);
  }

  public ImageConfig {
    environment = List.copyOf(environment);
    diffIds = List.copyOf(diffIds);
    history = List.copyOf(history);
    labels = Map.copyOf(labels);
  }

  /// How a container starts, and what it offers.
  ///
  /// @param entrypoint what is always run
  /// @param command what is run, or given to the entrypoint, where nobody says otherwise
  /// @param ports that it listens on, as written: `8080/tcp`
  /// @param volumes paths that outlive it
  /// @param workingDirectory `""` where nothing is said
  public record Start(
      List<String> entrypoint,
      List<String> command,
      List<String> ports,
      List<String> volumes,
      String workingDirectory) {
    /// Nothing is said.
    public static final Start UNKNOWN = new Start(List.of(), List.of(), List.of(), List.of(), "");

    public Start {
      entrypoint = List.copyOf(entrypoint);
      command = List.copyOf(command);
      ports = List.copyOf(ports);
      volumes = List.copyOf(volumes);
    }
  }

  /// One instruction of the build.
  ///
  /// @param createdBy the instruction as the builder wrote it down
  /// @param emptyLayer whether it made no layer
  public record HistoryEntry(
      @Nullable String created,
      @Nullable String createdBy,
      @Nullable String comment,
      boolean emptyLayer) {}
}
