package dev.drydock.image.registry;

import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The credentials that `docker login` or `podman login` stored: Docker's `config.json`, Podman's
/// `auth.json` (containers-auth.json(5)), and the credential helpers that they name.
///
/// ```json
/// {"auths": {"registry.example.com": {"auth": "dXNlcjpwYXNzd29yZA=="},
///            "https://index.docker.io/v1/": {"identitytoken": "…"}},
///  "credHelpers": {"123.dkr.ecr.eu-west-1.amazonaws.com": "ecr-login"},
///  "credsStore": "desktop"}
/// ```
public final class CredentialFile implements CredentialStore {
  private static final int MAX_FILE = 1 << 20;
  private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";

  private final Path file;
  private final Limits limits;
  private final CredentialHelper helper;

  CredentialFile(Path file, Limits limits, CredentialHelper helper) {
    this.file = file;
    this.limits = limits;
    this.helper = helper;
  }

  /// Docker's, in the directory that `DOCKER_CONFIG` names or `~/.docker`.
  public static CredentialFile docker(Path directory, Limits limits) {
    return at(directory.resolve("config.json"), limits);
  }

  /// A file of either kind; that it is missing is no error.
  public static CredentialFile at(Path file, Limits limits) {
    return new CredentialFile(
        file, limits, new CredentialHelper(limits, Duration.ofSeconds(20), null));
  }

  @Override
  public Optional<Credentials> find(ImageReference image) throws IOException, InterruptedException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Json config;
    try {
      config = new JsonReader(limits).read(Bounded.readFile(file, MAX_FILE), file.toString());
    } catch (IOException e) {
      // the parser's own words may quote a secret
      throw new IOException("the credentials in " + file + " cannot be read; is it valid JSON?", e);
    }
    List<String> keys = keys(image);
    String named = entry(config.get("credHelpers").orElse(null), keys);
    if (named != null) {
      return helper.get(named, serverName(image));
    }
    String store = config.text("credsStore");
    if (store != null && !store.isEmpty()) {
      Optional<Credentials> found = helper.get(store, serverName(image));
      if (found.isPresent()) {
        return found;
      }
    }
    return stored(config.get("auths").orElse(null), keys);
  }

  /// What helpers know a registry by.
  private static String serverName(ImageReference image) {
    return image.registry().equals(ImageReference.DOCKER_HUB) ? DOCKER_HUB_KEY : image.registry();
  }

  /// The names under which credentials may stand, best first: Podman has some for parts of a
  /// registry.
  private static List<String> keys(ImageReference image) {
    List<String> keys = new ArrayList<>();
    String path = image.repository();
    while (true) {
      keys.add(image.registry() + "/" + path);
      int slash = path.lastIndexOf('/');
      if (slash < 0) {
        break;
      }
      path = path.substring(0, slash);
    }
    keys.add(image.registry());
    if (image.registry().equals(ImageReference.DOCKER_HUB)) {
      keys.add("index.docker.io");
      keys.add("registry-1.docker.io");
    }
    return keys;
  }

  private static @Nullable String entry(@Nullable Json object, List<String> keys) {
    if (object == null) {
      return null;
    }
    for (String key : keys) {
      for (Map.Entry<String, Json> member : object.members().entrySet()) {
        if (plain(member.getKey()).equals(key)
            && member.getValue() instanceof Json.Text(String value)) {
          return value;
        }
      }
    }
    return null;
  }

  private static Optional<Credentials> stored(@Nullable Json auths, List<String> keys) {
    if (auths == null) {
      return Optional.empty();
    }
    for (String key : keys) {
      for (Map.Entry<String, Json> member : auths.members().entrySet()) {
        if (plain(member.getKey()).equals(key)) {
          Optional<Credentials> found = credentials(member.getValue());
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  /// A key without scheme, API version and trailing slashes: older Docker wrote whole addresses.
  private static String plain(String key) {
    String plain = key.toLowerCase(Locale.ROOT);
    int scheme = plain.indexOf("://");
    if (scheme >= 0) {
      plain = plain.substring(scheme + 3);
    }
    while (plain.endsWith("/")) {
      plain = plain.substring(0, plain.length() - 1);
    }
    if (plain.endsWith("/v1") || plain.endsWith("/v2")) {
      plain = plain.substring(0, plain.length() - 3);
    }
    return plain;
  }

  private static Optional<Credentials> credentials(Json entry) {
    String identity = entry.text("identitytoken");
    if (identity != null && !identity.isEmpty()) {
      return Optional.of(new Credentials.IdentityToken(identity));
    }
    String user = entry.text("username");
    String password = entry.text("password");
    String auth = entry.text("auth");
    if (auth != null && !auth.isEmpty()) {
      try {
        String plain = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
        int colon = plain.indexOf(':');
        if (colon > 0) {
          user = plain.substring(0, colon);
          password = trimmed(plain.substring(colon + 1));
        }
      } catch (IllegalArgumentException _) {
        // not Base64: what stands beside it may do
      }
    }
    return user == null || user.isEmpty() || password == null
        ? Optional.empty()
        : Optional.of(new Credentials.UserPassword(user, password));
  }

  /// Docker cuts NUL bytes off the end of passwords: some writers pad with them.
  private static String trimmed(String password) {
    int end = password.length();
    while (end > 0 && password.charAt(end - 1) == 0) {
      end--;
    }
    return password.substring(0, end);
  }
}
