package dev.drydock.server.fleet.inventory;

import dev.drydock.image.registry.ImageReference;
import dev.drydock.server.fleet.ImageDigest;
import dev.drydock.server.fleet.Times;
import dev.drydock.server.fleet.inventory.Snapshot.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The tables `cluster` and `deployment`.
@Component
class InventoryStore {
  private static final String SAME =
      """
      t.namespace = d.namespace and t.workload = d.workload and t.container = d.container
        and t.reference = d.reference and t.digest is not distinct from d.digest
      """;

  private final JdbcClient database;

  InventoryStore(JdbcClient database) {
    this.database = database;
  }

  /// What a snapshot has changed.
  ///
  /// @param images whose deployments have changed
  record Change(int opened, int closed, NavigableSet<Integer> images) {}

  /// Two snapshots of one cluster come one after the other.
  ///
  /// @return when the last one came; at the earliest, this one comes then
  Instant hold(int organisation, String cluster, String environment, Instant now) {
    database
        .sql(
            """
            insert into cluster (organisation_id, name, environment, told_at) values (?, ?, ?, ?)
            on conflict do nothing
            """)
        .params(organisation, cluster, environment, Times.of(now))
        .update();
    return database
        .sql(
            """
            update cluster set environment = ?, told_at = greatest(told_at, ?)
            where organisation_id = ? and name = ? returning told_at
            """)
        .params(environment, Times.of(now), organisation, cluster)
        .query((row, number) -> Times.read(row, "told_at"))
        .single();
  }

  Change replace(
      int organisation, String cluster, String environment, Snapshot snapshot, Instant now) {
    told(snapshot);
    NavigableSet<Integer> images = new TreeSet<>();
    int closed = close(organisation, cluster, now, images);
    update(organisation, cluster, environment);
    int opened = open(organisation, cluster, environment, now);
    resolve(organisation, cluster, images);
    return new Change(opened, closed, images);
  }

  /// Puts the snapshot beside the table that it is compared with.
  private void told(Snapshot snapshot) {
    int size = snapshot.size();
    String[] namespaces = new String[size];
    String[] workloads = new String[size];
    String[] containers = new String[size];
    String[] references = new String[size];
    byte[] @Nullable [] digests = new byte[size][];
    int[] replicas = new int[size];
    boolean[] facing = new boolean[size];
    int i = 0;
    for (Map.Entry<Running, Seen> one : snapshot.all().entrySet()) {
      Running running = one.getKey();
      ImageDigest digest = running.digest();
      namespaces[i] = running.namespace();
      workloads[i] = running.workload();
      containers[i] = running.container();
      references[i] = running.reference();
      digests[i] = digest == null ? null : digest.bytes();
      replicas[i] = one.getValue().replicas();
      facing[i] = one.getValue().internetFacing();
      i++;
    }
    database
        .sql(
            """
            create temporary table told (namespace text, workload text, container text, reference text,
              digest bytea, replicas int, internet_facing boolean) on commit drop
            """)
        .update();
    database
        .sql(
            """
            insert into told select * from unnest(cast(? as text[]), cast(? as text[]), cast(? as text[]),
              cast(? as text[]), cast(? as bytea[]), cast(? as int[]), cast(? as boolean[]))
            """)
        .param(namespaces)
        .param(workloads)
        .param(containers)
        .param(references)
        .param(digests)
        .param(replicas)
        .param(facing)
        .update();
    database.sql("analyze told").update();
  }

  private int close(int organisation, String cluster, Instant now, NavigableSet<Integer> images) {
    List<Integer> gone =
        database
            .sql(
                """
                update deployment d set until = greatest(d.since, ?)
                where d.organisation_id = ? and d.cluster = ? and d.until is null
                  and not exists (select from told t where %s)
                returning coalesce(d.image_id, 0) as image_id
                """
                    .formatted(SAME))
            .params(Times.of(now), organisation, cluster)
            .query((row, number) -> row.getInt("image_id"))
            .list();
    gone.stream().filter(id -> id > 0).forEach(images::add);
    return gone.size();
  }

