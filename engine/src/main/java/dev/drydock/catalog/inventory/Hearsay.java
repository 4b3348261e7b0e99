package dev.drydock.catalog.inventory;

import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import dev.drydock.bom.described.DescribedBom;
import dev.drydock.bom.described.Distributions;
import dev.drydock.catalog.rust.RustBinaryCataloger;
import dev.drydock.catalog.rust.RustSourcePathCataloger;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What only a bill of materials within the image tells of, or traces in a program, and what of it
/// is known better.
///
/// Such a document was written when something was built, and elsewhere: the record of a package
/// manager, or the package itself, tells what is here now. So a package of the operating system is
/// dropped where the package manager has one of that name, whatever the version, or where it is one
/// of another distribution; a language's package where it was found itself in the same version. And
/// the traces of crates in a program are dropped where it has a list of them.
final class Hearsay {
  private final Set<String> known = new HashSet<>();
  private final Set<String> managers = new HashSet<>();

  /// Files with a list of the crates that they were built from.
  private final Set<String> listed = new HashSet<>();

  private @Nullable Distribution distribution;

  Hearsay(List<Found> found) {
    boolean any = false;
    for (Found one : found) {
      distribution = one.distribution() == null ? distribution : one.distribution();
      for (Found.Owner owner : one.owners()) {
        any |= isHearsay(owner.component());
        if (owner.component().evidence().cataloger().equals(RustBinaryCataloger.NAME)) {
          listed.add(path(owner.component()));
        }
      }
    }
    if (any) {
      collect(found);
    }
  }

  private void collect(List<Found> found) {
    for (Found one : found) {
      for (Found.Owner owner : one.owners()) {
        Component component = owner.component();
        if (!isHearsay(component)) {
          known.add(key(component));
          if (component.os() != null) {
            managers.add(component.type() + "/" + vendor(component));
            managers.add(component.type());
          }
        }
      }
    }
  }

  private static boolean isHearsay(Component component) {
    return component.evidence().cataloger().equals(DescribedBom.CATALOGER);
  }

  private static boolean isTrace(Component component) {
    return component.evidence().cataloger().equals(RustSourcePathCataloger.NAME);
  }

  private static String path(Component component) {
    return component.locations().getFirst().path();
  }

  boolean isKnownBetter(Component component) {
    if (isTrace(component)) {
      return listed.contains(path(component));
    }
    return isHearsay(component)
        && (known.contains(key(component)) || component.os() != null && foreign(component));
  }

  private boolean foreign(Component component) {
    String vendor = vendor(component);
    if (managers.contains(component.type())) {
      return !managers.contains(component.type() + "/" + vendor);
    }
    return vendor != null && distribution != null && !vendor.equals(vendor(distribution.id()));
  }

  private static @Nullable String vendor(Component component) {
    String namespace = component.purl().namespace();
    return namespace == null ? null : vendor(namespace);
  }

  /// One word for all that a vendor is called: `redhat` and `rhel`, `amazon` and `amzn`. In purls
  /// SUSE is one vendor and openSUSE is one, whatever the distribution.
  private static String vendor(String word) {
    String id = Distributions.id(word);
    if (id.startsWith("opensuse")) {
      return "opensuse";
    }
    return id.startsWith("sle") || id.startsWith("sl-") || id.startsWith("suse") ? "suse" : id;
  }

  private static String key(Component component) {
    Purl purl = component.purl();
    String name = component.type() + "/" + purl.name();
    return component.os() != null
        ? name
        : (purl.namespace() == null ? name : name + "/" + purl.namespace()).toLowerCase(Locale.ROOT)
            + "@"
            + (purl.version() == null ? component.version() : purl.version());
  }
}
