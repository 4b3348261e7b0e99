package dev.drydock.catalog.inventory;

import dev.drydock.bom.Bom.Unreadable;
import dev.drydock.bom.BuildInformation;
import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.LinkedFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one cataloger found, in one file or in the whole tree.
final class Found implements Discoveries {
  private final String cataloger;
  private final List<Owner> owners = new ArrayList<>();
  private final List<Need> needs = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();
  private final List<BuildInformation> buildInformation = new ArrayList<>(0);
  private final List<LinkedFile> linked = new ArrayList<>(0);
  private @Nullable Distribution distribution;

  /// A component and the files that it installed.
  record Owner(Component component, Collection<String> ownedPaths) {}

  /// `from` needs `to`.
  record Need(Component from, Component to) {}

  Found(String cataloger) {
    this.cataloger = cataloger;
  }

  String cataloger() {
    return cataloger;
  }

  @Override
  public void add(Component component) {
    add(component, List.of());
  }

  @Override
  public void add(Component component, Collection<String> ownedPaths) {
    owners.add(new Owner(component, ownedPaths));
  }

  @Override
  public void dependency(Component from, Component to) {
    needs.add(new Need(from, to));
  }

  @Override
  public void distribution(Distribution found) {
    distribution = found;
  }

  @Override
  public void buildInformation(BuildInformation information) {
    buildInformation.add(information);
  }

  @Override
  public void linked(LinkedFile file) {
    linked.add(file);
  }

  @Override
  public void unreadable(String path, String reason) {
    unreadable.add(new Unreadable(path, cataloger, reason));
  }

  List<Owner> owners() {
    return owners;
  }

  List<BuildInformation> buildInformation() {
    return buildInformation;
  }

  List<LinkedFile> linked() {
    return linked;
  }

  List<Need> needs() {
    return needs;
  }

  List<Unreadable> unreadable() {
    return unreadable;
  }

  @Nullable Distribution distribution() {
    return distribution;
  }

  boolean isEmpty() {
    return owners.isEmpty()
        && unreadable.isEmpty()
        && buildInformation.isEmpty()
        && linked.isEmpty()
        && distribution == null;
  }
}