  private void update(int organisation, String cluster, String environment) {
    database
        .sql(
            """
            update deployment d set replicas = t.replicas, internet_facing = t.internet_facing,
              environment = ?
            from told t
            where d.organisation_id = ? and d.cluster = ? and d.until is null and %s
              and (d.replicas, d.internet_facing, d.environment) is distinct from
                (t.replicas, t.internet_facing, ?)
            """
                .formatted(SAME))
        .params(environment, organisation, cluster, environment)
        .update();
  }

  private int open(int organisation, String cluster, String environment, Instant now) {
    return database
        .sql(
            """
            insert into deployment (organisation_id, environment, cluster, namespace, workload, container,
              reference, digest, internet_facing, replicas, since)
            select ?, ?, ?, t.namespace, t.workload, t.container, t.reference, t.digest,
              t.internet_facing, t.replicas, ?
            from told t
            where not exists (select from deployment d
              where d.organisation_id = ? and d.cluster = ? and d.until is null and %s)
            """
                .formatted(SAME))
        .params(organisation, environment, cluster, Times.of(now), organisation, cluster)
        .update();
  }

  /// Finds the images of what is open and has none yet.
  private void resolve(int organisation, String cluster, NavigableSet<Integer> images) {
    images.addAll(
        database
            .sql(
                """
                update deployment d set image_id = coalesce(
                  (select i.id from image i where i.organisation_id = d.organisation_id and i.digest = d.digest),
                  (select min(a.image_id) from image_alias a
                    where a.organisation_id = d.organisation_id and a.digest = d.digest))
                where d.organisation_id = ? and d.cluster = ? and d.until is null and d.image_id is null
                  and (exists (select from image i
                      where i.organisation_id = d.organisation_id and i.digest = d.digest)
                    or exists (select from image_alias a
                      where a.organisation_id = d.organisation_id and a.digest = d.digest))
                returning d.image_id
                """)
            .params(organisation, cluster)
            .query((row, number) -> row.getInt("image_id"))
            .list());
    for (String reference : withoutDigest(organisation, cluster)) {
      byTag(organisation, cluster, reference, images);
    }
  }

  private List<String> withoutDigest(int organisation, String cluster) {
    return database
        .sql(
            """
            select distinct reference from deployment
            where organisation_id = ? and cluster = ? and until is null and image_id is null
              and digest is null
            """)
        .params(organisation, cluster)
        .query((row, number) -> row.getString("reference"))
        .list();
  }

  /// Where the cluster says no digest, the tag is all that there is.
  private void byTag(
      int organisation, String cluster, String reference, NavigableSet<Integer> images) {
    ImageReference named;
    try {
      named = ImageReference.parse(reference);
    } catch (IllegalArgumentException _) {
      return; // no registry's name: nobody can have brought it
    }
    String tag = named.tag();
    if (tag == null) {
      return; // its digest would have been told
    }
    images.addAll(
        database
            .sql(
                """
                update deployment d set image_id = t.image_id
                from tag_period t join repository r on r.id = t.repository_id
                where r.organisation_id = ? and r.name = ? and t.tag = ? and t.until is null
                  and d.organisation_id = r.organisation_id and d.cluster = ? and d.until is null
                  and d.image_id is null and d.digest is null and d.reference = ?
                returning d.image_id
                """)
            .params(
                organisation, named.registry() + "/" + named.repository(), tag, cluster, reference)
            .query((row, number) -> row.getInt("image_id"))
            .list());
  }

  /// How many open deployments show images that nobody has brought, and some of them.
  Unknown unknown(int organisation, String cluster, int most) {
    List<String> references =
        database
            .sql(
                """
                select distinct reference from deployment
                where organisation_id = ? and cluster = ? and until is null and image_id is null
                order by reference
                """)
            .params(organisation, cluster)
            .query((row, number) -> row.getString("reference"))
            .list();
    return new Unknown(references.size(), references.stream().limit(most).toList());
  }

  /// @param some of them, in order
  record Unknown(int count, List<String> some) {}
}
