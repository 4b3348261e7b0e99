package dev.drydock.catalog;

import dev.drydock.bom.Bom.Unreadable;
import dev.drydock.bom.BuildInformation;
import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a cataloger reported, kept as it came for a test to look at.
public class RecordedDiscoveries implements Discoveries {
  private final List<Component> components = new ArrayList<>();
  private final IdentityHashMap<Component, List<String>> owned = new IdentityHashMap<>();
  private final List<Dependency> dependencies = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();
  private final List<BuildInformation> buildInformation = new ArrayList<>();
  private @Nullable Distribution distribution;

  /// `from` needs `to`.
  public record Dependency(Component from, Component to) {}

  /// What `cataloger` finds in `tree`; a failure of the whole becomes an [Unreadable] with an empty
  /// path, as the core does it.
  public static RecordedDiscoveries of(TreeCataloger cataloger, FileTree tree)
      throws InterruptedException {
    RecordedDiscoveries found = new RecordedDiscoveries();
    try {
      cataloger.catalog(tree, found);
    } catch (IOException e) {
      found.unreadable("", String.valueOf(e.getMessage()));
    }
    return found;
  }

  @Override
  public void add(Component component) {
    components.add(component);
  }

  @Override
  public void add(Component component, Collection<String> ownedPaths) {
    components.add(component);
    owned.put(component, List.copyOf(ownedPaths));
  }

  @Override
  public void dependency(Component from, Component to) {
    dependencies.add(new Dependency(from, to));
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
  public void unreadable(String path, String reason) {
    unreadable.add(new Unreadable(path, "test", reason));
  }

  public List<Component> components() {
    return List.copyOf(components);
  }

  /// Every component as `name version`, in order of the text.
  public List<String> namesAndVersions() {
    return components.stream().map(c -> c.name() + " " + c.version()).sorted().toList();
  }

  /// The purl of every component, in order of the text.
  public List<String> purls() {
    return components.stream().map(c -> c.purl().toString()).sorted().toList();
  }

  /// The only component of this name.
  public Component component(String name) {
    List<Component> named = components.stream().filter(c -> c.name().equals(name)).toList();
    if (named.size() != 1) {
      throw new AssertionError(named.size() + " components named " + name + ": " + components);
    }
    return named.getFirst();
  }

  /// The paths that came with `component`.
  public List<String> owned(Component component) {
    return owned.getOrDefault(component, List.of());
  }

  public List<Dependency> dependencies() {
    return List.copyOf(dependencies);
  }

  public List<BuildInformation> buildInformation() {
    return List.copyOf(buildInformation);
  }

  /// `path: reason` of what could not be read.
  public List<String> unreadable() {
    return unreadable.stream().map(u -> u.path() + ": " + u.reason()).toList();
  }

  public @Nullable Distribution distribution() {
    return distribution;
  }
}
