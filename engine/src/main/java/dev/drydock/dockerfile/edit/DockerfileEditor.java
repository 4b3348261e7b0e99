package dev.drydock.dockerfile.edit;

import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.resolution.Resolution;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The smallest changes of a Dockerfile that do what is asked, as a careful person would make them.
/// Every one is read again before it is given out.
public final class DockerfileEditor {
  private final Resolution resolution;

  public DockerfileEditor(Resolution resolution) {
    this.resolution = resolution;
  }

  /// Lets a stage build upon another image: in its `FROM`, or in the `ARG` that holds the part that
  /// changes.
  ///
  /// @param newReference with tag, digest or both; a digest that stands there now goes where it has
  ///   none
  public BaseEdit changeBase(Stage stage, String newReference) {
    return new BaseEditor(resolution).change(stage, newReference);
  }

  /// Pins the image that a stage builds upon; its tag stays for people to read.
  ///
  /// @param digest `sha256:…`
  public BaseEdit pin(Stage stage, String digest) {
    return new BaseEditor(resolution).pin(stage, digest);
  }

  /// Lets a stage have newer packages of its operating system: changes versions that it pins,
  /// extends an upgrade that is there, or adds one behind `FROM`.
  ///
  /// @param baseUser the user that the external base leaves; `null` where nobody knows, which
  ///   counts as root
  public PackageEdit upgradePackages(
      Stage stage,
      PackageManager manager,
      List<PackageUpgrade> upgrades,
      @Nullable String baseUser) {
    return new PackageEditor(resolution, stage, manager, baseUser).upgrade(upgrades);
  }

  /// Lets a stage be without packages of its operating system: takes them out of the instructions
  /// that install them where nothing behind these could need them, or removes them behind the last
  /// `RUN`.
  ///
  /// @param installed those of `names` that are only there because an instruction installs them
  /// @param baseUser the user that the external base leaves; `null` where nobody knows, which
  ///   counts as root
  public RemovalEdit removePackages(
      Stage stage,
      PackageManager manager,
      List<String> names,
      Set<String> installed,
      @Nullable String baseUser) {
    return new RemovalEditor(resolution, stage, manager, baseUser).remove(names, installed);
  }
}
