package dev.drydock.server.component;

import dev.drydock.bom.Bom;
import java.util.List;
import org.springframework.stereotype.Component;

/// Keeps the components of images: each version once, matched once.
@Component
public class ComponentStore {

  /// Stores what is in an image, within the transaction of the caller, once in a transaction. New
  /// components are matched with the generation of advisories that counts; until the transaction
  /// ends, no other generation begins.
  ///
  /// @return one for each layer that brought components, in the order of the layers
  public List<StoredSet> store(Bom bom) {
    throw new UnsupportedOperationException("being written: " + bom.subject().reference());
  }
}
