package dev.drydock.image.registry;

import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Puts into plain words why a registry does not take what it was sent; as [RegistryErrors], it
/// repeats nothing of the registry's own text but its error codes.
final class UploadErrors {
  private UploadErrors() {}

  /// @param what the thing sent: `the signature of app:1`
  static ImageException status(
      ImageReference image, String what, Transport.Response response, Authorizer authorizer) {
    int status = response.status();
    String code = RegistryErrors.code(response);
    String registry = image.registry();
    String said = code == null ? "HTTP " + status : "HTTP " + status + ", " + code;
    return switch (status) {
      case 401, 403 -> refused(image, authorizer);
      case 405, 501 ->
          new ImageException(
              Kind.UNSUPPORTED,
              registry + " takes no uploads (" + said + "); is it a mirror, or read-only?");
      case 409 ->
          new ImageException(
              Kind.UNSUPPORTED,
              registry
                  + " does not let "
                  + what
                  + " be written ("
                  + said
                  + "); are the repository's tags immutable?");
      case 413 ->
          new ImageException(
              Kind.TOO_LARGE,
              registry
                  + " takes nothing as large as "
                  + what
                  + " ("
                  + said
                  + "); raise the limit of the registry, or of the proxy before it");
      case 429 -> RegistryErrors.rateLimited(image, authorizer, response.header("Retry-After"));
      default ->
          status >= 500
              ? new ImageException(
                  Kind.UNAVAILABLE,
                  registry
                      + " cannot take "
                      + what
                      + " at the moment ("
                      + said
                      + "); try again later")
              : new ImageException(
                  Kind.UNSUPPORTED,
                  registry
                      + " does not accept "
                      + what
                      + " ("
                      + said
                      + "); check that the repository "
                      + image.repository()
                      + " is there, and is one for images");
    };
  }

  private static ImageException refused(ImageReference image, Authorizer authorizer) {
    String registry = image.registry();
    String login =
        "docker login" + (registry.equals(ImageReference.DOCKER_HUB) ? "" : " " + registry);
    String failure = authorizer.lookupFailure();
    String who = authorizer.hasCredentials() ? "the stored login" : "us";
    String mend =
        failure != null
            ? ", and " + failure
            : authorizer.hasCredentials()
                ? "; it has to be one that may push there: run " + login + " with it"
                : " without a login; run " + login + " first";
    return new ImageException(
        Kind.REFUSED, registry + " does not let " + who + " write to " + image.repository() + mend);
  }

  /// Nothing can be taken away there.
  static ImageException keepsAll(ImageReference image, Transport.Response response) {
    String code = RegistryErrors.code(response);
    return new ImageException(
        Kind.UNSUPPORTED,
        image.registry()
            + " lets nothing be deleted (HTTP "
            + response.status()
            + (code == null ? "" : ", " + code)
            + "); docker-registry does with REGISTRY_STORAGE_DELETE_ENABLED=true, others have rules of"
            + " their own for what is old");
  }

  /// The connection failed.
  static ImageException unreachable(ImageReference image, String what, @Nullable IOException e) {
    if (e instanceof ImageException told) {
      return told;
    }
    return new ImageException(
        Kind.UNAVAILABLE,
        "the connection to "
            + image.registry()
            + " broke again and again while "
            + what
            + " was sent; look at the network, and try again",
        e);
  }
}
