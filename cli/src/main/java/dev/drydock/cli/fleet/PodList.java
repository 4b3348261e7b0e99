package dev.drydock.cli.fleet;

import dev.drydock.cli.console.Failure;
import dev.drydock.json.Json;
import dev.drydock.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/// What `kubectl get pods -A -o json` prints, cut down to what an inventory needs. The rest stays
/// on this machine: environment variables and arguments of containers hold secrets often enough.
final class PodList {
  private static final List<String> KINDS =
      List.of("containers", "initContainers", "ephemeralContainers");
  private static final List<String> STATUSES =
      List.of("containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses");
  private static final String ANNOTATION = "drydock.dev/internet-facing";
  private static final String TEMPLATE_HASH = "pod-template-hash";

  private final JsonWriter json;

  private PodList(JsonWriter json) {
    this.json = json;
  }

  /// @throws Failure where it is no list of pods
  static void write(Json document, OutputStream out) throws IOException, Failure {
    if (!(document.get("items").orElse(null) instanceof Json.Array)) {
      throw Failure.input(
          "this is no list of pods; give it what `kubectl get pods -A -o json` prints", null);
    }
    PodList list = new PodList(new JsonWriter(out));
    list.json.object().member("kind", "List").array("items");
    for (Json pod : document.items("items")) {
      list.pod(pod);
    }
    list.json.end().end().flush();
  }

  private void pod(Json pod) throws IOException {
    Json none = new Json.Null();
    json.object();
    metadata(pod.get("metadata").orElse(none));
    Json spec = pod.get("spec").orElse(none);
    json.object("spec");
    for (String kind : KINDS) {
      containers(kind, spec.items(kind), "image");
    }
    json.end();
    Json status = pod.get("status").orElse(none);
    json.object("status").optional("phase", status.text("phase"));
    for (String kind : STATUSES) {
      containers(kind, status.items(kind), "imageID");
    }
    json.end().end();
  }

  private void containers(String kind, List<Json> containers, String image) throws IOException {
    if (containers.isEmpty() && !kind.equals("containers")) {
      return;
    }
    json.array(kind);
    for (Json container : containers) {
      json.object()
          .member("name", container.text("name"))
          .member(image, container.text(image))
          .end();
    }
    json.end();
  }

  private void metadata(Json metadata) throws IOException {
    json.object("metadata")
        .optional("name", metadata.text("name"))
        .optional("namespace", metadata.text("namespace"));
    one("labels", TEMPLATE_HASH, metadata);
    one("annotations", ANNOTATION, metadata);
    json.array("ownerReferences");
    for (Json owner : metadata.items("ownerReferences")) {
      json.object()
          .member("kind", owner.text("kind"))
          .member("name", owner.text("name"))
          .member("controller", owner.isTrue("controller"))
          .end();
    }
    json.end().end();
  }

  private void one(String member, String name, Json metadata) throws IOException {
    Map<String, Json> all = metadata.get(member).map(Json::members).orElse(Map.of());
    Json value = all.get(name);
    if (value instanceof Json.Text(String text)) {
      json.object(member).member(name, text).end();
    }
  }
}
