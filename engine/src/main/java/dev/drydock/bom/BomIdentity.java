package dev.drydock.bom;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A name for a [Bom] that depends on nothing but what is in it: the same image gives the same
/// document, byte for byte.
public final class BomIdentity {
  private BomIdentity() {}

  /// A UUID of the form that RFC 9562 keeps for own schemes (version 8), out of SHA-256.
  public static UUID of(Bom bom) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
    Bom.Subject subject = bom.subject();
    add(digest, subject.reference());
    add(digest, subject.digest());
    add(digest, subject.imageId());
    add(digest, subject.platform());
    add(digest, bom.distribution() == null ? null : bom.distribution().purlQualifier());
    for (Component component : bom.components()) {
      add(digest, component.purl().toString());
      add(digest, component.version());
      for (Component.Location location : component.locations()) {
        add(digest, location.path());
      }
      for (String licence : component.licences()) {
        add(digest, licence);
      }
    }
    for (Bom.Dependency dependency : bom.dependencies()) {
      add(digest, dependency.from() + ">" + dependency.to());
    }
    for (Bom.Unreadable unreadable : bom.unreadable()) {
      add(digest, unreadable.path());
    }
    ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
    long high = bytes.getLong() & ~0xf000L | 0x8000L;
    long low = bytes.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private static void add(MessageDigest digest, @Nullable String text) {
    digest.update(text == null ? (byte) 0 : (byte) 1);
    if (text != null) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
    digest.update((byte) 0);
  }
}
