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
import java.util.List;
import java.util.Set;

/// The repositories of a registry (distribution project's HTTP API V2, "Listing Repositories"),
/// which not every registry tells, page by page:
///
/// `{"repositories": ["bases/debian", "bases/java"]}`
public final class RegistryRepositories {
  private static final int PAGE_SIZE = 1_000;
  private static final int MOST_PAGES = 100;
  private static final int MOST = 2_000;
  private static final int MOST_OF_ALL = 100_000;

  private RegistryRepositories() {}

  /// The repositories below a path, in the registry's order.
  ///
  /// @param below `registry.example.org/bases`, as the reference of an image would begin
  /// @throws ImageException where the registry does not list them, or not all
  public static List<String> list(
      ImageReference below, Limits limits, CredentialStore credentials, RegistrySettings settings)
      throws IOException, InterruptedException {
    RegistryClient client =
        new RegistryClient(below, credentials, settings, limits, new UrlTransport(settings));
    return list(client, below, below.repository() + "/", MOST, limits);
  }

  /// All repositories of a registry, in its order.
  ///
  /// @param any of its images; only the registry counts
  /// @param transport the way to the registry
  /// @throws ImageException where the registry does not list them, or not all
  public static List<String> all(
      ImageReference any,
      Limits limits,
      CredentialStore credentials,
      RegistrySettings settings,
      Transport transport)
      throws IOException, InterruptedException {
    RegistryClient client = new RegistryClient(any, credentials, settings, limits, transport);
    return list(client, any, "", MOST_OF_ALL, limits);
  }

  private static List<String> list(
      RegistryClient client, ImageReference below, String prefix, int most, Limits limits)
      throws IOException, InterruptedException {
    String what = "the repositories of " + below.registry();
    List<String> found = new ArrayList<>();
    Set<URI> seen = new HashSet<>();
    URI next = client.repositories(PAGE_SIZE);
    for (int page = 0; next != null; page++) {
      if (page == MOST_PAGES || !seen.add(next) || found.size() > most) {
        throw new ImageException(Kind.TOO_LARGE, what + " are too many to be listed; name them");
      }
      RegistryClient.Page answer = page(client, next, below, what);
      for (Json item : repositories(answer, limits, below, what)) {
        if (item instanceof Json.Text(String name) && name.startsWith(prefix)) {
          found.add(name);
        }
      }
      String target = PageLink.target(answer.link());
      next = target == null ? null : PageLink.follow(answer, target);
      if (target != null && next == null) {
        throw new ImageException(Kind.UNSUPPORTED, "the list of " + what + " goes on elsewhere");
      }
    }
    return found;
  }

  private static RegistryClient.Page page(
      RegistryClient client, URI address, ImageReference below, String what)
      throws IOException, InterruptedException {
    try {
      return client.requiredPage(address, "application/json", what);
    } catch (ImageException e) {
      if (AttachedDocuments.absent(e)) {
        throw unlisted(below, e.kind());
      }
      throw e;
    }
  }

  private static List<Json> repositories(
      RegistryClient.Page page, Limits limits, ImageReference below, String what)
      throws ImageException {
    Json document;
    try {
      document = new JsonReader(limits).read(page.body(), what);
    } catch (IOException _) {
      throw unlisted(below, Kind.UNSUPPORTED);
    }
    return switch (document.get("repositories").orElse(null)) {
      case Json.Array(List<Json> items) -> items;
      // how some write an empty list
      case Json.Null() -> List.of();
      case null, default -> throw unlisted(below, Kind.UNSUPPORTED);
    };
  }

  private static ImageException unlisted(ImageReference below, Kind kind) {
    return new ImageException(
        kind, below.registry() + " does not list its repositories; name those that have bases");
  }
}
