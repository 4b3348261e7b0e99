package dev.drydock.cli.surroundings;

import dev.drydock.change.ChangeException;
import dev.drydock.change.host.ClientTransport;
import dev.drydock.change.host.HostKind;
import dev.drydock.change.host.HostProject;
import dev.drydock.change.host.HostTransport;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// `--host-kind` and `--host-url`: what a Git host is whose name does not tell, and where its pages
/// are.
public record HostOptions(@Nullable HostKind kind, @Nullable URI address) {

  public static HostOptions of(Invocation invocation) throws Failure {
    return new HostOptions(
        kind(invocation.value("--host-kind")), address(invocation.value("--host-url")));
  }

  private static @Nullable HostKind kind(@Nullable String word) throws Failure {
    if (word == null) {
      return null;
    }
    return HostKind.of(word)
        .orElseThrow(
            () ->
                Failure.usage(
                    "--host-kind is '"
                        + ErrorLine.oneLine(word)
                        + "'; it can be "
                        + HostKind.words()));
  }

  private static @Nullable URI address(@Nullable String text) throws Failure {
    if (text == null) {
      return null;
    }
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
          "--host-url is no address: '" + ErrorLine.oneLine(text) + "'; write https://HOST");
    }
  }

  /// The project of a Git remote's URL.
  public HostProject project(String remote, Surroundings surroundings) throws ChangeException {
    return HostProject.of(remote, kind, address, surroundings.environment());
  }

  /// @param longest for one request
  public static HostTransport transport(Surroundings surroundings, Duration longest)
      throws Failure {
    return new ClientTransport(surroundings.client(), "drydock/" + Surroundings.version(), longest);
  }
}
