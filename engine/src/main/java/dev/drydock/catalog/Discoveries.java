package dev.drydock.catalog;

import dev.drydock.bom.BuildInformation;
import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import java.util.Collection;

/// What a cataloger reports.
public interface Discoveries {

  void add(Component component);

  /// A component together with the files that it installed: components that other catalogers find
  /// through these files belong to it and are not reported twice.
  ///
  /// @param ownedPaths as the database has them, without a leading slash; links may lie on the way
  void add(Component component, Collection<String> ownedPaths);

  /// `from` needs `to`; both have been or will be added.
  void dependency(Component from, Component to);

  void distribution(Distribution distribution);

  /// Where packages came from; passed over where nobody asks.
  default void buildInformation(BuildInformation information) {}

  /// A file that needs shared libraries; passed over where nobody asks.
  default void linked(LinkedFile file) {}

  /// A file that should have told of components and did not.
  ///
  /// @param reason one line, for the user
  void unreadable(String path, String reason);
}
