package dev.drydock.advisory.index;

import dev.drydock.advisory.alpine.AlpineSecdbFeed;
import dev.drydock.advisory.debian.DebianTrackerFeed;
import dev.drydock.advisory.distribution.DistributionFeed;
import dev.drydock.advisory.oval.AzureLinuxFeed;
import dev.drydock.advisory.oval.OvalFeed;
import dev.drydock.advisory.photon.PhotonFeed;
import dev.drydock.advisory.redhat.RedHatVexFeed;
import dev.drydock.advisory.suse.SuseVexFeed;
import dev.drydock.advisory.updateinfo.AmazonFeed;
import dev.drydock.limits.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// All feeds in a distribution's own form: the one place where a new one is registered.
final class DistributionFeeds {
  private DistributionFeeds() {}

  static List<DistributionFeed> builtIn(Limits limits) {
    return List.of(
        new AlpineSecdbFeed(limits),
        new AmazonFeed(limits),
        new AzureLinuxFeed(limits),
        new DebianTrackerFeed(limits),
        OvalFeed.oracle(limits),
        new PhotonFeed(limits),
        new RedHatVexFeed(limits),
        new SuseVexFeed(limits));
  }

  /// Those that a mirror has.
  static List<DistributionFeed> in(Path mirror, Limits limits) {
    return builtIn(limits).stream()
        .filter(feed -> Files.isDirectory(mirror.resolve(feed.directory())))
        .toList();
  }
}
