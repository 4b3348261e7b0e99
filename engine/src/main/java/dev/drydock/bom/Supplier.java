package dev.drydock.bom;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who gives out a component: the maintainer of a package of an operating system, else its
/// distribution; the namespace of a language's package where the ecosystem gives those out to their
/// owners (Maven group, npm scope, Packagist vendor, path of a Go module).
///
/// @param mail `null` where unknown
public record Supplier(String name, @Nullable String mail) {

  /// Empty where nothing says: an npm package without a scope, a Python distribution.
  public static Optional<Supplier> of(Component component) {
    Component.OsPackage os = component.os();
    String told = component.supplier();
    if (told == null && os != null) {
      told = os.maintainer();
    }
    if (told != null && !told.isBlank()) {
      return Optional.of(parse(told));
    }
    String namespace = component.purl().namespace();
    if (namespace == null) {
      return Optional.empty();
    }
    return switch (component.type()) {
      case "deb",
          "rpm",
          "apk",
          "alpm",
          "maven",
          "npm",
          "composer",
          "golang",
          "github",
          "bitbucket" ->
          Optional.of(new Supplier(namespace, null));
      default -> Optional.empty();
    };
  }

  /// Takes `Debian OpenSSL Team <a@b>` apart.
  public static Supplier parse(String text) {
    String line = oneLine(text);
    int open = line.indexOf('<');
    int close = line.indexOf('>', open + 1);
    if (open >= 0 && close > open) {
      String mail = line.substring(open + 1, close).strip();
      String name = line.substring(0, open).strip();
      return new Supplier(name.isEmpty() ? mail : name, mail.isEmpty() ? null : mail);
    }
    return new Supplier(line, null);
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return line.toString().strip();
  }
}
