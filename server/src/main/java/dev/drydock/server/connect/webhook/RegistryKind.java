package dev.drydock.server.connect.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every kind of registry that is understood; a new one is a file and a line here.
public enum RegistryKind {
  DISTRIBUTION(DistributionEvents::read, Proof.Way.HEADER),
  HARBOR(HarborEvent::read, Proof.Way.HEADER),
  DOCKER_HUB(DockerHubPush::read, Proof.Way.QUERY),
  GHCR(GitHubPackage::read, Proof.Way.SIGNATURE),
  QUAY(QuayPush::read, Proof.Way.QUERY),
  ECR(AmazonEvent::read, Proof.Way.HEADER),
  GAR(GoogleMessage::read, Proof.Way.QUERY),
  ACR(AzureEvent::read, Proof.Way.HEADER);

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final NotificationFormat format;
  private final Proof.Way way;

  RegistryKind(NotificationFormat format, Proof.Way way) {
    this.format = format;
    this.way = way;
  }

  /// Whether a request comes from who knows the secret of the connection.
  public boolean proves(Proof proof, String secret) {
    return proof.holds(way, secret);
  }

  /// @throws InvalidNotificationException where a body is not what this kind sends
  public List<Notification> read(byte[] body) throws InvalidNotificationException {
    JsonNode node;
    try {
      node = MAPPER.readTree(body);
    } catch (JacksonException _) {
      throw new InvalidNotificationException("it is no JSON");
    }
    if (!node.isObject()) {
      throw new InvalidNotificationException("it is no JSON object");
    }
    return format.read(node);
  }

  /// As the database and the API write it.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @throws IllegalArgumentException where there is no such kind
  @JsonCreator
  public static RegistryKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
