package dev.drydock.image.registry;

import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The tags of a repository (OCI distribution specification 1.1, "Listing Tags"), page by page:
///
/// `{"name": "library/debian", "tags": ["11", "11-slim", "12"]}`
public final class RegistryTags {
  /// What most registries allow; those that allow less give less.
  private static final int PAGE_SIZE = 1_000;

  private static final int MOST_PAGES = 100;

  /// Ten times what the fullest of the official images have.
  private static final int MOST = 50_000;

  private final RegistryClient client;
  private final JsonReader reader;
  private final ImageReference image;
  private final String what;
  private final Set<String> tags = new LinkedHashSet<>();
  private final List<String> warnings = new ArrayList<>();
  private boolean odd;

  RegistryTags(RegistryClient client, ImageReference image, Limits limits) {
    this.client = client;
    this.reader = new JsonReader(limits);
    this.image = image;
    this.what = "the tags of " + image.registry() + "/" + image.repository();
  }

  /// What a registry lists.
  ///
  /// @param tags each once, in the registry's order; none that could not be one
  /// @param warnings why there may be more
  public record Listing(List<String> tags, List<String> warnings) {
    public Listing {
      tags = List.copyOf(tags);
      warnings = List.copyOf(warnings);
    }
  }

  /// The tags of the repository that a reference names.
  ///
  /// @throws ImageException where there is no such repository, or the registry lists no tags
  public static Listing list(
      ImageReference reference,
      Limits limits,
      CredentialStore credentials,
      RegistrySettings settings)
      throws IOException, InterruptedException {
    RegistryClient client =
        new RegistryClient(reference, credentials, settings, limits, new UrlTransport(settings));
    return new RegistryTags(client, reference, limits).list();
  }

  Listing list() throws IOException, InterruptedException {
    Set<URI> seen = new HashSet<>();
    URI address = client.tags(PAGE_SIZE);
    seen.add(address);
    take(first(address), seen);
    if (odd) {
      warnings.add("some of " + what + " are no tags; passed over");
    }
    return new Listing(List.copyOf(tags), warnings);
  }

  private RegistryClient.Page first(URI address) throws IOException, InterruptedException {
    try {
      RegistryClient.Page page = client.requiredPage(address, "application/json", what);
      read(page);
      return page;
    } catch (ImageException e) {
      if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.UNSUPPORTED) {
        throw new ImageException(
            e.kind(),
            image.registry()
                + " lists no tags of "
                + image.repository()
                + "; check the name, or whether the registry can list them",
            e);
      }
      throw e;
    }
  }

  /// Follows the pages; what was listed before one of them fails is kept.
  private void take(RegistryClient.Page first, Set<URI> seen) throws InterruptedException {
    RegistryClient.Page page = first;
    for (int pages = 1; !full(); pages++) {
      String target = PageLink.target(page.link());
      if (target == null) {
        return;
      }
      URI next = PageLink.follow(page, target);
      if (next == null) {
        warnings.add("the list of " + what + " goes on elsewhere; not followed");
        return;
      }
      if (!seen.add(next)) {
        warnings.add("the list of " + what + " goes round in circles");
        return;
      }
      if (pages >= MOST_PAGES) {
        warnings.add(
            "the list of "
                + what
                + " has more than "
                + MOST_PAGES
                + " pages; the rest is not read");
        return;
      }
      try {
        page = client.requiredPage(next, "application/json", what);
        read(page);
      } catch (IOException e) {
        warnings.add("the list of " + what + " breaks off: " + e.getMessage());
        return;
      }
    }
  }

  private void read(RegistryClient.Page page) throws IOException {
    Json document = null;
    try {
      document = reader.read(page.body(), what);
    } catch (IOException _) {
      // a login page, most often; told below
    }
    Json list = document == null ? null : document.members().get("tags");
    // null is how the distribution project's registry writes an empty list
    if (!(list instanceof Json.Array || list instanceof Json.Null)) {
      throw new ImageException(
          Kind.UNSUPPORTED,
          image.registry() + " does not answer as a registry does when asked for " + what);
    }
    if (list instanceof Json.Array all) {
      all.items().forEach(this::take);
    }
  }

  private void take(Json item) {
    if (!(item instanceof Json.Text(String tag)) || !ImageReference.isTag(tag)) {
      odd = true;
    } else if (!full()) {
      tags.add(tag);
      if (full()) {
        warnings.add("there are more than " + MOST + " of " + what + "; the rest is not read");
      }
    }
  }

  private boolean full() {
    return tags.size() >= MOST;
  }
}
