package dev.drydock.base.cleaning;

import dev.drydock.approval.BaseTag;
import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageIndex;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.RegistryTags;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What the tags of a repository stand for. To delete a manifest takes all of its tags away, so
/// that all others have to be known before.
///
/// @param candidates tags of candidates by what they stand for
/// @param needed what other tags stand for, and what indexes that are there list
record Tagged(Map<Digest, List<String>> candidates, Set<Digest> needed) {
  /// Of what lies beside images: lists of referrers, signatures, decisions.
  private static final Pattern BESIDE =
      Pattern.compile("sha256-[0-9a-f]{64}(?:\\.\\w{1,8})?|decision-[0-9a-f]{24}-[0-9a-f]{64}");

  /// @throws ImageException where not all of it can be seen
  static Tagged read(RegistryRepository repository, Limits limits)
      throws IOException, InterruptedException {
    Map<Digest, List<String>> candidates = new LinkedHashMap<>();
    Set<Digest> needed = new HashSet<>();
    String what = repository.reference().repository();
    for (String tag : tags(repository, what)) {
      if (BESIDE.matcher(tag).matches()) {
        continue;
      }
      StoredManifest stored = repository.surelyTagged(tag).orElse(null);
      if (stored == null) {
        continue; // taken away since
      }
      if (BaseTag.candidate(tag).isPresent()) {
        candidates.computeIfAbsent(stored.digest(), _ -> new ArrayList<>()).add(tag);
      } else {
        needed.add(stored.digest());
      }
      if (new ManifestReader(limits).read(stored.body(), stored.mediaType(), what)
          instanceof ImageIndex index) {
        index.manifests().stream().map(Descriptor::digest).forEach(needed::add);
      }
    }
    return new Tagged(candidates, needed);
  }

  private static List<String> tags(RegistryRepository repository, String what)
      throws IOException, InterruptedException {
    try {
      RegistryTags.Listing listing = repository.tags();
      if (!listing.warnings().isEmpty()) {
        throw new ImageException(
            Kind.UNAVAILABLE,
            "not all tags of " + what + " can be seen: " + listing.warnings().getFirst());
      }
      return listing.tags();
    } catch (ImageException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return List.of(); // nothing was pushed there yet
      }
      throw e;
    }
  }
}
