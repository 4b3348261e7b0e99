package dev.drydock.base.suggestion;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.NoOperation;
import dev.drydock.dockerfile.Stage;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.origin.Origin;
import dev.drydock.origin.Origins;
import dev.drydock.repair.OpenRecipe;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a base image has to have so that an image can stand upon it.
///
/// @param platform `os/architecture[/variant]`; `null` where any will do
/// @param distribution of the present base; `null` where nobody knows
/// @param packages what the build installs; `null` where it installs none
/// @param libc that the image's programs were compiled for; `null` where nobody knows
/// @param runtimes the line of each language's environment that is needed
/// @param shell whether the build, or the start of the image, calls one
public record Requirement(
    @Nullable String platform,
    @Nullable Distribution distribution,
    @Nullable PackageKind packages,
    @Nullable Libc libc,
    Map<Language, String> runtimes,
    boolean shell) {
  private static final List<String> CALLED = List.of("CMD", "ENTRYPOINT", "HEALTHCHECK");

  public Requirement {
    runtimes = Map.copyOf(runtimes);
  }

  /// What an image needs.
  ///
  /// An environment is needed where packages of its language lie above the base, or where the base
  /// is called after it.
  ///
  /// @param recipe its Dockerfile; `null` where nobody knows that
  public static Requirement of(Bom image, Origins origins, @Nullable OpenRecipe recipe) {
    Runtimes present = Runtimes.in(image, component -> origins.of(component) != Origin.APPLICATION);
    Map<Language, String> runtimes = new EnumMap<>(Language.class);
    present
        .lines()
        .forEach(
            (language, lines) -> {
              if (uses(image, origins, language)) {
                runtimes.put(language, lines.last());
              }
            });
    String base =
        recipe != null ? recipe.base() : origins.base() == null ? null : origins.base().reference();
    runtimes.putAll(named(base));
    return new Requirement(
        image.subject().platform(),
        image.distribution(),
        installed(image, origins, recipe),
        Libc.of(image),
        runtimes,
        recipe == null ? ranInShell(image, origins) : callsShell(recipe.target()));
  }

  /// What a Dockerfile asks of its base, of which nothing was built yet.
  public static Requirement of(OpenRecipe recipe) {
    return new Requirement(
        null,
        null,
        calls(recipe.target()),
        null,
        named(recipe.base()),
        callsShell(recipe.target()));
  }

  /// Whether packages of a language lie above the base.
  private static boolean uses(Bom image, Origins origins, Language language) {
    for (Component component : image.components()) {
      if (component.type().equals(language.packageType())
          && origins.of(component) == Origin.APPLICATION) {
        return true;
      }
    }
    return false;
  }

  private static Map<Language, String> named(@Nullable String base) {
    Map<Language, String> named = new EnumMap<>(Language.class);
    if (base != null) {
      try {
        ImageReference reference = ImageReference.parse(base);
        for (Language language : Language.values()) {
          String line = language.lineOfImage(reference.repository(), reference.tag());
          if (line != null) {
            named.put(language, line);
          }
        }
      } catch (IllegalArgumentException _) {
        // a name that no registry has tells nothing
      }
    }
    return named;
  }

  private static @Nullable PackageKind installed(
      Bom image, Origins origins, @Nullable OpenRecipe recipe) {
    if (recipe != null) {
      return calls(recipe.target());
    }
    for (Component component : image.components()) {
      PackageKind kind = PackageKind.of(component);
      if (kind != null && origins.of(component) == Origin.APPLICATION) {
        return kind;
      }
    }
    return null;
  }

  private static @Nullable PackageKind calls(Stage stage) {
    for (Instruction instruction : stage.instructions()) {
      PackageKind kind = instruction.is("RUN") ? PackageKind.calledIn(instruction.raw()) : null;
      if (kind != null) {
        return kind;
      }
    }
    return null;
  }

  private static boolean callsShell(Stage stage) {
    for (Instruction instruction : stage.instructions()) {
      boolean none = instruction.is("HEALTHCHECK") && instruction.argumentText().equals("NONE");
      if (instruction.exec() == null
          && !none
          && (instruction.is("RUN") || CALLED.contains(instruction.keyword()))) {
        return true;
      }
    }
    return false;
  }

  /// Whether instructions above the base ran something, as builders write it down.
  private static boolean ranInShell(Bom image, Origins origins) {
    int below = origins.base() == null ? image.subject().layers().size() : origins.base().layers();
    for (Bom.LayerSummary layer : image.subject().layers()) {
      String made = layer.createdBy();
      if (layer.index() >= below
          && made != null
          && made.contains("/bin/sh -c ")
          && NoOperation.in(made) == null) {
        return true;
      }
    }
    return false;
  }
}
