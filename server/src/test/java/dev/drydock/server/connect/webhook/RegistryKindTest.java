package dev.drydock.server.connect.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.server.connect.webhook.Notification.Confirmation;
import dev.drydock.server.connect.webhook.Notification.Deleted;
import dev.drydock.server.connect.webhook.Notification.Pushed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What each kind of registry sends, as its documentation shows it.
class RegistryKindTest {
  private static final String DIGEST = "sha256:" + "ab".repeat(32);

  /// By `openssl dgst -sha256 -hmac`.
  private static final String SIGNATURE =
      "sha256=c575ab37352759ba32d6e3b7d30009dbe1555c6690ae6eb7b5dff87b30d39411";

  private static final Instant AT = Instant.parse("2026-05-04T03:02:01Z");

  private static List<Notification> read(RegistryKind kind, String body) throws Exception {
    return kind.read(
        body.replace("DIGEST", DIGEST).replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void distributionSendsManyEventsOfWhichManifestsCount() throws Exception {
    List<Notification> found =
        read(
            RegistryKind.DISTRIBUTION,
            """
            {'events': [
              {'id': '1', 'timestamp': '2026-05-04T03:02:01Z', 'action': 'push', 'target':
                {'mediaType': 'application/octet-stream', 'digest': 'DIGEST', 'repository': 'shop/cart'}},
              {'id': '2', 'timestamp': '2026-05-04T03:02:01Z', 'action': 'push', 'target':
                {'mediaType': 'application/vnd.oci.image.manifest.v1+json', 'digest': 'DIGEST', 'repository': 'shop/cart', 'tag': '1.4'}},
              {'id': '3', 'timestamp': '2026-05-04T03:02:01Z', 'action': 'push', 'target':
                {'mediaType': 'application/vnd.oci.image.index.v1+json', 'digest': 'DIGEST', 'repository': 'shop/cart'}},
              {'id': '4', 'timestamp': '2026-05-04T03:02:01Z', 'action': 'pull', 'target':
                {'mediaType': 'application/vnd.oci.image.manifest.v1+json', 'digest': 'DIGEST', 'repository': 'shop/cart', 'tag': '1.4'}},
              {'id': '5', 'timestamp': 'yesterday', 'action': 'delete', 'target': {'digest': 'DIGEST', 'repository': 'shop/cart'}}]}
            """);
    assertThat(found)
        .containsExactly(
            new Pushed("shop/cart", DIGEST, "1.4", AT),
            new Pushed("shop/cart", DIGEST, null, AT),
            new Deleted("shop/cart", DIGEST, null, null));
  }

  @Test
  void harborHasAFormatOfItsOwnAndCloudEvents() throws Exception {
    String data =
        """
        {'resources': [{'digest': 'DIGEST', 'tag': '1.4', 'resource_url': 'harbor.example.com/shop/cart:1.4'},
          {'digest': 'DIGEST', 'tag': 'DIGEST'}],
         'repository': {'name': 'cart', 'namespace': 'shop', 'repo_full_name': 'shop/cart', 'repo_type': 'private'}}
        """;
    List<Notification> pushes =
        List.of(
            new Pushed("shop/cart", DIGEST, "1.4", AT), new Pushed("shop/cart", DIGEST, null, AT));
    assertThat(
            read(
                RegistryKind.HARBOR,
                "{'type': 'PUSH_ARTIFACT', 'occur_at': %d, 'operator': 'anna', 'event_data': %s}"
                    .formatted(AT.getEpochSecond(), data)))
        .isEqualTo(pushes);
    assertThat(
            read(
                RegistryKind.HARBOR,
                "{'specversion': '1.0', 'type': 'harbor.artifact.pushed', 'time': '%s', 'data': %s}"
                    .formatted(AT, data)))
        .isEqualTo(pushes);
    assertThat(
            read(
                RegistryKind.HARBOR,
                "{'type': 'DELETE_ARTIFACT', 'occur_at': %d, 'event_data': %s}"
                    .formatted(AT.getEpochSecond(), data)))
        .containsExactly(
            new Deleted("shop/cart", DIGEST, "1.4", AT),
            new Deleted("shop/cart", DIGEST, null, AT));
    assertThat(read(RegistryKind.HARBOR, "{'type': 'SCANNING_COMPLETED', 'occur_at': 1}"))
        .isEmpty();
  }

  @Test
  void dockerHubAndQuaySayTagsOnly() throws Exception {
    assertThat(
            read(
                RegistryKind.DOCKER_HUB,
                """
                {'callback_url': 'https://registry.hub.docker.com/u/acme/cart/hook/1/',
                 'push_data': {'pushed_at': %d, 'pusher': 'anna', 'tag': '1.4'},
                 'repository': {'name': 'cart', 'namespace': 'acme', 'repo_name': 'acme/cart'}}
                """
                    .formatted(AT.getEpochSecond())))
        .containsExactly(new Pushed("acme/cart", null, "1.4", AT));
    assertThat(
            read(
                RegistryKind.QUAY,
                """
                {'name': 'cart', 'repository': 'acme/cart', 'namespace': 'acme', 'docker_url': 'quay.io/acme/cart',
                 'homepage': 'https://quay.io/repository/acme/cart', 'updated_tags': ['1.4', 'latest']}
                """))
        .containsExactly(
            new Pushed("acme/cart", null, "1.4", null),
            new Pushed("acme/cart", null, "latest", null));
  }

  @Test
  void gitHubTellsOfPackagesOfWhichContainersCount() throws Exception {
    String body =
        """
        {'action': '%s', '%s': {'name': 'Cart', 'namespace': 'Acme', 'package_type': '%s', 'updated_at': '2026-05-04T03:02:01Z',
          'package_version': {'version': 'DIGEST', 'container_metadata': {'tag': {'name': '1.4', 'digest': 'DIGEST'}}}}}
        """;
    Pushed pushed = new Pushed("acme/cart", DIGEST, "1.4", AT);
    assertThat(
            read(RegistryKind.GHCR, body.formatted("published", "registry_package", "CONTAINER")))
        .containsExactly(pushed);
    assertThat(read(RegistryKind.GHCR, body.formatted("updated", "package", "container")))
        .containsExactly(pushed);
    assertThat(read(RegistryKind.GHCR, body.formatted("published", "package", "npm"))).isEmpty();
    assertThat(read(RegistryKind.GHCR, "{'zen': 'Keep it logically awesome.', 'hook_id': 1}"))
        .isEmpty();
  }

  @Test
  void amazonComesByItselfOrInAMessageThatIsConfirmedFirst() throws Exception {
    String event =
        """
        {'version': '0', 'detail-type': 'ECR Image Action', 'source': 'aws.ecr', 'time': '2026-05-04T03:02:01Z',
         'detail': {'result': '%s', 'repository-name': 'shop/cart', 'image-digest': 'DIGEST', 'action-type': '%s', 'image-tag': '1.4'}}
        """;
    assertThat(read(RegistryKind.ECR, event.formatted("SUCCESS", "PUSH")))
        .containsExactly(new Pushed("shop/cart", DIGEST, "1.4", AT));
    assertThat(read(RegistryKind.ECR, event.formatted("SUCCESS", "DELETE")))
        .containsExactly(new Deleted("shop/cart", DIGEST, "1.4", AT));
    assertThat(read(RegistryKind.ECR, event.formatted("FAILURE", "PUSH"))).isEmpty();
    String text = event.formatted("SUCCESS", "PUSH").replace("\n", " ").replace("'", "\\'");
    assertThat(read(RegistryKind.ECR, "{'Type': 'Notification', 'Message': '" + text + "'}"))
        .containsExactly(new Pushed("shop/cart", DIGEST, "1.4", AT));
    String subscribe = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=abc";
    assertThat(
            read(
                RegistryKind.ECR,
                "{'Type': 'SubscriptionConfirmation', 'SubscribeURL': '" + subscribe + "'}"))
        .containsExactly(new Confirmation(URI.create(subscribe)));
    for (String bad :
        List.of(
            "https://sns.eu-west-1.amazonaws.com.evil.example/?Action=x",
            "https://evil.example/?u=https://sns.eu-west-1.amazonaws.com/",
            "http://sns.eu-west-1.amazonaws.com/?Action=x",
            "https://user@sns.eu-west-1.amazonaws.com/?Action=x")) {
      assertThatThrownBy(
              () ->
                  read(
                      RegistryKind.ECR,
                      "{'Type': 'SubscriptionConfirmation', 'SubscribeURL': '" + bad + "'}"))
          .as(bad)
          .isInstanceOf(InvalidNotificationException.class)
          .hasMessage("its SubscribeURL is not one of Amazon SNS");
    }
  }

  @Test
  void googleWrapsWholeReferences() throws Exception {
    String image = "europe-docker.pkg.dev/acme/shop/cart";
    assertThat(read(RegistryKind.GAR, google("INSERT", image + "@" + DIGEST, image + ":1.4")))
        .containsExactly(new Pushed("acme/shop/cart", DIGEST, "1.4", AT));
    assertThat(read(RegistryKind.GAR, google("DELETE", image + "@" + DIGEST, image + ":1.4")))
        .containsExactly(new Deleted("acme/shop/cart", null, "1.4", AT));
    assertThatThrownBy(() -> read(RegistryKind.GAR, "{'message': {'data': '!', 'messageId': '1'}}"))
        .isInstanceOf(InvalidNotificationException.class)
        .hasMessage("its \"data\" is no JSON in Base64");
  }

  private static String google(String action, String digest, String tag) {
    String data =
        "{\"action\":\"%s\",\"digest\":\"%s\",\"tag\":\"%s\"}".formatted(action, digest, tag);
    return "{'message': {'data': '%s', 'messageId': '1', 'publishTime': '2026-05-04T03:02:01Z'}, 'subscription': 's'}"
        .formatted(Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void azureSendsOneEvent() throws Exception {
    String body =
        """
        {'id': '1', 'timestamp': '2026-05-04T03:02:01Z', 'action': '%s', 'target':
          {'mediaType': 'application/vnd.docker.distribution.manifest.v2+json', 'size': 524, 'digest': 'DIGEST',
           'length': 524, 'repository': 'shop/cart', 'tag': '1.4'}, 'request': {'host': 'acme.azurecr.io'}}
        """;
    assertThat(read(RegistryKind.ACR, body.formatted("push")))
        .containsExactly(new Pushed("shop/cart", DIGEST, "1.4", AT));
    assertThat(read(RegistryKind.ACR, body.formatted("delete")))
        .containsExactly(new Deleted("shop/cart", DIGEST, "1.4", AT));
    assertThat(read(RegistryKind.ACR, "{'id': '1', 'action': 'ping'}")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void brokenBodiesAreRefusedInWords(RegistryKind kind) {
    for (String bad : List.of("", "{", "[]", "7", "null", "[".repeat(100_000), "\u0000")) {
      assertThatThrownBy(() -> read(kind, bad))
          .as(bad.length() > 10 ? "deeply nested" : bad)
          .isInstanceOf(InvalidNotificationException.class)
          .message()
          .startsWith("it is no JSON");
    }
    assertThat(RegistryKind.of(kind.word())).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhoKnowsTheSecretIsBelieved(RegistryKind kind) {
    String secret = "a secret of registries";
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("any:" + secret).getBytes(StandardCharsets.UTF_8));
    boolean header =
        kind.proves(new Proof("Bearer " + secret, null, null, body), secret)
            && kind.proves(new Proof(basic, null, null, body), secret)
            && kind.proves(new Proof(secret, null, null, body), secret);
    boolean query = kind.proves(new Proof(null, null, secret, body), secret);
    boolean signature = kind.proves(new Proof(null, SIGNATURE, null, body), secret);
    assertThat(List.of(header, query, signature))
        .isEqualTo(
            switch (kind) {
              case DISTRIBUTION, HARBOR, ECR, ACR -> List.of(true, false, false);
              case DOCKER_HUB, QUAY, GAR -> List.of(false, true, false);
              case GHCR -> List.of(false, false, true);
            });
    assertThat(kind.proves(new Proof(null, null, null, body), secret)).isFalse();
    assertThat(kind.proves(new Proof("", "", "", body), secret)).isFalse();
    assertThat(kind.proves(new Proof("Basic !", SIGNATURE, "wrong", new byte[] {7}), secret))
        .isFalse();
  }
}
