package dev.drydock.catalog.inventory;

import dev.drydock.bom.BuildInformation;
import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Hash;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Component.OsPackage;
import dev.drydock.bom.Component.Source;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Installation;
import dev.drydock.bom.Installation.Reason;
import dev.drydock.bom.Purl;
import dev.drydock.cache.DamagedEntryException;
import dev.drydock.cache.EntryReader;
import dev.drydock.cache.EntryWriter;
import dev.drydock.cache.NotCacheableException;
import dev.drydock.catalog.LinkedFile;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How [Found]s of one layer stand in a cache: all but the layer's index, which another image may
/// have it at.
final class FoundForm {
  private final int layer;

  /// @param layer index of the layer that they are of
  FoundForm(int layer) {
    this.layer = layer;
  }

  void write(List<Found> all, EntryWriter out) throws NotCacheableException {
    out.number(all.size());
    for (Found found : all) {
      write(found, out);
    }
  }

  List<Found> read(EntryReader in) throws DamagedEntryException {
    int count = in.count();
    List<Found> all = new ArrayList<>(Math.min(count, 4));
    for (int i = 0; i < count; i++) {
      all.add(one(in));
    }
    return all;
  }

  private void write(Found found, EntryWriter out) throws NotCacheableException {
    out.text(found.cataloger());
    IdentityHashMap<Component, Integer> numbers = new IdentityHashMap<>();
    List<Component> components = new ArrayList<>();
    for (Found.Owner owner : found.owners()) {
      number(owner.component(), numbers, components);
    }
    for (Found.Need need : found.needs()) {
      number(need.from(), numbers, components);
      number(need.to(), numbers, components);
    }
    out.number(components.size());
    for (Component component : components) {
      write(component, out);
    }
    out.number(found.owners().size());
    for (Found.Owner owner : found.owners()) {
      out.number(numbers.getOrDefault(owner.component(), -1));
      out.texts(owner.ownedPaths());
    }
    out.number(found.needs().size());
    for (Found.Need need : found.needs()) {
      out.number(numbers.getOrDefault(need.from(), -1));
      out.number(numbers.getOrDefault(need.to(), -1));
    }
    out.number(found.unreadable().size());
    for (var unreadable : found.unreadable()) {
      if (Faults.varies(unreadable.reason())) {
        throw new NotCacheableException(unreadable.path() + " may be readable another time");
      }
      out.text(unreadable.path());
      out.text(unreadable.reason());
    }
    out.number(found.buildInformation().size());
    for (BuildInformation information : found.buildInformation()) {
      out.text(path(information.location()));
      out.text(information.build());
      out.optional(information.cpeName());
      out.texts(information.contentSets());
    }
    out.number(found.linked().size());
    for (LinkedFile linked : found.linked()) {
      out.text(linked.path());
      out.texts(linked.libraries());
      out.texts(linked.directories());
    }
    write(found.distribution(), out);
  }

  private static void number(
      Component component, IdentityHashMap<Component, Integer> numbers, List<Component> all) {
    if (numbers.putIfAbsent(component, all.size()) == null) {
      all.add(component);
    }
  }

  private Found one(EntryReader in) throws DamagedEntryException {
    Found found = new Found(in.text());
    int count = in.count();
    List<Component> components = new ArrayList<>(Math.min(count, 16));
    for (int i = 0; i < count; i++) {
      components.add(component(in));
    }
    int owners = in.count();
    for (int i = 0; i < owners; i++) {
      Component component = components.get(in.number(components.size() - 1));
      List<String> paths = in.texts();
      found.add(component, paths.isEmpty() ? List.of() : paths);
    }
    int needs = in.count();
    for (int i = 0; i < needs; i++) {
      Component from = components.get(in.number(components.size() - 1));
      found.dependency(from, components.get(in.number(components.size() - 1)));
    }
    int unreadable = in.count();
    for (int i = 0; i < unreadable; i++) {
      String path = in.text();
      found.unreadable(path, in.text());
    }
    int information = in.count();
    for (int i = 0; i < information; i++) {
      Location location = new Location(in.text(), layer);
      found.buildInformation(new BuildInformation(location, in.text(), in.optional(), in.texts()));
    }
    int linked = in.count();
    for (int i = 0; i < linked; i++) {
      found.linked(new LinkedFile(in.text(), in.texts(), in.texts()));
    }
    readDistribution(in, found);
    return found;
  }

  private static void write(@Nullable Distribution distribution, EntryWriter out)
      throws NotCacheableException {
    out.flag(distribution != null);
    if (distribution != null) {
      out.text(distribution.id());
      out.text(distribution.versionId());
      out.optional(distribution.codename());
      out.texts(distribution.idLike());
      out.text(distribution.name());
      out.optional(distribution.cpeName());
    }
  }

