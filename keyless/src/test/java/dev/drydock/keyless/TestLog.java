package dev.drydock.keyless;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A log as Rekor is one: a Merkle tree (RFC 6962) over the bodies of its entries, with a signed
/// head and, in version 1, a signed promise with the time.
final class TestLog {
  static final String HOST = "rekor.example.test";
  private static final Base64.Encoder BASE64 = Base64.getEncoder();
  private static final HexFormat HEX = HexFormat.of();

  private final KeyPair key = Keys.pair();
  private final List<byte[]> bodies = new ArrayList<>();

  TestLog() {
    // so that proofs have some length
    for (int i = 0; i < 5; i++) {
      bodies.add(("an older entry " + i).getBytes(StandardCharsets.UTF_8));
    }
  }

  PublicKey key() {
    return key.getPublic();
  }

  byte[] id() {
    return Keys.sha256(key.getPublic().getEncoded());
  }

  int size() {
    return bodies.size();
  }

  byte[] body(int index) {
    return bodies.get(index);
  }

  /// @return its number
  int add(byte[] body) {
    bodies.add(body);
    return bodies.size() - 1;
  }

  byte[] root() {
    return root(bodies);
  }

  /// The hashes beside the way from a leaf to the root, from below.
  List<byte[]> proof(int index) {
    List<byte[]> proof = new ArrayList<>();
    proof(index, bodies, proof);
    return proof;
  }

  private static void proof(int index, List<byte[]> entries, List<byte[]> proof) {
    if (entries.size() > 1) {
      int split = Integer.highestOneBit(entries.size() - 1);
      List<byte[]> left = entries.subList(0, split);
      List<byte[]> right = entries.subList(split, entries.size());
      if (index < split) {
        proof(index, left, proof);
        proof.add(root(right));
      } else {
        proof(index - split, right, proof);
        proof.add(root(left));
      }
    }
  }

  private static byte[] root(List<byte[]> entries) {
    ByteArrayOutputStream node = new ByteArrayOutputStream();
    if (entries.size() == 1) {
      node.write(0);
      node.writeBytes(entries.getFirst());
    } else {
      int split = Integer.highestOneBit(entries.size() - 1);
      node.write(1);
      node.writeBytes(root(entries.subList(0, split)));
      node.writeBytes(root(entries.subList(split, entries.size())));
    }
    return Keys.sha256(node.toByteArray());
  }

  /// The head of the tree, as a signed note.
  String checkpoint() {
    String head = HOST + " - 7\n" + size() + "\n" + BASE64.encodeToString(root()) + "\n";
    ByteArrayOutputStream signature = new ByteArrayOutputStream();
    signature.write(id(), 0, 4);
    signature.writeBytes(Keys.sign(key.getPrivate(), head.getBytes(StandardCharsets.UTF_8)));
    return head + "\n— " + HOST + " " + BASE64.encodeToString(signature.toByteArray()) + "\n";
  }

  private byte[] promise(int index, Instant time) {
    String content =
        """
        {"body":"%s","integratedTime":%d,"logID":"%s","logIndex":%d}"""
            .formatted(
                BASE64.encodeToString(body(index)),
                time.getEpochSecond(),
                HEX.formatHex(id()),
                index);
    return Keys.sign(key.getPrivate(), content.getBytes(StandardCharsets.UTF_8));
  }

  /// As version 1 of the interface answers.
  String first(int index, Instant time) {
    List<String> hashes = new ArrayList<>();
    proof(index).forEach(hash -> hashes.add('"' + HEX.formatHex(hash) + '"'));
    return """
    {"%s":{"body":"%s","integratedTime":%d,"logID":"%s","logIndex":%d,"verification":{
      "inclusionProof":{"checkpoint":%s,"hashes":%s,"logIndex":%d,"rootHash":"%s","treeSize":%d},
      "signedEntryTimestamp":"%s"}}}"""
        .formatted(
            Keys.hex(body(index)),
            BASE64.encodeToString(body(index)),
            time.getEpochSecond(),
            HEX.formatHex(id()),
            index,
            TestSigstore.quoted(checkpoint()),
            hashes,
            index,
            HEX.formatHex(root()),
            size(),
            BASE64.encodeToString(promise(index, time)));
  }

  /// As version 2 of the interface answers, and as bundles have it.
  ///
  /// @param time with the log's promise; `null` for without
  String second(int index, String kind, String version, @Nullable Instant time) {
    List<String> hashes = new ArrayList<>();
    proof(index).forEach(hash -> hashes.add('"' + BASE64.encodeToString(hash) + '"'));
    String promised =
        time == null
            ? ""
            : """
              "integratedTime":"%d","inclusionPromise":{"signedEntryTimestamp":"%s"},"""
                .formatted(time.getEpochSecond(), BASE64.encodeToString(promise(index, time)));
    return """
    {"logIndex":"%d","logId":{"keyId":"%s"},"kindVersion":{"kind":"%s","version":"%s"},%s
     "inclusionProof":{"logIndex":"%d","rootHash":"%s","treeSize":"%d","hashes":%s,
       "checkpoint":{"envelope":%s}},
     "canonicalizedBody":"%s"}"""
        .formatted(
            index,
            BASE64.encodeToString(id()),
            kind,
            version,
            promised,
            index,
            BASE64.encodeToString(root()),
            size(),
            hashes,
            TestSigstore.quoted(checkpoint()),
            BASE64.encodeToString(body(index)));
  }
}
