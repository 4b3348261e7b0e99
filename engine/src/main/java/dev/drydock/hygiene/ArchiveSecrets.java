package dev.drydock.hygiene;

import dev.drydock.archive.ArchiveReading;
import dev.drydock.archive.RawName;
import dev.drydock.archive.ZipArchive;
import dev.drydock.archive.ZipEntry;
import dev.drydock.image.FileContent;
import dev.drydock.limits.Limits;
import dev.drydock.secret.SecretKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Secrets in the settings that an application has within its Java archive.
///
/// Looked into is what builds put there for the application itself: `BOOT-INF/classes` of Spring
/// Boot, `WEB-INF` of web applications, also of those within an `.ear`, and the settings that lie
/// at the top of an archive or in its `config`. The libraries in it are not opened.
final class ArchiveSecrets {
  private static final byte[] APPLICATION = ascii("BOOT-INF/classes/");
  private static final byte[] WEB = ascii("WEB-INF/");
  private static final byte[] LIBRARIES = ascii("WEB-INF/lib/");
  private static final byte[] CONFIG = ascii("config/");
  private static final byte[] CLASS = ascii(".class");

  /// More than applications have of such files.
  private static final int MOST_BYTES = 16 << 20;

  private final Limits limits;
  private final ArchiveReading reading;
  private final List<Found> found = new ArrayList<>();
  private int left = MOST_BYTES;

  /// @param path of the archive and, behind `!/`, of the file in it
  record Found(String path, SecretKind kind) {}

  private ArchiveSecrets(Limits limits, ArchiveReading reading) {
    this.limits = limits;
    this.reading = reading;
  }

  /// Whether a file is named as an archive of applications.
  static boolean named(String path) {
    return path.endsWith(".jar") || path.endsWith(".war") || path.endsWith(".ear");
  }

  /// What was found until something could not be read: the one who lists the archive's components
  /// says that.
  static List<Found> in(FileContent content, String path, Limits limits) {
    try (ArchiveReading reading = new ArchiveReading(limits)) {
      ArchiveSecrets secrets = new ArchiveSecrets(limits, reading);
      try {
        secrets.search(content, path, true);
      } catch (IOException _) {
        // no archive, a damaged one, or one that goes over a limit
      }
      return secrets.found;
    }
  }

  private void search(FileContent content, String path, boolean outermost) throws IOException {
    ZipArchive archive = reading.open(content, path);
    for (ZipEntry entry : archive.entries(ArchiveSecrets::own)) {
      String inner = path + "!/" + entry.name();
      if (inner.length() > limits.pathBytes()) {
        continue;
      }
      if (outermost && path.endsWith(".ear") && entry.name().endsWith(".war")) {
        search(archive.content(entry), inner, false);
      } else if (settings(entry) && entry.size() <= left) {
        left -= (int) entry.size();
        read(archive.read(entry, SecretPaths.LARGEST), entry.name(), inner);
      }
    }
  }

  private void read(byte[] bytes, String name, String path) {
    for (SecretKind kind : SecretFiles.in(name, bytes, limits)) {
      found.add(new Found(path, kind));
    }
  }

  /// Texts at the top of an archive are licences and the like.
  private static boolean settings(ZipEntry entry) {
    String name = entry.name();
    return SecretPaths.suspicious(name, entry.size())
        && (name.indexOf('/') >= 0 || !SecretPaths.written(name));
  }

  /// Whether the raw name of a member, from `from` to `to`, may be one of the application's own.
  private static boolean own(byte[] bytes, int from, int to) {
    if (from == to || bytes[to - 1] == '/' || RawName.ends(bytes, from, to, CLASS)) {
      return false;
    }
    return RawName.starts(bytes, from, to, APPLICATION)
        || RawName.starts(bytes, from, to, WEB) && !RawName.starts(bytes, from, to, LIBRARIES)
        || RawName.starts(bytes, from, to, CONFIG)
        || atTop(bytes, from, to);
  }

  private static boolean atTop(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == '/') {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
