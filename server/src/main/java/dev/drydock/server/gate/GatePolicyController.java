package dev.drydock.server.gate;

import dev.drydock.image.registry.ImageReference;
import dev.drydock.server.access.Caller;
import dev.drydock.server.access.Permission;
import dev.drydock.server.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What a gate outside of the server asks for: by which policy to judge an image that it has.
@RestController
@RequestMapping("/api/v1/organisations/{organisation}/gate-policy")
class GatePolicyController {
  private final Lineages lineages;
  private final EffectivePolicies effective;

  GatePolicyController(Lineages lineages, EffectivePolicies effective) {
    this.lineages = lineages;
    this.effective = effective;
  }

  @GetMapping
  @Operation(
      operationId = "gatePolicy",
      summary =
          "The policy for an image: of the project that is named, else of the one that has the"
              + " repository, else of the team, else of the organisation")
  EffectivePolicy policy(
      @PathVariable String organisation,
      @RequestParam(required = false) @Nullable String project,
      @RequestParam(required = false) @Nullable String reference,
      @RequestParam(required = false) @Nullable String team,
      @AuthenticationPrincipal Caller caller) {
    return effective.of(lineage(organisation, project, reference, team, caller));
  }

  private Lineage lineage(
      String organisation,
      @Nullable String project,
      @Nullable String reference,
      @Nullable String team,
      Caller caller) {
    if (project != null) {
      return visible(lineages.project(organisation, project), caller);
    }
    if (reference != null) {
      Optional<Lineage> owner = lineages.repository(organisation, repository(reference));
      if (owner.isPresent()) {
        return visible(owner.get(), caller);
      }
    }
    return team == null
        ? lineages.organisation(organisation)
        : visible(lineages.team(organisation, team), caller);
  }

  private static String repository(String reference) {
    try {
      ImageReference parsed = ImageReference.parse(reference);
      return parsed.registry() + "/" + parsed.repository();
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(
          "reference is no name of an image; write it as registry.example.com/shop/cart:1.4");
    }
  }

  private static Lineage visible(Lineage lineage, Caller caller) {
    if (!caller.may(Permission.READ, lineage.access())) {
      throw Problem.notFound(
          "You do not see "
              + lineage.place().name()
              + ", by whose policy this image is judged, or it does not exist: ask a maintainer of"
              + " its team");
    }
    return lineage;
  }
}
