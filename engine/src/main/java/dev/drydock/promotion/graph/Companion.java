package dev.drydock.promotion.graph;

import dev.drydock.image.Digest;
import java.util.List;

/// Something that lies beside a manifest, and is about it: a signature, an attestation, a bill of
/// materials.
public sealed interface Companion {

  /// The manifest that it is about.
  Digest subject();

  /// What it consists of: what is named comes before what names it, its own manifest last.
  List<Part> parts();

  default Part manifest() {
    return parts().getLast();
  }

  /// It names its subject (OCI distribution specification 1.1, "Listing Referrers").
  record Referrer(Digest subject, List<Part> parts) implements Companion {
    public Referrer {
      parts = List.copyOf(parts);
    }
  }

  /// It lies under a tag that is made of its subject's digest, as cosign has it.
  record Tagged(Digest subject, String tag, List<Part> parts) implements Companion {
    public Tagged {
      parts = List.copyOf(parts);
    }
  }
}
