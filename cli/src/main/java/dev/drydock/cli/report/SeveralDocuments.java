package dev.drydock.cli.report;

import dev.drydock.bom.Bom;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.PathArgument;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One document for each of several images: files of a directory, named for what makes the images
/// different, `linux-arm64.cdx.json`, `shop_1.4.spdx.json`.
public final class SeveralDocuments {
  private final Path directory;
  private final String reference;
  private final String ending;
  private final Set<String> taken = new HashSet<>();

  /// @param directory made where it is missing
  /// @param reference as the user wrote it, before any choice
  /// @param ending of the files' names
  public SeveralDocuments(String directory, String reference, String ending)
      throws IOException, Failure {
    this.directory = PathArgument.of(directory);
    this.reference = reference;
    this.ending = ending;
    Files.createDirectories(this.directory);
  }

  /// Whether the user named a directory to write to.
  public static boolean wanted(@Nullable String file) throws Failure {
    return file != null
        && !file.isEmpty()
        && (file.endsWith("/")
            || file.endsWith(File.separator)
            || Files.isDirectory(PathArgument.of(file)));
  }

  /// @throws Failure where one document of that format cannot tell of several images
  public static void requireOneDocument(String format) throws Failure {
    if (!format.equals("json") && !format.equals("table")) {
      throw Failure.usage(
          "a document of "
              + format
              + " is about one image; name a directory for one document each: -o sboms/");
    }
  }

  /// A line between the reports of two images.
  public static void separate(int index, int count, OutputStream out) throws IOException {
    if (count > 1) {
      String line = (index == 0 ? "" : "\n") + "══ Image " + (index + 1) + " of " + count + " ══\n";
      out.write(line.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// The document of one image, to be written.
  public Output.Document document(Bom.Subject subject, Output.Writer writer) {
    String stem = stem(subject);
    String name = stem;
    for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
      name = stem + "-" + number;
    }
    return new Output.Document(directory.resolve(name + ending).toString(), writer);
  }

  /// The image's name where it is one of several in an archive, and its platform.
  private String stem(Bom.Subject subject) {
    String platform = plain(subject.platform());
    String full = subject.reference();
    boolean named = full.length() > reference.length() + 1 && full.startsWith(reference);
    return named ? plain(full.substring(reference.length() + 1)) + "-" + platform : platform;
  }

  /// Fit for a file of any system.
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length() && i < 150; i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      boolean mark = c == '.' && i > 0 || c == '-' && i > 0 || c == '_';
      plain.append(letter || mark ? c : c == '/' ? '-' : '_');
    }
    return plain.isEmpty() ? "image" : plain.toString();
  }

  /// Of the files with bills of materials in a format.
  public static String ending(String format) {
    return switch (format) {
      case "json" -> ".json";
      case "table" -> ".txt";
      case "cyclonedx", "cyclonedx-json", "cyclonedx-1.7-json" -> ".cdx.json";
      case "cyclonedx-xml", "cyclonedx-1.7-xml" -> ".cdx.xml";
      case "spdx", "spdx-json" -> ".spdx.json";
      case "spdx-3-json" -> ".spdx3.json";
      default -> ".spdx";
    };
  }
}
