package dev.drydock.server;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What concerns the whole server.
///
/// @param data the directory of everything that the server keeps outside of its database; it makes
///   it where it is not there. `application.yaml` has the default, which is below the user's home
/// @param home the directory of the program, with `advisories/snapshot.idx` in it
@ConfigurationProperties("drydock")
public record ServerSettings(Path data, @DefaultValue(".") Path home) {}
