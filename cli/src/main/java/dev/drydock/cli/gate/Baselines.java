package dev.drydock.cli.gate;

import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.scan.ImageCommands;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.policy.facts.Facts;
import dev.drydock.policy.facts.RecordedFacts;
import dev.drydock.policy.facts.ScanFacts;
import dev.drydock.policy.gate.Baseline;
import dev.drydock.scan.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What `--baseline` names: a scan that was written down, or an image or bill of materials that is
/// scanned with the same advisories.
final class Baselines {
  private Baselines() {}

  static Baseline read(Surroundings surroundings, Invocation invocation, String name)
      throws IOException, InterruptedException, Failure {
    Facts recorded = recorded(surroundings, name);
    if (recorded != null) {
      return new Baseline(name, recorded, recorded.at());
    }
    Scan scan = ImageCommands.one(surroundings, invocation, name);
    Facts facts = ScanFacts.of(scan);
    Instant created = facts.image().created();
    return new Baseline(name, facts, created);
  }

  /// `null` where it is something else than a scan that was written down.
  private static @Nullable Facts recorded(Surroundings surroundings, String name)
      throws IOException, Failure {
    if (!name.endsWith(".json")) {
      return null;
    }
    Path file = PathArgument.of(name);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    Json document =
        new JsonReader(surroundings.limits())
            .read(Bounded.readFile(file, surroundings.limits().documentBytes()), name);
    return RecordedFacts.is(document) ? RecordedFacts.of(document, name) : null;
  }
}
