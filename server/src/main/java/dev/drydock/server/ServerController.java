package dev.drydock.server;

import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What the server is: the first thing that a client asks.
@RestController
class ServerController {

  /// @param api the newest version of the API that it has
  record About(String product, String version, String api) {}

  @GetMapping("/api/v1/server")
  @Operation(operationId = "getServer", summary = "What this server is, and which API it has")
  About about() {
    String version = ServerController.class.getPackage().getImplementationVersion();
    return new About("drydock", version == null ? "development" : version, "v1");
  }
}