  private static void readDistribution(EntryReader in, Found found) throws DamagedEntryException {
    if (in.flag()) {
      found.distribution(
          new Distribution(
              in.text(), in.text(), in.optional(), in.texts(), in.text(), in.optional()));
    }
  }

  private void write(Component component, EntryWriter out) throws NotCacheableException {
    out.text(component.name());
    out.text(component.version());
    write(component.purl(), out);
    OsPackage os = component.os();
    out.flag(os != null);
    if (os != null) {
      out.text(os.source().name());
      out.text(os.source().version());
      out.flag(os.source().epochKnown());
      out.text(os.architecture());
      out.optional(os.maintainer());
      out.optional(os.modularityLabel());
      write(os.installation(), out);
    }
    out.texts(component.licences());
    out.number(component.locations().size());
    for (Location location : component.locations()) {
      out.text(path(location));
    }
    out.text(component.evidence().cataloger());
    out.text(component.evidence().source());
    out.optional(component.supplier());
    out.number(component.hashes().size());
    for (Hash hash : component.hashes()) {
      out.text(hash.algorithm());
      out.text(hash.value());
    }
    out.flag(component.ownProject());
    List<String> packages = component.packages();
    out.flag(packages != null);
    out.texts(packages == null ? List.of() : packages);
  }

  private Component component(EntryReader in) throws DamagedEntryException {
    String name = in.text();
    String version = in.text();
    Purl purl = purl(in);
    OsPackage os = null;
    if (in.flag()) {
      Source source = new Source(in.text(), in.text(), in.flag());
      os = new OsPackage(source, in.text(), in.optional(), in.optional(), installation(in));
    }
    List<String> licences = in.texts();
    int places = in.count();
    List<Location> locations = new ArrayList<>(Math.min(places, 4));
    for (int i = 0; i < places; i++) {
      locations.add(new Location(in.text(), layer));
    }
    Evidence evidence = new Evidence(in.text(), in.text());
    String supplier = in.optional();
    int digests = in.count();
    List<Hash> hashes = new ArrayList<>(Math.min(digests, 4));
    for (int i = 0; i < digests; i++) {
      hashes.add(new Hash(in.text(), in.text()));
    }
    boolean own = in.flag();
    boolean known = in.flag();
    List<String> packages = in.texts();
    return new Component(
        name,
        version,
        purl,
        os,
        licences,
        locations,
        evidence,
        supplier,
        hashes,
        own,
        known ? packages : null);
  }

  private static void write(@Nullable Installation installation, EntryWriter out)
      throws NotCacheableException {
    out.flag(installation != null);
    if (installation != null) {
      out.text(installation.reason().word());
      out.texts(installation.alternativeFor());
      out.texts(installation.recommendedBy());
      List<String> linkedBy = installation.linkedBy();
      out.flag(linkedBy != null);
      out.texts(linkedBy == null ? List.of() : linkedBy);
    }
  }

  private static @Nullable Installation installation(EntryReader in) throws DamagedEntryException {
    if (!in.flag()) {
      return null;
    }
    String word = in.text();
    for (Reason reason : Reason.values()) {
      if (reason.word().equals(word)) {
        Installation installation = new Installation(reason, in.texts(), in.texts());
        boolean looked = in.flag();
        List<String> linkedBy = in.texts();
        return looked ? installation.linkedBy(linkedBy) : installation;
      }
    }
    throw new DamagedEntryException("no reason is called " + word);
  }

  private static void write(Purl purl, EntryWriter out) throws NotCacheableException {
    out.text(purl.type());
    out.optional(purl.namespace());
    out.text(purl.name());
    out.optional(purl.version());
    out.number(purl.qualifiers().size());
    for (Map.Entry<String, String> qualifier : purl.qualifiers().entrySet()) {
      out.text(qualifier.getKey());
      out.text(qualifier.getValue());
    }
    out.optional(purl.subpath());
  }

  private static Purl purl(EntryReader in) throws DamagedEntryException {
    String type = in.text();
    String namespace = in.optional();
    String name = in.text();
    String version = in.optional();
    TreeMap<String, String> qualifiers = new TreeMap<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      String key = in.text();
      qualifiers.put(key, in.text());
    }
    return new Purl(type, namespace, name, version, qualifiers, in.optional());
  }

  /// @throws NotCacheableException where it is in another layer
  private String path(Location location) throws NotCacheableException {
    if (location.layer() != layer) {
      throw new NotCacheableException(location.path() + " is in another layer");
    }
    return location.path();
  }
}
