package dev.drydock.server.identity;

import dev.drydock.server.Digests;
import dev.drydock.server.access.ApiTokens;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Proves to a command line of this machine that it talks to the server which has left its token in
/// `admin.token`, before that token is sent: the port could be somebody else's by now.
///
/// The proof is an HMAC (RFC 2104) over what the client chose and over the address and port at
/// which its connection arrived. One that was relayed from another port, or from another of the
/// machine's addresses, is about the wrong place.
@Component
class ServerProof {
  /// So that nothing else which might be made of the token is of any use here.
  private static final String PURPOSE = "drydock server proof 1";

  private final AdminTokenFile file;

  ServerProof(AdminTokenFile file) {
    this.file = file;
  }

  /// @param nonce what the client chose
  /// @param address at which the connection arrived
  /// @return empty where there is no such file (any more)
  Optional<String> of(String nonce, InetAddress address, int port) {
    return file.read()
        .filter(token -> token.startsWith(ApiTokens.PREFIX))
        .map(token -> of(token, nonce, address, port));
  }

  static String of(String token, String nonce, InetAddress address, int port) {
    byte[] key = hmac(token.getBytes(StandardCharsets.UTF_8), PURPOSE);
    return HexFormat.of()
        .formatHex(hmac(key, nonce + "\n" + address.getHostAddress() + "\n" + port));
  }

  private static byte[] hmac(byte[] key, String text) {
    return Digests.hmacSha256(key, text.getBytes(StandardCharsets.UTF_8));
  }
}
