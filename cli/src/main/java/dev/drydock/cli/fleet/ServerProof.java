package dev.drydock.cli.fleet;

import dev.drydock.cli.console.Failure;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a server of this machine has to show before it is sent the token that it is said to have
/// left here: that it knows that token. Where it is down, anybody of this machine may listen in its
/// place.
///
/// It answers a random question with an HMAC (RFC 2104) over it and over the address and port at
/// which the connection arrived, so that nobody can pass the question on to where the server really
/// is.
final class ServerProof {
  private static final String HMAC = "HmacSHA256";
  private static final String PURPOSE = "drydock server proof 1";
  private static final int NONCE_BYTES = 32;
  private static final int LARGEST_ANSWER = 16 << 10;
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private ServerProof() {}

  /// @throws IOException where nothing answers
  /// @throws Failure where it does not show it
  static void demand(HttpClient client, ServerAddress address, JsonReader reader)
      throws IOException, InterruptedException, Failure {
    byte[] random = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(random);
    String nonce = HexFormat.of().formatHex(random);
    HttpResponse<InputStream> response =
        client.send(
            HttpRequest.newBuilder(
                    URI.create(address.base() + "/api/v1/server/proof?nonce=" + nonce))
                .timeout(LONGEST)
                .header("User-Agent", "drydock/" + Surroundings.version())
                .build(),
            BodyHandlers.ofInputStream());
    byte[] answer;
    try (InputStream in = response.body()) {
      answer = Bounded.readAll(in, LARGEST_ANSWER, "the server's proof");
    }
    if (ServerConnection.later(response.statusCode())) {
      throw new IOException("it answers " + response.statusCode());
    }
    if (response.statusCode() != 200 || !isProof(address, nonce, proof(answer, reader))) {
      throw Failure.input(
          "what listens at "
              + address.base()
              + " does not prove that it is your server, so the token in its data directory was not sent; start the server, or put a token for this address into DRYDOCK_TOKEN",
          null);
    }
  }

  private static String proof(byte[] answer, JsonReader reader) {
    try {
      String proof = reader.read(answer, "the server's proof").text("proof");
      return proof == null ? "" : proof;
    } catch (IOException _) {
      return ""; // no server of ours answers so
    }
  }

  private static boolean isProof(ServerAddress address, String nonce, String said) {
    URI base = address.base();
    String host = base.getHost();
    InetAddress literal =
        InetAddress.ofLiteral(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
    byte[] key = hmac(address.token().getBytes(StandardCharsets.UTF_8), PURPOSE);
    int port = base.getPort() < 0 ? 80 : base.getPort();
    String expected =
        HexFormat.of().formatHex(hmac(key, nonce + "\n" + literal.getHostAddress() + "\n" + port));
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + HMAC, e);
    }
  }
}
