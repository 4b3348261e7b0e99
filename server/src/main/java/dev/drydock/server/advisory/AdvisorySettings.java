package dev.drydock.server.advisory;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the advisories come from.
///
/// @param from `publishers`: OSV, CISA and FIRST themselves; the address of a mirror, `https://…`;
///   a file or directory, where there is no network: an index, a bundle of `drydock db export`, or
///   feeds; `none`: only what comes along
/// @param ecosystems which, as OSV writes them; those that images are made of where none is named
/// @param refresh how often to look for something new
@ConfigurationProperties("drydock.advisories")
public record AdvisorySettings(
    @DefaultValue("publishers") String from,
    @DefaultValue List<String> ecosystems,
    @DefaultValue("1h") Duration refresh) {

  public AdvisorySettings {
    ecosystems = List.copyOf(ecosystems);
  }

  /// The places that `from` can name.
  sealed interface Source {
    record Publishers() implements Source {}

    record Mirror(URI base) implements Source {}

    record Given(Path path) implements Source {}

    record Nothing() implements Source {}
  }

  Source source() {
    if (from.equals("publishers")) {
      return new Source.Publishers();
    }
    if (from.equals("none")) {
      return new Source.Nothing();
    }
    if (from.startsWith("https://") || from.startsWith("http://")) {
      return new Source.Mirror(URI.create(from));
    }
    return new Source.Given(Path.of(from));
  }
}
