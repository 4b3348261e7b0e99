package dev.drydock.server;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What concerns the whole server.
///
/// @param data the directory of everything that the server keeps outside of its database; it makes
///   it where it is not there
/// @param home the directory of the program, with `advisories/snapshot.idx` in it
@ConfigurationProperties("drydock")
public record ServerSettings(
    @DefaultValue("${user.home}/.local/share/drydock/server") Path data,
    @DefaultValue(".") Path home) {}
