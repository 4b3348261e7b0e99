package dev.drydock.catalog.conan;

import dev.drydock.bom.Purl;
import dev.drydock.catalog.PackageGraph;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A reference to a recipe or a package (Conan documentation, "Reference"):
/// `name/version@user/channel#recipe_revision%timestamp:package_id#package_revision`, of which only
/// name and version have to be there.
///
/// @param user `""` where there is none
/// @param channel `""` where there is none
/// @param revision of the recipe; `""` where it is not told
record ConanReference(String name, String version, String user, String channel, String revision) {

  /// `null` where it is none.
  static @Nullable ConanReference parse(String text) {
    int colon = text.indexOf(':');
    String recipe = (colon < 0 ? text : text.substring(0, colon)).strip();
    int percent = recipe.indexOf('%');
    recipe = percent < 0 ? recipe : recipe.substring(0, percent);
    int hash = recipe.indexOf('#');
    String revision = hash < 0 ? "" : recipe.substring(hash + 1);
    recipe = hash < 0 ? recipe : recipe.substring(0, hash);
    int at = recipe.indexOf('@');
    String owner = at < 0 ? "" : recipe.substring(at + 1);
    recipe = at < 0 ? recipe : recipe.substring(0, at);
    int slash = recipe.indexOf('/');
    if (slash <= 0 || slash + 1 == recipe.length() || recipe.indexOf('/', slash + 1) >= 0) {
      return null;
    }
    int middle = owner.indexOf('/');
    return new ConanReference(
        recipe.substring(0, slash),
        recipe.substring(slash + 1),
        nothing(middle < 0 ? owner : owner.substring(0, middle)),
        nothing(middle < 0 ? "" : owner.substring(middle + 1)),
        revision);
  }

  /// The cache has a folder of this name where there is none.
  static String nothing(String part) {
    return part.equals("_") ? "" : part;
  }

  /// @param key by which others need it
  void addTo(PackageGraph packages, String key) {
    packages.add(
        key,
        name,
        version,
        Purl.of("conan", user, name, version, Map.of("channel", channel, "rrev", revision)));
  }
}
