package dev.drydock.server.fleet.inventory;

import dev.drydock.server.fleet.ImageDigest;
import dev.drydock.server.web.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what `kubectl get pods -A -o json` prints, one pod after the other, and keeps of it what
/// runs where. Environment variables, commands and all else of the pods are passed over.
final class PodListReader {
  /// On a pod: whether it can be reached from the internet.
  static final String INTERNET_FACING = "drydock.dev/internet-facing";

  private static final int MOST = 200_000;
  private static final int LONGEST = 500;
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  /// Pods that have ended run nothing.
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  private static final List<String> KINDS =
      List.of("containers", "initContainers", "ephemeralContainers");
  private static final List<String> STATUSES =
      List.of("containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses");
  private static final String EXPECTED =
      "The body is no list of pods: send what `kubectl get pods -A -o json` prints";

  private final Set<String> facing;
  private final Snapshot snapshot = new Snapshot();
  private int pods;

  /// @param facing what can be reached from the internet beside what pods say of themselves:
  ///   namespaces, and `namespace/kind/name` of workloads
  private PodListReader(Set<String> facing) {
    this.facing = Set.copyOf(facing);
  }

  /// @throws Problem 422 where it is none
  static Snapshot read(InputStream in, Set<String> facing, JsonMapper mapper) throws IOException {
    PodListReader reader = new PodListReader(facing);
    try (JsonParser parser = mapper.createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Problem.invalid(EXPECTED);
      }
      reader.list(parser);
    } catch (JacksonException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw Problem.invalid("The list of pods is not JSON from end to end; it may be cut off");
    }
    return reader.snapshot;
  }

  private void list(JsonParser parser) {
    boolean items = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("items") && value == JsonToken.START_ARRAY) {
        items = true;
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          pod(parser.readValueAsTree());
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
          throw Problem.invalid(EXPECTED);
        }
      } else {
        parser.skipChildren();
      }
    }
    if (!items || parser.currentToken() != JsonToken.END_OBJECT) {
      throw Problem.invalid(EXPECTED);
    }
  }

  private void pod(JsonNode pod) {
    JsonNode spec = pod.path("spec");
    if (!spec.path("containers").isArray()) {
      throw Problem.invalid(
          "Item %d of the list is no pod: send what `kubectl get pods -A -o json` prints"
              .formatted(pods));
    }
    pods++;
    if (ENDED.contains(pod.path("status").path("phase").asString(""))) {
      return;
    }
    JsonNode metadata = pod.path("metadata");
    String namespace = text(metadata.path("namespace").asString("default"));
    String workload = text(Workload.of(metadata));
    boolean reachable =
        metadata.path("annotations").path(INTERNET_FACING).asString("").equals("true")
            || facing.contains(namespace)
            || facing.contains(namespace + "/" + workload);
    Map<String, String> ids = imageIds(pod.path("status"));
    for (String kind : KINDS) {
      for (JsonNode container : spec.path(kind)) {
        String name = container.path("name").asString("");
        String image = container.path("image").asString("");
        snapshot.add(
            new Running(namespace, workload, text(name), text(image), digest(ids.get(name), image)),
            reachable);
        if (snapshot.size() > MOST) {
          throw Problem.invalid(
              "More than %d containers are in the list: send each part of the fleet as a cluster of its own"
                  .formatted(MOST));
        }
      }
    }
  }

  private static Map<String, String> imageIds(JsonNode status) {
    Map<String, String> ids = new HashMap<>();
    for (String kind : STATUSES) {
      for (JsonNode container : status.path(kind)) {
        ids.put(container.path("name").asString(""), container.path("imageID").asString(""));
      }
    }
    return ids;
  }

  /// `docker-pullable://shop/cart@sha256:…`, `shop/cart@sha256:…`, `docker://sha256:…`, `sha256:…`:
  /// what runtimes write. A container that has not started has none: then what is asked for counts.
  private static @Nullable ImageDigest digest(@Nullable String imageId, String reference) {
    for (String text : new String[] {imageId == null ? "" : imageId, reference}) {
      Matcher digest = DIGEST.matcher(text);
      if (digest.find()) {
        return ImageDigest.parse(digest.group()).orElse(null);
      }
    }
    return null;
  }

  private static String text(String said) {
    String clean = said.replace('\0', ' ');
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
  }
}
