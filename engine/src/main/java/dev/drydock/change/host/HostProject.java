package dev.drydock.change.host;

import dev.drydock.change.ChangeException;
import dev.drydock.change.ChangeException.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A project on a Git host, and where that host's interface is.
///
/// @param kind of host
/// @param host its name, for people
/// @param api the address that all requests begin with, without `/` at its end; they go nowhere
///   else
/// @param path `owner/name`; on GitLab `group/sub-group/name`, on Bitbucket Data Center `KEY/name`
public record HostProject(HostKind kind, String host, URI api, String path) {

  /// The project that a remote is.
  ///
  /// Tokens of the environment were made for some host: which kind a host of unknown name is, and
  /// so which token it gets, the user has to say, or the CI that runs there.
  ///
  /// @param remoteUrl as Git has it
  /// @param kind as the user gave it (`--host-kind`); `null` to tell it by the host
  /// @param address of the host's web pages as the user gave it (`--host-url`); `null` to take the
  ///   remote's
  /// @param environment variables by name
  public static HostProject of(
      String remoteUrl,
      @Nullable HostKind kind,
      @Nullable URI address,
      Map<String, String> environment)
      throws ChangeException {
    RemoteAddress remote =
        RemoteAddress.parse(remoteUrl)
            .orElseThrow(
                () ->
                    new ChangeException(
                        Kind.UNSUPPORTED,
                        "the remote is no project of a Git host (neither https nor ssh); choose"
                            + " another with --remote, or make the branch only"));
    String host = webHost(remote.host());
    PipelineServer server = PipelineServer.of(environment);
    boolean here = server != null && server.host().equals(host);
    HostKind found = kind != null ? kind : publicKind(host);
    requireFit(host, kind);
    if (found == null && server != null && here) {
      found = server.kind();
    }
    if (found == null) {
      throw new ChangeException(
          Kind.UNSUPPORTED,
          host
              + " may be any Git host; say which with --host-kind ("
              + HostKind.words()
              + "), and it gets the token of that kind");
    }
    URI web = address;
    if (web == null) {
      web = here && server != null ? server.address() : webAddress(remote, host);
    }
    requireEncryption(web, address != null);
    String path = path(found, remote, web);
    return new HostProject(found, host, api(found, remote, host, web), path);
  }

  /// The hosts that everybody knows, on their ports for ssh through firewalls too.
  private static String webHost(String host) {
    return switch (host) {
      case "ssh.github.com", "www.github.com" -> "github.com";
      case "altssh.gitlab.com" -> "gitlab.com";
      case "altssh.bitbucket.org" -> "bitbucket.org";
      default -> host;
    };
  }

  private static @Nullable HostKind publicKind(String host) {
    return switch (host) {
      case "github.com" -> HostKind.GITHUB;
      case "gitlab.com" -> HostKind.GITLAB;
      case "bitbucket.org" -> HostKind.BITBUCKET;
      case "codeberg.org", "gitea.com" -> HostKind.GITEA;
      default -> host.endsWith(".ghe.com") ? HostKind.GITHUB : null;
    };
  }

  /// A kind that the host cannot be would give it the token of another.
  private static void requireFit(String host, @Nullable HostKind kind) throws ChangeException {
    HostKind known = publicKind(host);
    if (kind != null && known != null && kind != known) {
      throw new ChangeException(
          Kind.UNSUPPORTED, host + " is " + known.title() + "; leave --host-kind out");
    }
    if (kind == HostKind.BITBUCKET && known == null) {
      throw new ChangeException(
          Kind.UNSUPPORTED,
          host
              + " is not Bitbucket Cloud, which is bitbucket.org; say --host-kind bitbucket-server");
    }
  }

  /// The port of ssh says nothing about that of the web.
  private static URI webAddress(RemoteAddress remote, String host) throws ChangeException {
    boolean ssh = remote.scheme().equals("ssh");
    String port = ssh || remote.port() < 0 ? "" : ":" + remote.port();
    try {
      return new URI((ssh ? "https" : remote.scheme()) + "://" + host + port);
    } catch (URISyntaxException e) {
      throw new ChangeException(
          Kind.UNSUPPORTED, "the remote's host has no name that a host can have", e);
    }
  }

  private static void requireEncryption(URI web, boolean named) throws ChangeException {
    String scheme = String.valueOf(web.getScheme()).toLowerCase(Locale.ROOT);
    String host = web.getHost();
    if (host == null
        || !scheme.equals("https") && !scheme.equals("http")
        || web.getRawUserInfo() != null
        || web.getRawQuery() != null
        || web.getRawFragment() != null) {
      throw new ChangeException(
          Kind.UNSUPPORTED, "the address of the Git host is none; write --host-url https://HOST");
    }
    boolean loopback = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    if (scheme.equals("http") && !named && !loopback) {
      throw new ChangeException(
          Kind.REFUSED,
          host
              + " is reached without encryption, and the token would be seen; name its https"
              + " address with --host-url");
    }
  }

  private static URI api(HostKind kind, RemoteAddress remote, String host, URI web) {
    String base = withoutSlash(web.toString());
    return URI.create(
        switch (kind) {
          case GITHUB ->
              host.equals("github.com") || host.endsWith(".ghe.com")
                  ? "https://api." + host
                  : base + "/api/v3";
          case GITLAB -> base + "/api/v4";
          case BITBUCKET -> "https://api.bitbucket.org/2.0";
          case BITBUCKET_SERVER -> base + context(remote, web) + "/rest/api/1.0";
          case GITEA -> base + "/api/v1";
        });
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /// What stands before `scm/` in the remotes of a Bitbucket that does not lie at the top of its
  /// host, where the given address has no path of its own.
  private static String context(RemoteAddress remote, URI web) {
    int scm = remote.path().indexOf("/scm/");
    boolean top = withoutSlash(web.getPath()).isEmpty();
    return remote.scheme().equals("ssh") || scm < 0 || !top
        ? ""
        : "/" + remote.path().substring(0, scm);
  }

  private static String path(HostKind kind, RemoteAddress remote, URI web) throws ChangeException {
    String path = remote.path();
    String top = withoutSlash(web.getPath());
    if (!top.isEmpty() && ("/" + path).startsWith(top + "/")) {
      path = path.substring(top.length());
    }
    if (kind == HostKind.BITBUCKET_SERVER) {
      int scm = ("/" + path).indexOf("/scm/");
      path = scm < 0 ? path : path.substring(scm + "scm/".length());
    }
    int segments = path.split("/", -1).length;
    if (segments < 2 || segments > 2 && kind != HostKind.GITLAB) {
      throw new ChangeException(
          Kind.UNSUPPORTED,
          "the remote's path is no project of "
              + kind.title()
              + "; check the remote, --host-kind and --host-url");
    }
    return path;
  }

  /// All but the last segment of the path.
  String owner() {
    return path.substring(0, path.lastIndexOf('/'));
  }

  /// The last segment of the path.
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
