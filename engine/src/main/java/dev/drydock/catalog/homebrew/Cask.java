package dev.drydock.catalog.homebrew;

import org.jspecify.annotations.Nullable;

/// What Homebrew keeps of an installed cask, below `Caskroom/NAME/.metadata`: the cask as it was
/// when it was installed, `VERSION/TIME/Casks/NAME.json` or `.rb`, and since 2024
/// `INSTALL_RECEIPT.json` ([Cask Cookbook](https://docs.brew.sh/Cask-Cookbook)).
///
/// What an application itself has in `Caskroom/NAME/VERSION` may be anything, or a link to where it
/// was moved.
///
/// @param version `null` where only the receipt's content tells it
record Cask(String name, @Nullable String version) {
  private static final String METADATA = "/.metadata/";
  private static final String CASKROOM = "Caskroom/";

  /// `null` where a path is none of these.
  static @Nullable Cask of(String path) {
    int metadata = path.indexOf(METADATA);
    int name = metadata < 0 ? -1 : path.lastIndexOf('/', metadata - 1) + 1;
    int caskroom = name - CASKROOM.length();
    if (caskroom < 0
        || name == metadata
        || !path.startsWith(CASKROOM, caskroom)
        || caskroom > 0 && path.charAt(caskroom - 1) != '/') {
      return null;
    }
    String token = path.substring(name, metadata);
    String[] parts = path.substring(metadata + METADATA.length()).split("/", 5);
    if (parts.length == 1 && parts[0].equals("INSTALL_RECEIPT.json")) {
      return new Cask(token, null);
    }
    boolean kept =
        parts.length == 4
            && !parts[0].isEmpty()
            && parts[2].equals("Casks")
            && parts[3].startsWith(token + ".");
    return kept ? new Cask(token, parts[0]) : null;
  }
}
