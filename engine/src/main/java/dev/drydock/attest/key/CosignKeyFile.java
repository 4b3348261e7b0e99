package dev.drydock.attest.key;

import dev.drydock.attest.strict.StrictJson;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.jspecify.annotations.Nullable;

/// A private key encrypted as cosign does it: scrypt (RFC 7914) makes a key of the passphrase, with
/// which NaCl's secretbox holds the PKCS #8.
///
/// ```json
/// {"kdf": {"name": "scrypt", "params": {"N": 65536, "r": 8, "p": 1}, "salt": "…"},
///  "cipher": {"name": "nacl/secretbox", "nonce": "…"}, "ciphertext": "…"}
/// ```
final class CosignKeyFile {
  static final String LABEL = "ENCRYPTED SIGSTORE PRIVATE KEY";
  static final String OLD_LABEL = "ENCRYPTED COSIGN PRIVATE KEY";

  private static final int N = 65_536;
  private static final int R = 8;
  private static final int P = 1;
  private static final int SALT = 32;

  /// Bytes that scrypt may take, 128 · N · r; cosign's take 64 MiB.
  private static final long MOST_MEMORY = 256L << 20;

  private static final int MOST_P = 16;

  private CosignKeyFile() {}

  /// The key in PKCS #8, to be wiped by the caller.
  static byte[] open(byte[] document, Passphrase passphrase, String what) throws KeyException {
    Json json;
    try {
      json = StrictJson.read(document, Limits.defaults(), what);
    } catch (IOException _) {
      throw damaged(what);
    }
    Json derivation = json.get("kdf").orElse(new Json.Null());
    Json cipher = json.get("cipher").orElse(new Json.Null());
    if (!"scrypt".equals(derivation.text("name"))
        || !"nacl/secretbox".equals(cipher.text("name"))) {
      throw new KeyException(
          what + " is encrypted in a way that is not known here; cosign uses scrypt and secretbox");
    }
    byte[] salt = bytes(derivation, "salt", what);
    byte[] nonce = bytes(cipher, "nonce", what);
    byte[] box = bytes(json, "ciphertext", what);
    if (nonce.length != SecretBox.NONCE) {
      throw damaged(what);
    }
    byte[] key = derive(derivation.get("params").orElse(derivation), salt, passphrase, what);
    byte @Nullable [] opened = SecretBox.open(box, nonce, key);
    Arrays.fill(key, (byte) 0);
    if (opened == null) {
      throw EncryptedPkcs8.wrongPassphrase(what);
    }
    return opened;
  }

  private static byte[] derive(Json parameters, byte[] salt, Passphrase passphrase, String what)
      throws KeyException {
    long n = parameters.integer("N").orElse(0L);
    long r = parameters.integer("r").orElse(0L);
    long p = parameters.integer("p").orElse(0L);
    boolean sound = n > 1 && Long.bitCount(n) == 1 && r > 0 && p > 0;
    if (!sound || n > MOST_MEMORY || r > MOST_MEMORY || p > MOST_P || 128 * n * r > MOST_MEMORY) {
      throw new KeyException(
          what + " wants more work to be opened than Drydock does for a file; make a new pair");
    }
    byte[] secret = passphrase.utf8();
    try {
      return SCrypt.generate(secret, salt, (int) n, (int) r, (int) p, SecretBox.KEY);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /// The file, in PEM form.
  ///
  /// @param random makes salt and nonce; one that nobody can foresee
  static String seal(byte[] pkcs8, Passphrase passphrase, RandomGenerator random) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    byte[] nonce = new byte[SecretBox.NONCE];
    random.nextBytes(nonce);
    byte[] secret = passphrase.utf8();
    byte[] key = SCrypt.generate(secret, salt, N, R, P, SecretBox.KEY);
    byte[] box = SecretBox.seal(pkcs8, nonce, key);
    Arrays.fill(secret, (byte) 0);
    Arrays.fill(key, (byte) 0);
    Map<String, Json> parameters = new LinkedHashMap<>();
    parameters.put("N", number(N));
    parameters.put("r", number(R));
    parameters.put("p", number(P));
    Map<String, Json> derivation = new LinkedHashMap<>();
    derivation.put("name", new Json.Text("scrypt"));
    derivation.put("params", new Json.Obj(parameters));
    derivation.put("salt", base64(salt));
    Map<String, Json> cipher = new LinkedHashMap<>();
    cipher.put("name", new Json.Text("nacl/secretbox"));
    cipher.put("nonce", base64(nonce));
    Map<String, Json> file = new LinkedHashMap<>();
    file.put("kdf", new Json.Obj(derivation));
    file.put("cipher", new Json.Obj(cipher));
    file.put("ciphertext", base64(box));
    return Pem.write(LABEL, CompactJson.bytes(new Json.Obj(file)));
  }

  private static Json number(int value) {
    return new Json.Number(Integer.toString(value));
  }

  private static Json base64(byte[] bytes) {
    return new Json.Text(Base64.getEncoder().encodeToString(bytes));
  }

  private static byte[] bytes(Json object, String name, String what) throws KeyException {
    String text = object.text(name);
    try {
      if (text != null) {
        return Base64.getDecoder().decode(text);
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw damaged(what);
  }

  private static KeyException damaged(String what) {
    return new KeyException(what + " is damaged: it is not what cosign writes within");
  }
}
