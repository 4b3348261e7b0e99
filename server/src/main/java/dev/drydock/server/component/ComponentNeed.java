package dev.drydock.server.component;

import java.util.Set;

/// Who else still needs components that are in no image any more.
public interface ComponentNeed {

  /// @return which of these have to stay
  Set<Integer> needed(Integer[] components);
}
