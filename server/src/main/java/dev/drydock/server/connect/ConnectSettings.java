package dev.drydock.server.connect;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How images come in from registries.
///
/// @param atOnce how many images one server brings in at once; each takes a process of `memory`
/// @param memory the heap of the command line that reads an image
/// @param download that reading one image may fetch
/// @param longest that reading one image may take
/// @param attempts after how many an image is given up; it is shown as dead then, and can be tried
///   again by hand
/// @param firstWait before the second attempt; each following wait is twice as long
/// @param longestWait between two attempts
/// @param platform of an index for several, the image that is brought in
/// @param keys public keys in PEM form: where there are some, only bills of materials that one of
///   them has signed are taken from a registry
/// @param kept how long it is remembered what was brought in
/// @param commandLine the jar of the command line; where it is missing, it is looked for beneath
///   `drydock.home`
@ConfigurationProperties("drydock.connect")
record ConnectSettings(
    @DefaultValue("2") int atOnce,
    @DefaultValue("512MB") DataSize memory,
    @DefaultValue("32GB") DataSize download,
    @DefaultValue("10m") Duration longest,
    @DefaultValue("10") int attempts,
    @DefaultValue("10s") Duration firstWait,
    @DefaultValue("1h") Duration longestWait,
    @DefaultValue("linux/amd64") String platform,
    @DefaultValue List<Path> keys,
    @DefaultValue("30d") Duration kept,
    @Nullable Path commandLine) {

  ConnectSettings {
    if (atOnce < 1 || attempts < 1) {
      throw new IllegalArgumentException(
          "drydock.connect.at-once and drydock.connect.attempts are numbers of at least 1");
    }
  }

  /// After which an image whose bringer has died is brought in by another one.
  Duration lease() {
    return longest.plusMinutes(5);
  }

  /// Before an attempt, after so many.
  Duration wait(int attempts) {
    Duration wait = firstWait;
    for (int i = 1; i < attempts && wait.compareTo(longestWait) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longestWait) > 0 ? longestWait : wait;
  }
}
