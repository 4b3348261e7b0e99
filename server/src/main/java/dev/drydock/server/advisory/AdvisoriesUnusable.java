package dev.drydock.server.advisory;

import dev.drydock.server.web.Problem;
import org.springframework.http.HttpStatus;

/// The generation that counts cannot be used here, for now: components that come must wait.
public final class AdvisoriesUnusable extends Problem {
  private static final long serialVersionUID = 1;

  AdvisoriesUnusable(int generation, String reason) {
    super(
        HttpStatus.SERVICE_UNAVAILABLE,
        "Generation "
            + generation
            + " of the advisories cannot be used by this replica ("
            + reason
            + "): nothing was stored; try again when the advisories have been refreshed");
  }
}
