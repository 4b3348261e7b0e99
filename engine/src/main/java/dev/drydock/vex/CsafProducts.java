package dev.drydock.vex;

import dev.drydock.csaf.CsafDocument;
import dev.drydock.csaf.CsafDocument.Branch;
import dev.drydock.version.VersionRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The products of a CSAF document, as far as something outside of it identifies them.
final class CsafProducts {
  /// Relationships that are deeper in one another are passed over.
  private static final int MOST_PLATFORMS = 20;

  private final Map<String, CsafDocument.Product> products;
  private final Map<String, Optional<Product>> read = new HashMap<>();
  private final Set<String> passedOver = new LinkedHashSet<>();

  CsafProducts(Map<String, CsafDocument.Product> products) {
    this.products = products;
  }

  /// What could not be used, one line each.
  Collection<String> passedOver() {
    return passedOver;
  }

  /// `null` where nothing identifies it, which is told of.
  @Nullable Product product(String id) {
    return read.computeIfAbsent(id, this::identified).orElse(null);
  }

  private Optional<Product> identified(String id) {
    CsafDocument.Product product = products.get(id);
    if (product == null) {
      passedOver.add("the product " + id + " is not in the product tree");
      return Optional.empty();
    }
    List<CsafDocument.Product> names = new ArrayList<>();
    List<CsafDocument.Product> platforms = new ArrayList<>();
    if (!resolve(product, names, platforms)) {
      passedOver.add("the product " + id + " is related to none, or to too many");
      return Optional.empty();
    }
    List<PurlPattern> own = new ArrayList<>();
    for (CsafDocument.Product name : names) {
      own.addAll(purls(name));
    }
    Product whole = platforms.isEmpty() ? new Product(own, cpes(product)) : null;
    boolean unnamed = platforms.isEmpty() ? isNameless(whole) : own.isEmpty();
    for (CsafDocument.Product platform : platforms.reversed()) {
      Product container =
          new Product(purls(platform), cpes(platform), List.of(), own, true).in(whole);
      unnamed |= isNameless(container);
      whole = container;
    }
    if (unnamed || whole == null) {
      passedOver.add("the product " + id + " has neither a package URL nor a CPE that can be used");
      return Optional.empty();
    }
    return Optional.of(whole);
  }

  private static boolean isNameless(@Nullable Product product) {
    return product == null || product.purls().isEmpty() && product.cpes().isEmpty();
  }

  /// Goes down relationships, of which either side may be made by another one: first to the part
  /// that is meant at last, by whichever of the names on the way, then to all that it is in, from
  /// within outwards.
  private boolean resolve(
      CsafDocument.Product product,
      List<CsafDocument.Product> names,
      List<CsafDocument.Product> platforms) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    boolean spine = true;
    for (CsafDocument.Product at = product; at != null; ) {
      String component = at.component();
      String platform = at.platform();
      if (!seen.add(at.id()) || platforms.size() > MOST_PLATFORMS) {
        return false;
      }
      if (spine) {
        names.add(at);
      }
      String next = component;
      if (component != null && platform != null) {
        open.push(platform);
      } else {
        if (!spine) {
          platforms.add(at);
        }
        spine = false;
        next = open.poll();
      }
      at = next == null ? null : products.get(next);
      if (next != null && at == null) {
        return false;
      }
    }
    return true;
  }

  /// A branch tells the version that the purl leaves out: one of them, or a range.
  private List<PurlPattern> purls(CsafDocument.Product product) {
    List<PurlPattern> purls = new ArrayList<>();
    for (String text : product.purls()) {
      PurlPattern purl = Product.purl(text);
      PurlPattern versioned = purl == null ? null : versioned(purl, product.branch());
      if (versioned != null) {
        purls.add(versioned);
      }
    }
    return purls;
  }

  private @Nullable PurlPattern versioned(PurlPattern pattern, @Nullable Branch branch) {
    if (branch == null || pattern.hasVersion()) {
      return pattern;
    }
    return switch (branch.category()) {
      case "product_version" ->
          isName(branch.name(), pattern) ? pattern : pattern.at(branch.name().strip());
      case "product_version_range" -> {
        VersionRange range = VersionRange.read(branch.name().strip()).orElse(null);
        PurlPattern within = range == null ? null : pattern.in(range);
        if (within == null) {
          passedOver.add(
              "the version range \"" + branch.name() + "\" of " + pattern + " cannot be read");
        }
        yield within;
      }
      default -> pattern;
    };
  }

  /// Red Hat's branches for all versions of a package are called as the package is: `curl`,
  /// `nodejs:18/nodejs`.
  private static boolean isName(String branch, PurlPattern pattern) {
    String lower = branch.toLowerCase(Locale.ROOT);
    String name = pattern.purl().name().toLowerCase(Locale.ROOT);
    return lower.equals(name) || lower.endsWith("/" + name) || lower.endsWith(":" + name);
  }

  /// Without those that leave out the version which the branch tells.
  private static List<String> cpes(CsafDocument.Product product) {
    Branch branch = product.branch();
    if (branch == null || !branch.category().startsWith("product_version")) {
      return product.cpes();
    }
    List<String> cpes = new ArrayList<>();
    for (String cpe : product.cpes()) {
      if (Platforms.hasVersion(cpe)) {
        cpes.add(cpe);
      }
    }
    return cpes;
  }
}
