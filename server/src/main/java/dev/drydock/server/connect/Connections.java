package dev.drydock.server.connect;

import dev.drydock.image.registry.ImageReference;
import dev.drydock.server.access.Caller;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.fleet.Owners;
import dev.drydock.server.outgoing.OutgoingClient;
import dev.drydock.server.outgoing.RefusedAddressException;
import dev.drydock.server.secret.Secrets;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import dev.drydock.server.web.Versions;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What users do with connections.
@Component
class Connections {
  private final ConnectionStore store;
  private final Owners owners;
  private final Secrets secrets;
  private final OutgoingClient outgoing;
  private final AuditLog audit;

  Connections(
      ConnectionStore store,
      Owners owners,
      Secrets secrets,
      OutgoingClient outgoing,
      AuditLog audit) {
    this.store = store;
    this.owners = owners;
    this.secrets = secrets;
    this.outgoing = outgoing;
    this.audit = audit;
  }

  Page<ConnectionView> list(String organisation, PageRequest page) {
    List<Connection> found =
        store.list(owners.organisation(organisation), page.key(""), page.fetch());
    return Page.of(found, page, one -> List.of(one.name()))
        .map(one -> ConnectionView.of(organisation, one));
  }

  /// @throws Problem 404 where there is none
  Connection get(String organisation, String name) {
    return store
        .find(owners.organisation(organisation), name)
        .orElseThrow(() -> Problem.notFound("There is no connection of this name"));
  }

  @Transactional
  public ConnectionView create(Caller caller, String organisation, ConnectionRequest request) {
    int where = owners.organisation(organisation);
    String name = request.name();
    if (name == null) {
      throw Problem.invalid("A new connection has a name: small letters, digits and . _ -");
    }
    Connection made = connection(0, where, name, request, null, 1);
    List<Integer> projects = projects(where, made);
    int id =
        store
            .insert(made, project(where, made.project()))
            .orElseThrow(
                () ->
                    Problem.conflict(
                        "There is a connection of this name already: read it and edit it with If-Match"));
    store.rules(id, made.rules(), projects);
    ConnectionView view = ConnectionView.of(organisation, get(organisation, name));
    audit.record(caller, where, "connection.created", "connection/" + name, null, view);
    return view;
  }

  @Transactional
  public ConnectionView update(
      Caller caller, String organisation, String name, int version, ConnectionRequest request) {
    if (request.name() != null && !request.name().equals(name)) {
      throw Problem.invalid("The name of a connection stays: make another one");
    }
    Connection before = get(organisation, name);
    int where = before.organisation();
    Connection edited = connection(before.id(), where, name, request, before, version);
    List<Integer> projects = projects(where, edited);
    if (!store.update(edited, project(where, edited.project()))) {
      throw Versions.changed();
    }
    store.rules(before.id(), edited.rules(), projects);
    ConnectionView view = ConnectionView.of(organisation, get(organisation, name));
    audit.record(
        caller,
        where,
        "connection.edited",
        "connection/" + name,
        ConnectionView.of(organisation, before),
        view);
    return view;
  }

  @Transactional
  public void delete(Caller caller, String organisation, String name, int version) {
    Connection before = get(organisation, name);
    if (!store.delete(before.id(), version)) {
      throw Versions.changed();
    }
    audit.record(
        caller,
        before.organisation(),
        "connection.removed",
        "connection/" + name,
        ConnectionView.of(organisation, before),
        null);
  }

  private Connection connection(
      int id,
      int organisation,
      String name,
      ConnectionRequest request,
      @Nullable Connection before,
      int version) {
    String registry = registry(request);
    if (request.rulesOrNone().isEmpty() && request.project() == null) {
      throw Problem.invalid(
          "Say whose the images are: rules for repositories, or a project for all of them");
    }
    return new Connection(
        id,
        organisation,
        name,
        request.kind(),
        registry,
        request.plain(),
        request.user() == null ? "" : request.user(),
        password(organisation, name, registry, request, before),
        webhookSecret(organisation, name, request, before),
        request.rulesOrNone().stream().map(Connections::rule).toList(),
        request.project(),
        request.discoveryMinutes(),
        null,
        "",
        version);
  }

  private static Connection.Rule rule(ConnectionRequest.Rule rule) {
    if (!RepositoryPattern.possible(rule.repositories())) {
      throw Problem.invalid(
          "A rule names repositories like shop/cart, shop/* or shop/**, with at most four stars, and without the registry");
    }
    return new Connection.Rule(new RepositoryPattern(rule.repositories()), rule.project());
  }

  /// As references have it.
  private String registry(ConnectionRequest request) {
    try {
      ImageReference any = ImageReference.parse(request.registry() + "/any/image:any");
      if (!any.repository().equals("any/image")) {
        throw new IllegalArgumentException("no host");
      }
      outgoing.check(
          URI.create((request.plain() ? "http://" : "https://") + any.apiHost() + "/v2/"));
      return any.registry();
    } catch (RefusedAddressException e) {
      throw Problem.invalid("The server does not go to that registry: " + e.getMessage());
    } catch (IllegalArgumentException _) {
      throw Problem.invalid(
          "A registry is a host, with its port where it has one, as references begin: registry.example.com, docker.io");
    }
  }

  /// A password stays only with the registry and the user that it was entered for: else who edits a
  /// connection could have it sent to a server of their own.
  private byte @Nullable [] password(
      int organisation,
      String name,
      String registry,
      ConnectionRequest request,
      @Nullable Connection before) {
    if (request.user() == null) {
      if (request.password() != null) {
        throw Problem.invalid("A password goes with a user: say both, or neither");
      }
      return null;
    }
    if (request.password() != null) {
      return secrets.seal(request.password(), Connection.context(organisation, name, "password"));
    }
    if (before == null
        || before.password() == null
        || !Objects.equals(before.user(), request.user())
        || !before.registry().equals(registry)
        || before.plain() != request.plain()) {
      throw Problem.invalid("Enter the password, too: there is none for this user and registry");
    }
    return before.password();
  }

  private byte @Nullable [] webhookSecret(
      int organisation, String name, ConnectionRequest request, @Nullable Connection before) {
    if (request.webhookSecret() != null) {
      return secrets.seal(
          request.webhookSecret(), Connection.context(organisation, name, "webhook"));
    }
    return before == null ? null : before.webhookSecret();
  }

  private List<Integer> projects(int organisation, Connection connection) {
    return connection.rules().stream()
        .map(rule -> Objects.requireNonNull(project(organisation, rule.project())))
        .toList();
  }

  private @Nullable Integer project(int organisation, @Nullable String name) {
    if (name == null) {
      return null;
    }
    return owners
        .project(organisation, name)
        .orElseThrow(
            () -> Problem.invalid("There is no project " + name + ": make it in its team first"))
        .id();
  }
}
