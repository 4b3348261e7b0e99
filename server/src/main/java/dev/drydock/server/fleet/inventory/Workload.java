package dev.drydock.server.fleet.inventory;

import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Who runs a pod, as people name it: the deployment rather than its replica set, the cron job
/// rather than the job of this night. A pod tells its owner only, so that the owner's owner is read
/// from the names that Kubernetes makes.
final class Workload {
  /// The controllers' own label, which is the last part of a replica set's name.
  private static final String TEMPLATE_HASH = "pod-template-hash";

  /// A cron job's jobs end in the minute that they were due, counted from 1970.
  private static final Pattern MINUTE = Pattern.compile("-[0-9]{8,10}$");

  private Workload() {}

  static String of(JsonNode metadata) {
    String pod = metadata.path("name").asString("");
    for (JsonNode owner : metadata.path("ownerReferences")) {
      if (owner.path("controller").asBoolean(false)) {
        return named(owner, metadata, pod);
      }
    }
    return "pod/" + pod;
  }

  private static String named(JsonNode owner, JsonNode metadata, String pod) {
    String kind = owner.path("kind").asString("").toLowerCase(Locale.ROOT);
    String name = owner.path("name").asString("");
    return switch (kind) {
      case "replicaset" -> {
        String hash = "-" + metadata.path("labels").path(TEMPLATE_HASH).asString("");
        yield hash.length() > 1 && name.endsWith(hash)
            ? "deployment/" + name.substring(0, name.length() - hash.length())
            : "replicaset/" + name;
      }
      case "job" -> {
        String without = MINUTE.matcher(name).replaceFirst("");
        yield without.equals(name) ? "job/" + name : "cronjob/" + without;
      }
      // a static pod: the node adds its name
      case "node" ->
          "pod/"
              + (pod.endsWith("-" + name)
                  ? pod.substring(0, pod.length() - name.length() - 1)
                  : pod);
      default -> kind + "/" + name;
    };
  }
}
