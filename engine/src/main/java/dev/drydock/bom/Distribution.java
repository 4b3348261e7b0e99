package dev.drydock.bom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Linux distribution as `os-release(5)` tells of it.
///
/// @param id `ID`: `debian`, `alpine`, `rhel`
/// @param versionId `VERSION_ID`: `11`, `3.19.1`; `""` for rolling ones
/// @param codename `VERSION_CODENAME`
/// @param idLike `ID_LIKE`, nearest first
/// @param name `PRETTY_NAME`, for people
/// @param cpeName `CPE_NAME`
public record Distribution(
    String id,
    String versionId,
    @Nullable String codename,
    List<String> idLike,
    String name,
    @Nullable String cpeName) {

  public Distribution {
    idLike = List.copyOf(idLike);
  }

  /// The value of the purl qualifier `distro`: `debian-11`.
  public String purlQualifier() {
    return versionId.isEmpty() ? id : id + "-" + versionId;
  }
}
