package dev.drydock.image.archive;

import dev.drydock.image.Attestation;
import dev.drydock.image.Digest;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageIndex;
import dev.drydock.image.manifest.ImageManifest;
import dev.drydock.image.manifest.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The attestations of one image that stand beside it in its index ([as BuildKit puts them
/// there](https://docs.docker.com/build/metadata/attestations/attestation-storage/)).
///
/// @param index that the image was chosen from
/// @param image its manifest
record LayoutAttestations(ImageIndex index, Digest image, Documents documents) {
  /// More than anybody attaches.
  private static final int MOST = 64;

  private static final String TYPE = "vnd.docker.reference.type";
  private static final String SUBJECT = "vnd.docker.reference.digest";
  private static final String PREDICATE = "in-toto.io/predicate-type";

  /// Where what descriptors name is read.
  interface Documents {
    Manifest manifest(Descriptor descriptor) throws IOException, InterruptedException;

    byte[] blob(Descriptor descriptor) throws IOException, InterruptedException;
  }

  List<Attestation> list() throws IOException, InterruptedException {
    List<Attestation> attestations = new ArrayList<>();
    for (Descriptor one : index.manifests()) {
      boolean ours =
          "attestation-manifest".equals(one.annotations().get(TYPE))
              && image.toString().equals(one.annotations().get(SUBJECT));
      if (ours && documents.manifest(one) instanceof ImageManifest manifest) {
        for (Descriptor layer : manifest.layers()) {
          String predicate = layer.annotations().get(PREDICATE);
          if (predicate != null && attestations.size() < MOST) {
            attestations.add(new Attestation(predicate, () -> documents.blob(layer)));
          }
        }
      }
    }
    return attestations;
  }
}
