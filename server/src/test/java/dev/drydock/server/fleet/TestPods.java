package dev.drydock.server.fleet;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lists of pods, as `kubectl get pods -A -o json` prints them.
final class TestPods {
  private TestPods() {}

  static String list(String... pods) {
    return """
        {"apiVersion": "v1", "items": [%s], "kind": "List", "metadata": {"resourceVersion": ""}}
        """
        .formatted(Stream.of(pods).collect(Collectors.joining(",")));
  }

  /// A pod of a deployment's replica set.
  static String deployment(String namespace, String name, String image, String digest) {
    return pod(
        namespace,
        name + "-6d4cf56db6-x7k2p",
        "\"labels\": {\"app\": \"%s\", \"pod-template-hash\": \"6d4cf56db6\"},".formatted(name)
            + owner("ReplicaSet", name + "-6d4cf56db6"),
        container("main", image),
        status(
            "Running",
            "main",
            "docker-pullable://" + image.replaceFirst(":[^:/]*$", "") + "@" + digest));
  }

  static String owner(String kind, String name) {
    return """
        "ownerReferences": [{"apiVersion": "x/v1", "kind": "%s", "name": "%s", "controller": true,
          "blockOwnerDeletion": true, "uid": "0d1c"}],
        """
        .formatted(kind, name);
  }

  static String container(String name, String image) {
    return """
        {"name": "%s", "image": "%s", "env": [{"name": "PASSWORD", "value": "hunter2"}],
         "resources": {"limits": {"memory": "1Gi"}}, "terminationMessagePath": "/dev/termination-log"}
        """
        .formatted(name, image);
  }

  static String status(String phase, String container, String imageId) {
    return """
        {"phase": "%s", "hostIP": "10.0.0.1", "containerStatuses": [{"name": "%s", "ready": true,
          "restartCount": 0, "image": "sha256:0000", "imageID": "%s", "state": {"running": {}}}]}
        """
        .formatted(phase, container, imageId);
  }

  /// @param metadata more members, each with a comma behind it
  static String pod(
      String namespace, String name, String metadata, String containers, String status) {
    return """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "%s", "namespace": "%s", %s
          "creationTimestamp": "2026-01-01T00:00:00Z"},
         "spec": {"containers": [%s], "nodeName": "node-1", "serviceAccountName": "default"},
         "status": %s}
        """
        .formatted(name, namespace, metadata, containers, status);
  }
}
