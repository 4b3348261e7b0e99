package dev.drydock.image.registry;

import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Puts into plain words what a registry answered, or why it did not.
///
/// A registry's own text is never repeated, only its error codes: it is foreign, and could hold
/// what we sent.
final class RegistryErrors {
  private static final int MAX_BODY = 64 << 10;
  private static final int MAX_CODE = 40;

  private RegistryErrors() {}

  /// @param what the thing asked for: `debian:12`, `layer 3 of debian:12`
  static ImageException status(
      ImageReference image, String what, Transport.Response response, Authorizer authorizer) {
    int status = response.status();
    String code = code(response);
    String registry = image.registry();
    return switch (status) {
      case 401, 403 -> refused(image, authorizer);
      case 404 -> notFound(image, what, code);
      case 429 -> rateLimited(image, authorizer, response.header("Retry-After"));
      default -> {
        String said = code == null ? "HTTP " + status : "HTTP " + status + ", " + code;
        yield status >= 500 && status != 501
            ? new ImageException(
                Kind.UNAVAILABLE,
                "the registry "
                    + registry
                    + " cannot serve "
                    + what
                    + " at the moment ("
                    + said
                    + "); try again later")
            : new ImageException(
                // how registries say that they do not have a part of the API
                switch (status) {
                  case 400, 405, 406, 501 -> Kind.UNSUPPORTED;
                  default -> Kind.UNAVAILABLE;
                },
                "the registry "
                    + registry
                    + " does not answer as a registry does when asked for "
                    + what
                    + " ("
                    + said
                    + "); check its address");
      }
    };
  }

  private static ImageException notFound(ImageReference image, String what, @Nullable String code) {
    if (!what.equals(image.familiar())) {
      return new ImageException(
          Kind.NOT_FOUND, what + " is missing from " + image.registry() + "; push the image again");
    }
    if ("NAME_UNKNOWN".equals(code)) {
      return new ImageException(
          Kind.NOT_FOUND,
          image.registry() + " has no repository " + image.repository() + "; check the name");
    }
    return new ImageException(
        Kind.NOT_FOUND,
        image.registry()
            + " has no image "
            + what
            + "; check the name and the "
            + (image.digest() == null ? "tag" : "digest"));
  }

  private static ImageException refused(ImageReference image, Authorizer authorizer) {
    String registry = image.registry();
    String login =
        "docker login" + (registry.equals(ImageReference.DOCKER_HUB) ? "" : " " + registry);
    String failure = authorizer.lookupFailure();
    if (failure != null) {
      return new ImageException(
          Kind.REFUSED,
          registry
              + " does not let us read "
              + image.familiar()
              + " without a login, and "
              + failure);
    }
    if (authorizer.hasCredentials()) {
      return new ImageException(
          Kind.REFUSED,
          registry
              + " does not let the stored login read "
              + image.familiar()
              + "; check that the image exists and that you may pull it, or run "
              + login
              + " again");
    }
    return new ImageException(
        Kind.REFUSED,
        registry
            + " does not let us read "
            + image.familiar()
            + " without a login; check the name, or run "
            + login
            + " first");
  }

  static ImageException rateLimited(
      ImageReference image, Authorizer authorizer, @Nullable String retryAfter) {
    String wait =
        retryAfter != null && retryAfter.length() < 6 && isNumber(retryAfter)
            ? " (it asks to wait " + retryAfter + " s)"
            : "";
    String registry = image.registry();
    if (registry.equals(ImageReference.DOCKER_HUB)) {
      return new ImageException(
          Kind.REFUSED,
          authorizer.hasCredentials()
              ? "Docker Hub's limit of pulls for your account is reached"
                  + wait
                  + "; wait, or pull "
                  + image.familiar()
                  + " through a mirror or cache"
              : "Docker Hub's limit of pulls without a login is reached for this network address"
                  + wait
                  + "; run docker login, or pull "
                  + image.familiar()
                  + " through a mirror or cache");
    }
    return new ImageException(
        Kind.UNAVAILABLE,
        registry
            + " says that it is asked too often"
            + wait
            + "; wait a little"
            + (authorizer.hasCredentials() ? "" : ", or log in: many registries allow more then"));
  }

  /// A token service's refusal.
  static ImageException token(
      ImageReference image, URI realm, Transport.Response response, Authorizer authorizer) {
    int status = response.status();
    return switch (status) {
      case 400, 401, 403, 404 -> refused(image, authorizer);
      case 429 -> rateLimited(image, authorizer, response.header("Retry-After"));
      default ->
          new ImageException(
              Kind.UNAVAILABLE,
              "the token service of "
                  + image.registry()
                  + " at "
                  + realm.getHost()
                  + " gave no token (HTTP "
                  + status
                  + "); try again later");
    };
  }

  /// The registry did not answer.
  static ImageException unreachable(String host, String what, IOException e) {
    if (e instanceof ImageException told) {
      return told;
    }
    String how =
        switch (e) {
          case UnknownHostException _ ->
              "there is no host of that name; check the reference and DNS";
          case ConnectException _ -> "nothing answers there; is it up, and the port right?";
          case NoRouteToHostException _ -> "the network has no way there";
          case SocketTimeoutException _ -> "it took too long; try again, or look at the network";
          case ProtocolException _ -> "it does not answer as a registry does; check the address";
          case SSLException tls -> tls(tls);
          case EOFException _ -> "it ended the connection; try again";
          default -> "the connection broke; try again";
        };
    return new ImageException(
        Kind.UNAVAILABLE, "cannot read " + what + " from " + host + ": " + how, e);
  }

  private static String tls(SSLException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("PKIX") || message.contains("certificat")) {
      return "its TLS certificate is not trusted; if it is your own, name its authority's PEM file";
    }
    if (message.contains("plaintext") || message.contains("Unsupported or unrecognized")) {
      return "it does not speak TLS; allow it as a plain http registry if you mean to";
    }
    return "TLS failed; is it an https registry with a valid certificate for this name?";
  }

  /// The registry's error code, where there is one that looks like one.
  static @Nullable String code(Transport.Response response) {
    try {
      byte[] body = Bounded.head(response.body(), MAX_BODY);
      for (Json error : new JsonReader(Limits.defaults()).read(body, "the error").items("errors")) {
        String code = error.text("code");
        if (code != null && isCode(code)) {
          return code;
        }
      }
    } catch (IOException _) {
      // many answer with a page for people instead
    }
    return null;
  }

  private static boolean isCode(String code) {
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (!(c >= 'A' && c <= 'Z' || c == '_')) {
        return false;
      }
    }
    return !code.isEmpty() && code.length() <= MAX_CODE;
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
