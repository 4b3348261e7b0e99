package dev.drydock.bom.cyclonedx;

import dev.drydock.bom.Component;
import dev.drydock.bom.OwnProperties.Property;
import dev.drydock.bom.Supplier;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A CycloneDX document, as far as Drydock writes one, before it takes a syntax.
///
/// @param properties of the metadata
/// @param aggregate how much of the image the components are: a word of CycloneDX's
record CycloneDxDocument(
    String serialNumber,
    String timestamp,
    String toolVersion,
    @Nullable Supplier author,
    Item image,
    List<Property> properties,
    List<Item> components,
    List<Needs> dependencies,
    String aggregate) {

  /// @param expression in the place of licences; `null` where they are listed
  /// @param evidence `null` for what is no component of the image
  record Item(
      String type,
      String reference,
      @Nullable Supplier supplier,
      @Nullable String group,
      String name,
      @Nullable String version,
      @Nullable String description,
      List<Component.Hash> hashes,
      @Nullable String expression,
      List<Licence> licences,
      @Nullable String cpe,
      @Nullable String purl,
      List<Property> properties,
      @Nullable Evidence evidence) {}

  /// @param listed whether `text` is an id of the SPDX list, and no name
  record Licence(String text, boolean listed) {}

  /// @param technique a word of CycloneDX's
  record Evidence(String technique, double confidence, String value, List<String> locations) {}

  record Needs(String from, Collection<String> to) {}
}
