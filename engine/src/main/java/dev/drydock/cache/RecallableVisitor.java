package dev.drydock.cache;

import dev.drydock.image.Layer;

/// A visitor of a layer that can write down what it saw, and take it up again without the layer.
public interface RecallableVisitor extends Layer.Visitor {

  /// Tells it from others that write down something else.
  String kind();

  /// Writes down what was seen, once the layer has been walked.
  ///
  /// @throws NotCacheableException where that cannot be done
  void write(EntryWriter out) throws NotCacheableException;

  /// Takes it up, in the place of a walk. Where this fails, the visitor is as it was before.
  ///
  /// @throws DamagedEntryException where it is nothing that [#write] wrote
  void recall(EntryReader in) throws DamagedEntryException;
}
