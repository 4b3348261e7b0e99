package dev.drydock.server.identity;

import dev.drydock.server.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What a command line of this machine asks before it sends the token that the server has left.
@RestController
class ServerProofController {
  private static final Pattern NONCE = Pattern.compile("[0-9a-f]{64}");

  private final ServerProof proof;

  ServerProofController(ServerProof proof) {
    this.proof = proof;
  }

  /// @param proof an HMAC in hex
  record Proof(String proof) {}

  @GetMapping("/api/v1/server/proof")
  @Operation(
      operationId = "proveServer",
      summary =
          "Proves to a program of the same machine that this is the server which has left admin.token there")
  Proof prove(@RequestParam String nonce, HttpServletRequest request) {
    if (!NONCE.matcher(nonce).matches()) {
      throw new Problem(HttpStatus.BAD_REQUEST, "The nonce is 64 lower case hex digits");
    }
    // where the connection arrived, which no header says otherwise
    InetAddress address = InetAddress.ofLiteral(request.getLocalAddr());
    if (!address.isLoopbackAddress()) {
      throw none();
    }
    return proof
        .of(nonce, address, request.getLocalPort())
        .map(Proof::new)
        .orElseThrow(ServerProofController::none);
  }

  private static Problem none() {
    return Problem.notFound(
        "There is no admin.token of this server on your machine that it could prove to know: give a token as DRYDOCK_TOKEN");
  }
}
