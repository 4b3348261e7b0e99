package dev.drydock.match.lifecycle;

import dev.drydock.bom.Codename;
import dev.drydock.bom.Distribution;
import dev.drydock.match.lifecycle.Release.Longer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;

/// The table `releases.csv` beside this class. It is read line by line until the release is found:
/// a scan asks once.
final class Releases {
  private static final String TABLE = "releases.csv";
  private static final int COLUMNS = 9;

  private Releases() {}

  /// Empty where the table does not have it: a release too new to have an end, or a rolling one.
  static Optional<Release> of(Distribution distribution) {
    String id = id(distribution);
    String release = release(id, distribution);
    try (InputStream in = Releases.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("the build has left out " + TABLE);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      String prefix = id + "," + release + ",";
      String any = id + ",*,";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(prefix) || line.startsWith(any)) {
          return Optional.of(row(line));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// `id,release,name,end,longer,end of longer,free,successor,source`; the last ones but the source
  /// may be empty.
  static Release row(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalStateException(TABLE + " has a line of another form: " + line);
    }
    Longer longer =
        cells[4].isEmpty() ? null : new Longer(cells[4], day(cells[5]), cells[6].equals("free"));
    return new Release(
        cells[2], day(cells[3]), longer, cells[7].isEmpty() ? null : cells[7], cells[8]);
  }

  /// `2026-08-31`. The JDK's formatter would load what it knows of all languages first.
  private static LocalDate day(String text) {
    return LocalDate.of(
        Integer.parseInt(text, 0, 4, 10),
        Integer.parseInt(text, 5, 7, 10),
        Integer.parseInt(text, 8, 10, 10));
  }

  private static String id(Distribution distribution) {
    return switch (distribution.id()) {
      case "redhat" -> "rhel";
      case "sles_sap" -> "sles";
      case "centos" -> distribution.name().contains("Stream") ? "centos-stream" : "centos";
      default -> distribution.id();
    };
  }

  private static String release(String id, Distribution distribution) {
    String version = distribution.versionId();
    return switch (id) {
      case "debian" ->
          version.isEmpty()
              ? Codename.debian(distribution.codename() == null ? "" : distribution.codename())
              : parts(version, 1);
      case "rhel", "centos", "centos-stream", "almalinux", "rocky", "ol", "scientific", "mageia" ->
          parts(version, 1);
      case "alpine", "ubuntu" -> parts(version, 2);
      case "amzn" -> version.startsWith("201") ? "1" : parts(version, 1);
      case "sles" ->
          version.endsWith(".0") && version.startsWith("1") && !version.startsWith("16")
              ? parts(version, 1)
              : version;
      default -> version;
    };
  }

  /// The first parts of a version: two of `3.19.1` are `3.19`. A version in the making, such as
  /// `3.20_alpha20231219`, is none of a release.
  private static String parts(String version, int count) {
    int end = -1;
    for (int i = 0; i < count; i++) {
      int dot = version.indexOf('.', end + 1);
      if (dot < 0) {
        return version;
      }
      end = dot;
    }
    return version.substring(0, end);
  }
}
