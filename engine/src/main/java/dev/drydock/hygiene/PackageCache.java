package dev.drydock.hygiene;

import dev.drydock.cache.DamagedEntryException;
import org.jspecify.annotations.Nullable;

/// What package managers keep for the next time, which never comes in an image.
enum PackageCache {
  APT_ARCHIVES("var/cache/apt/", "apt's downloads", "end the RUN with apt-get clean"),
  APT_LISTS("var/lib/apt/lists/", "apt's lists", "end the RUN with rm -rf /var/lib/apt/lists/*"),
  APK("var/cache/apk/", "apk's index", "install with apk add --no-cache"),
  DNF("var/cache/dnf/", "dnf's cache", "end the RUN with dnf clean all"),
  DNF5("var/cache/libdnf5/", "dnf's cache", "end the RUN with dnf clean all"),
  YUM("var/cache/yum/", "yum's cache", "end the RUN with yum clean all"),
  TDNF("var/cache/tdnf/", "tdnf's cache", "end the RUN with tdnf clean all"),
  ZYPPER("var/cache/zypp/", "zypper's cache", "end the RUN with zypper clean --all"),
  PACMAN(
      "var/cache/pacman/pkg/",
      "pacman's downloads",
      "end the RUN with rm -rf /var/cache/pacman/pkg/*"),
  PIP("root/.cache/pip/", "pip's cache", "install with pip install --no-cache-dir"),
  UV("root/.cache/uv/", "uv's cache", "install with uv --no-cache, or set UV_NO_CACHE=1"),
  NPM("root/.npm/", "npm's cache", "end the RUN with npm cache clean --force"),
  YARN("usr/local/share/.cache/yarn/", "Yarn's cache", "end the RUN with yarn cache clean"),
  MAVEN(
      "root/.m2/repository/",
      "Maven's repository",
      "build in a stage of its own, and COPY --from it what runs"),
  GRADLE(
      "root/.gradle/caches/",
      "Gradle's caches",
      "build in a stage of its own, and COPY --from it what runs"),
  GO_BUILD(
      "root/.cache/go-build/",
      "Go's build cache",
      "build in a stage of its own, and COPY --from it what runs"),
  CARGO(
      "usr/local/cargo/registry/",
      "Cargo's registry",
      "build in a stage of its own, and COPY --from it what runs");

  private final String folder;
  private final String title;
  private final String remedy;

  PackageCache(String folder, String title, String remedy) {
    this.folder = folder;
    this.title = title;
    this.remedy = remedy;
  }

  /// The cache that a file belongs to; `null` for all others.
  static @Nullable PackageCache of(String path) {
    if (!path.startsWith("var/") && !path.startsWith("root/.") && !path.startsWith("usr/local/")) {
      return null;
    }
    for (PackageCache cache : ALL) {
      if (path.startsWith(cache.folder)) {
        return cache;
      }
    }
    return null;
  }

  private static final PackageCache[] ALL = values();

  /// The one that is called so in an entry of the layer cache.
  static PackageCache named(String name) throws DamagedEntryException {
    for (PackageCache cache : ALL) {
      if (cache.name().equals(name)) {
        return cache;
      }
    }
    throw new DamagedEntryException("no package cache is called " + name);
  }

  String folder() {
    return folder.substring(0, folder.length() - 1);
  }

  String title() {
    return title;
  }

  String remedy() {
    return remedy;
  }
}
