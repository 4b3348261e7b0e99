package dev.drydock.image.registry;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageIndex;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.manifest.MediaTypes;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The manifests that name another one as their subject (OCI distribution specification 1.1,
/// "Listing Referrers"): from the registry's API, page by page, or from the tag that stands in for
/// it where there is no API ("Referrers Tag Schema").
///
/// All are listed, whatever their type: what we look for has many names, and a registry filters by
/// one.
final class Referrers {
  private static final int MOST_PAGES = 32;

  /// More than anybody attaches; signatures of every build come near.
  private static final int MOST = 2_000;

  private final RegistryClient client;
  private final ManifestReader reader;
  private final String what;
  private final Map<Digest, Descriptor> found = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();

  private Referrers(RegistryClient client, ManifestReader reader, String what) {
    this.client = client;
    this.reader = reader;
    this.what = what;
  }

  /// @param descriptors each manifest once, in the registry's order
  /// @param byRegistry whether the registry has the API, and so keeps the list itself
  /// @param warnings why there may be more
  record Listing(List<Descriptor> descriptors, boolean byRegistry, List<String> warnings) {
    Listing {
      descriptors = List.copyOf(descriptors);
      warnings = List.copyOf(warnings);
    }
  }

  static Listing of(RegistryClient client, ManifestReader reader, Digest subject, String what)
      throws IOException, InterruptedException {
    Referrers referrers = new Referrers(client, reader, what);
    boolean byRegistry = referrers.pages(subject);
    if (!byRegistry) {
      referrers.tag(subject);
    }
    return new Listing(List.copyOf(referrers.found.values()), byRegistry, referrers.warnings);
  }

  /// @return whether the registry has the API
  private boolean pages(Digest subject) throws IOException, InterruptedException {
    Set<URI> seen = new HashSet<>();
    URI address = client.referrers(subject);
    for (int page = 0; page < MOST_PAGES; page++) {
      seen.add(address);
      RegistryClient.Page answer = page(address, page == 0);
      if (answer == null) {
        return page > 0;
      }
      URI next = next(answer);
      if (next == null || full()) {
        return true;
      }
      if (!seen.add(next)) {
        warnings.add("the registry's list of what refers to " + what + " goes round in circles");
        return true;
      }
      address = next;
    }
    warnings.add(
        "the registry's list of what refers to "
            + what
            + " has more than "
            + MOST_PAGES
            + " pages; the rest is not looked at");
    return true;
  }

  /// A page whose entries were taken; `null` where there is none.
  private RegistryClient.@Nullable Page page(URI address, boolean first)
      throws IOException, InterruptedException {
    try {
      RegistryClient.Page page =
          client.page(address, MediaTypes.OCI_INDEX, "what refers to " + what);
      // a proxy's or login page answers every address: that is no API
      if (page != null && MediaTypes.bare(page.mediaType()).equals(MediaTypes.OCI_INDEX)) {
        if (reader.read(page.body(), page.mediaType(), what) instanceof ImageIndex index) {
          take(index);
          return page;
        }
      }
    } catch (ImageException e) {
      if (e.kind() == Kind.UNAVAILABLE) {
        throw e;
      }
      warnings.add("the list of what refers to " + what + " cannot be read: " + e.getMessage());
      return null;
    }
    if (!first) {
      warnings.add("the registry's list of what refers to " + what + " breaks off");
    }
    return null;
  }

  private void tag(Digest subject) throws IOException, InterruptedException {
    RegistryClient.Document list = client.tagged(ReferrersTag.of(subject));
    if (list == null) {
      return;
    }
    try {
      if (reader.read(list.body(), list.mediaType(), what) instanceof ImageIndex index) {
        take(index);
      }
    } catch (ImageException e) {
      warnings.add("the list of what refers to " + what + " cannot be read: " + e.getMessage());
    }
  }

  private void take(ImageIndex index) {
    for (Descriptor one : index.manifests()) {
      if (full()) {
        warnings.add(
            "more than " + MOST + " documents refer to " + what + "; the rest is not looked at");
        return;
      }
      found.putIfAbsent(one.digest(), one);
    }
  }

  private boolean full() {
    return found.size() >= MOST;
  }

  /// Where the next page is, in this registry; `null` where there is none.
  private @Nullable URI next(RegistryClient.Page page) {
    String target = PageLink.target(page.link());
    URI next = target == null ? null : PageLink.follow(page, target);
    if (target != null && next == null) {
      warnings.add(
          "the registry's list of what refers to " + what + " goes on elsewhere; not followed");
    }
    return next;
  }
}
