package dev.drydock.bom.described;

import dev.drydock.bom.Component;
import dev.drydock.bom.Hashes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A component in a document's words. The reader of a format fills in what the format has members
/// for; what stands in properties is told apart by [Particulars].
public final class DescribedComponent {
  final Map<String, List<String>> properties = new LinkedHashMap<>();
  final List<String> licences = new ArrayList<>();
  final List<Place> places = new ArrayList<>();
  final List<Component.Hash> hashes = new ArrayList<>();
  @Nullable String group;
  @Nullable String name;
  @Nullable String version;
  @Nullable String purl;
  @Nullable String supplier;
  @Nullable String system;
  boolean listing;

  /// Where it was found.
  ///
  /// @param layer id; `null` where the document does not say
  record Place(String path, @Nullable String layer) {}

  DescribedComponent() {}

  /// @param group what CycloneDX has apart from the name
  public DescribedComponent named(@Nullable String group, @Nullable String name) {
    this.group = blankToNull(group);
    this.name = blankToNull(name);
    return this;
  }

  public DescribedComponent version(@Nullable String version) {
    this.version = blankToNull(version);
    return this;
  }

  /// The first one that can be read counts.
  public DescribedComponent purl(@Nullable String purl) {
    if (this.purl == null) {
      this.purl = blankToNull(purl);
    }
    return this;
  }

  public DescribedComponent supplier(@Nullable String supplier) {
    if (this.supplier == null) {
      this.supplier = blankToNull(supplier);
    }
    return this;
  }

  public DescribedComponent licence(@Nullable String licence) {
    if (licence != null && !licence.isBlank() && !licences.contains(licence)) {
      licences.add(licence);
    }
    return this;
  }

  /// @param layer its id, where the document has it
  public DescribedComponent place(@Nullable String path, @Nullable String layer) {
    if (path != null && !path.isBlank()) {
      places.add(new Place(withoutSlash(path), layer));
    }
    return this;
  }

  public DescribedComponent hash(@Nullable String algorithm, @Nullable String value) {
    if (algorithm != null && value != null) {
      Hashes.of(algorithm, value).ifPresent(hashes::add);
    }
    return this;
  }

  public DescribedComponent property(@Nullable String name, @Nullable String value) {
    if (name != null && value != null) {
      properties.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }
    return this;
  }

  /// Says that without a version this is a file or a group of others, as some tools list among
  /// components, and no software that is lost when it is left out.
  public DescribedComponent listing() {
    listing = true;
    return this;
  }

  /// The first value of a property.
  @Nullable String property(String name) {
    List<String> values = properties.get(name);
    return values == null ? null : values.getFirst();
  }

  private static String withoutSlash(String path) {
    int from = 0;
    while (from < path.length() - 1 && path.charAt(from) == '/') {
      from++;
    }
    return path.substring(from);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
