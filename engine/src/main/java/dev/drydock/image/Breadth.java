package dev.drydock.image;

/// How much of what a name stands for is wanted.
///
/// @param platforms whether an index stands for the images of all its platforms, not for one
/// @param images whether an archive of several images stands for all of them
public record Breadth(boolean platforms, boolean images) {

  /// One image of one platform, as where nothing else is said.
  public static final Breadth ONE = new Breadth(false, false);
}
