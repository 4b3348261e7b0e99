package dev.drydock.fleet;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.OsPackage;
import dev.drydock.bom.Purl;
import dev.drydock.json.CompactJson;
import dev.drydock.limits.Limits;
import dev.drydock.match.AdvisoryNames;
import dev.drydock.match.Surroundings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A component apart from its image: all that matching reads of it, and nothing else, so that all
/// images that have it have the same one.
///
/// @param surroundings what of the image decides; `null` for what is matched alike in all of them
/// @param name as its ecosystem writes it ([Component#name])
/// @param version as its ecosystem writes it, `""` where unknown
/// @param purl without qualifiers
/// @param os without why it is installed
/// @param workingCopy whether it is the main module of a Go program, of whose version nothing
///   follows ([dev.drydock.match.WorkingCopies])
/// @param packages of a Go module that a program has; `null` where nobody knows
public record FleetComponent(
    @Nullable Surroundings surroundings,
    String name,
    String version,
    Purl purl,
    @Nullable OsPackage os,
    boolean ownProject,
    boolean workingCopy,
    @Nullable List<String> packages) {
  private static final List<Component.Location> NOWHERE = List.of(new Component.Location("", 0));
  private static final Component.Evidence FLEET = new Component.Evidence("fleet", "stored");

  /// Leaves out what cannot matter.
  public FleetComponent {
    surroundings = os == null || ownProject ? null : surroundings;
    purl = new Purl(purl.type(), purl.namespace(), purl.name(), purl.version(), new TreeMap<>());
    os = os == null ? null : reduced(os);
    boolean module = os == null && !ownProject && purl.type().equals("golang");
    workingCopy = workingCopy && module;
    packages = module && packages != null ? List.copyOf(packages) : null;
  }

  /// @param surroundings of its image; `null` where nothing tells of a distribution
  /// @param workingCopy whether it is one in its image
  static FleetComponent of(
      Component component, @Nullable Surroundings surroundings, boolean workingCopy) {
    return new FleetComponent(
        surroundings,
        component.name(),
        component.version(),
        component.purl(),
        component.os(),
        component.ownProject(),
        workingCopy,
        component.packages());
  }

  private static OsPackage reduced(OsPackage os) {
    String maintainer = os.maintainer();
    return new OsPackage(
        os.source(),
        os.architecture(),
        maintainer == null || maintainer.isEmpty() ? null : maintainer,
        os.modularityLabel());
  }

  /// Reads what [#text] wrote. Members that this version does not know are not passed over: they
  /// may matter.
  public static Stored read(String text, Limits limits) {
    return ComponentText.read(text, limits);
  }

  /// One line of JSON, the same for equal components.
  public String text() {
    return CompactJson.text(ComponentText.write(this));
  }

  /// SHA-256 of [#text] in hexadecimal: the component's identity in the whole fleet.
  public String digest() {
    return HexFormat.of().formatHex(sha256().digest(text().getBytes(StandardCharsets.UTF_8)));
  }

  /// The names under which advisories may speak of it, as an index has them. If an update changed
  /// nothing that is said of these, and nothing of the CVEs of its findings, it need not be matched
  /// again.
  public Set<String> names() {
    return AdvisoryNames.of(component());
  }

  /// A component that is matched alike, found nowhere.
  Component component() {
    return new Component(
        name, version, purl, os, List.of(), NOWHERE, FLEET, null, List.of(), ownProject, packages);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
