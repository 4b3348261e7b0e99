package dev.drydock.server.fleet.ingest;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Distribution;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.Origins;
import dev.drydock.server.component.StoredSet;
import dev.drydock.server.fleet.ImageDigest;
import dev.drydock.server.fleet.Times;
import dev.drydock.server.fleet.ingest.Arrival.Alias;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The tables `image`, `image_set`, `image_alias` and `bom_document`.
@Component
class ImageStore {
  private static final int LONGEST_TEXT = 500;
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final JdbcClient database;

  ImageStore(JdbcClient database) {
    this.database = database;
  }

  /// An image that is there.
  ///
  /// @param document the digest of its bill of materials
  record Stored(
      int id,
      ImageDigest document,
      int components,
      String platform,
      String distribution,
      Instant ingestedAt) {}

  /// Within a transaction it stays until that ends.
  Optional<Stored> find(int organisation, ImageDigest digest) {
    return database
        .sql(
            """
            select id, bom_digest, components, platform, distribution, ingested_at
            from image where organisation_id = ? and digest = ?
            for key share
            """)
        .params(organisation, digest.bytes())
        .query(
            (row, number) ->
                new Stored(
                    row.getInt("id"),
                    ImageDigest.of(row.getBytes("bom_digest")),
                    row.getInt("components"),
                    row.getString("platform"),
                    row.getString("distribution"),
                    Times.read(row, "ingested_at")))
        .optional();
  }

  /// It stays until the transaction ends, by when an image has it.
  void keep(BomDocument document) {
    while (!insert(document) && !hold(document)) {
      // somebody has removed it in between
    }
  }

  private boolean insert(BomDocument document) {
    return database
            .sql(
                "insert into bom_document (digest, content, size) values (?, ?, ?) on conflict do nothing")
            .params(document.digest().bytes(), document.packed(), document.content().length)
            .update()
        == 1;
  }

  private boolean hold(BomDocument document) {
    return database
        .sql("select size from bom_document where digest = ? for key share")
        .param(document.digest().bytes())
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /// @return its id; empty where another transaction was faster, and has been committed
  Optional<Integer> insert(int organisation, Arrival arrival, Origins origins, Instant now) {
    Bom bom = arrival.bom();
    BaseImage base = origins.base();
    return database
        .sql(
            """
            insert into image (organisation_id, digest, bom_digest, platform, distribution, base_reference,
              base_digest, built_at, components, ingested_at)
            values (?, ?, ?, ?, ?, ?, cast(? as bytea), cast(? as timestamptz), ?, ?)
            on conflict (organisation_id, digest) do nothing returning id
            """)
        .param(organisation)
        .param(arrival.digest().bytes())
        .param(arrival.document().digest().bytes())
        .param(text(bom.subject().platform()))
        .param(distribution(bom))
        .param(base == null || base.reference() == null ? "" : text(base.reference()))
        .param(baseDigest(base))
        .param(Times.ofNullable(moment(bom.subject().created())))
        .param(bom.components().size())
        .param(Times.of(now))
        .query(Integer.class)
        .optional();
  }

  /// Puts another bill of materials in the place of the one that an image has.
  void replace(int image, Arrival arrival, Origins origins) {
    Bom bom = arrival.bom();
    BaseImage base = origins.base();
    database
        .sql(
            """
            update image set bom_digest = ?, platform = ?, distribution = ?, base_reference = ?,
              base_digest = cast(? as bytea), components = ?
            where id = ?
            """)
        .param(arrival.document().digest().bytes())
        .param(text(bom.subject().platform()))
        .param(distribution(bom))
        .param(base == null || base.reference() == null ? "" : text(base.reference()))
        .param(baseDigest(base))
        .param(bom.components().size())
        .param(image)
        .update();
    database.sql("delete from image_set where image_id = ?").param(image).update();
  }

  /// Which sets an image consists of.
  void sets(int image, Bom bom, Origins origins, List<StoredSet> sets) {
    int[] ids = new int[sets.size()];
    String[] layers = new String[sets.size()];
    String[] whose = new String[sets.size()];
    BaseImage base = origins.base();
    for (int i = 0; i < ids.length; i++) {
      StoredSet set = sets.get(i);
      String layer = bom.layerId(set.layer());
      ids[i] = set.id();
      layers[i] = layer == null ? "" : text(layer);
      whose[i] = set.layer() < 0 || base == null ? "u" : set.layer() < base.layers() ? "b" : "a";
    }
    database
        .sql(
            """
            insert into image_set (image_id, set_id, position, layer, origin)
            select ?, s.id, s.position - 1, s.layer, cast(s.origin as "char")
            from unnest(cast(? as int[]), cast(? as text[]), cast(? as text[]))
              with ordinality as s(id, layer, origin, position)
            """)
        .param(image)
        .param(ids)
        .param(layers)
        .param(whose)
        .update();
  }

  /// Keeps by what else the image is named, and gives it to the deployments that waited for it.
  void names(int organisation, int image, ImageDigest digest, List<Alias> aliases) {
    byte[][] digests = new byte[aliases.size() + 1][];
    digests[0] = digest.bytes();
    for (int i = 0; i < aliases.size(); i++) {
      Alias alias = aliases.get(i);
      digests[i + 1] = alias.digest().bytes();
      database
          .sql(
              """
              insert into image_alias (organisation_id, digest, image_id, kind) values (?, ?, ?, ?)
              on conflict do nothing
              """)
          .params(organisation, alias.digest().bytes(), image, alias.kind())
          .update();
    }
    database
        .sql(
            """
            update deployment set image_id = ?
            where organisation_id = ? and digest = any(cast(? as bytea[])) and until is null
              and image_id is null
            """)
        .param(image)
        .param(organisation)
        .param(digests)
        .update();
  }

  private static String distribution(Bom bom) {
    Distribution distribution = bom.distribution();
    return distribution == null ? "" : text(distribution.purlQualifier());
  }

  private static byte @Nullable [] baseDigest(@Nullable BaseImage base) {
    String digest = base == null ? null : base.digest();
    return digest == null ? null : ImageDigest.parse(digest).map(ImageDigest::bytes).orElse(null);
  }

  /// What a document says is nobody's word: it may be of any length, with anything in it.
  static String text(String said) {
    String clean = BomParser.oneLine(said);
    return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT);
  }

  private static @Nullable Instant moment(@Nullable String said) {
    if (said == null) {
      return null;
    }
    try {
      Instant built = Instant.parse(said);
      // reproducible builds say 1970, and a hostile one any year
      return built.isBefore(Instant.EPOCH.plusSeconds(1)) || built.isAfter(LATEST) ? null : built;
    } catch (DateTimeException _) {
      return null;
    }
  }
}
