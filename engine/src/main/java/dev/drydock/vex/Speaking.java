package dev.drydock.vex;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Purl;
import java.util.List;

/// Whether a statement speaks of a component of one image.
final class Speaking {
  private final Bom bom;
  private final Containment containment;

  Speaking(Bom bom) {
    this.bom = bom;
    this.containment = new Containment(bom);
  }

  boolean of(Statement statement, Component component) {
    for (Product product : statement.products()) {
      if (of(product, component)) {
        return true;
      }
    }
    return false;
  }

  private boolean of(Product product, Component component) {
    for (Product one = product; one != null; one = one.outer()) {
      if (!ofItself(one, component)) {
        return false;
      }
    }
    return true;
  }

  private boolean ofItself(Product product, Component component) {
    if (isOfAnotherBom(product)) {
      return false;
    }
    if (product.partly() && !named(product.parts(), component)) {
      return false;
    }
    if (isImage(product)) {
      return true;
    }
    if (isDistribution(product)) {
      return component.os() != null;
    }
    if (product.partly() && isModule(product, component)) {
      return true;
    }
    if (!product.partly() && named(product.purls(), component)) {
      return true;
    }
    // packages of a distribution stand for themselves, others may be parts of an application
    return component.os() == null
        && isThere(product)
        && containment.onlyWithin(component, other -> named(product.purls(), other));
  }

  /// An image that was read has no serial number that could differ.
  private boolean isOfAnotherBom(Product product) {
    String own = bom.subject().serialNumber();
    return own != null && product.bom() != null && !BomLink.serial(own).equals(product.bom());
  }

  private boolean named(List<PurlPattern> purls, Component component) {
    for (PurlPattern purl : purls) {
      if (purl.names(component, bom.distribution())) {
        return true;
      }
    }
    return false;
  }

  private boolean isImage(Product product) {
    for (PurlPattern pattern : product.purls()) {
      Purl purl = pattern.purl();
      if (Platforms.isImage(purl) && Platforms.image(purl, bom.subject())) {
        return true;
      }
    }
    for (String hash : product.hashes()) {
      if (Platforms.digest(hash, bom.subject())) {
        return true;
      }
    }
    return false;
  }

  private boolean isDistribution(Product product) {
    for (String cpe : product.cpes()) {
      if (Platforms.distribution(cpe, bom.distribution())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isModule(Product product, Component component) {
    for (PurlPattern purl : product.purls()) {
      if (purl.isModuleOf(component)) {
        return true;
      }
    }
    return false;
  }

  private boolean isThere(Product product) {
    for (Component component : bom.components()) {
      if (component.os() == null && named(product.purls(), component)) {
        return true;
      }
    }
    return false;
  }
}
