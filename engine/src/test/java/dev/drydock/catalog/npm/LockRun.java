package dev.drydock.catalog.npm;

import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One lock file in the folder `app`, as the catalogers of lock files see it.
final class LockRun {
  private LockRun() {}

  static RecordedDiscoveries npm(String name, String content) throws InterruptedException {
    return CatalogerRun.over(
        DirectoryTree.empty().file("app/" + name, content),
        new NpmLockCataloger(Limits.defaults()));
  }

  /// `name version > name version` of all that was told, in order.
  static List<String> needs(RecordedDiscoveries found) {
    return found.dependencies().stream()
        .map(
            d ->
                "%s %s > %s %s"
                    .formatted(
                        d.from().name(), d.from().version(), d.to().name(), d.to().version()))
        .sorted()
        .toList();
  }

  /// Reads many damaged copies: whatever comes out of it, nothing may be thrown.
  static void damage(TreeCataloger cataloger, String name, String content, long seed) {
    Mutations.of(content.getBytes(StandardCharsets.UTF_8), seed, 4_000)
        .forEach(
            bytes -> {
              try {
                CatalogerRun.over(DirectoryTree.empty().file(name, bytes), cataloger);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }
}
