package dev.drydock.base.declaration;

import dev.drydock.attest.key.KeyFiles;
import dev.drydock.attest.key.VerificationKey;
import dev.drydock.document.YamlNode;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.limits.Bounded;
import dev.drydock.policy.reading.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads public keys: files beside `bases.yaml`, or PEM itself, one or a list.
record PublicKeyReader(Reading reading, OwnPaths paths) {
  private static final int MOST_BYTES = 64 << 10;
  private static final String PEM = "-----BEGIN ";

  List<VerificationKey> read(Entry entry) {
    return reading.oneOrMore(entry.value(), "key", false, this::key);
  }

  private @Nullable VerificationKey key(YamlNode node, String what) {
    String text = reading.text(node, what);
    if (text == null) {
      return null;
    }
    try {
      if (text.strip().startsWith(PEM)) {
        return KeyFiles.verificationKey(text.getBytes(StandardCharsets.UTF_8), "the key");
      }
      Path file = paths.file(text, node, what);
      return file == null
          ? null
          : KeyFiles.verificationKey(Bounded.readFile(file, MOST_BYTES), text);
    } catch (IOException e) { // of the file, or of the key in it
      reading.problem(node.start(), "key: " + e.getMessage());
      return null;
    }
  }
}
