package dev.drydock.policy.bundle;

import java.util.List;

/// Gets policies from elsewhere. Who embeds the engine has the network, and says how it is used.
@FunctionalInterface
public interface PolicySource {

  /// The media type of a policy in a registry, of the artifact and of its one blob.
  String MEDIA_TYPE = "application/vnd.drydock.policy.v1+yaml";

  /// More than people write.
  int MOST_BYTES = 1 << 20;

  /// A public key that the including file trusts.
  ///
  /// @param name for errors
  /// @param content PEM
  @SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
  record TrustedKey(String name, byte[] content) {}

  /// The text that a reference names, of at most [#MOST_BYTES], verified: by its digest or commit,
  /// or where it has none by the signature of one of the keys.
  ///
  /// @throws RefusedBundleException where what is there, or what it is called, is not to be trusted
  /// @throws UnreachableBundleException where nobody can tell
  byte[] fetch(PolicyReference reference, List<TrustedKey> keys)
      throws RefusedBundleException, UnreachableBundleException;

  /// One that gets nothing.
  static PolicySource none() {
    return (_, _) -> {
      throw new RefusedBundleException("is fetched from elsewhere, which is not possible here");
    };
  }
}
