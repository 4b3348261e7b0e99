package dev.drydock.server.fleet;

import dev.drydock.bom.Bom;
import dev.drydock.bom.reading.BomReader;
import dev.drydock.limits.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Bills of materials as they are kept, under the digest of their content.
@Component
public class StoredDocuments {
  private static final String NAMED = "the document";

  private final JdbcClient database;
  private final Limits limits;

  StoredDocuments(JdbcClient database, FleetSettings settings) {
    this.database = database;
    this.limits = settings.limits();
  }

  /// Compressed with gzip.
  public byte[] packed(ImageDigest document) {
    return database
        .sql("select content from bom_document where digest = ?")
        .param(document.bytes())
        .query(byte[].class)
        .single();
  }

  public byte[] content(ImageDigest document) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed(document)))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// It was read once before it was stored.
  public Bom read(ImageDigest document) {
    try {
      return new BomReader(limits).read(content(document), NAMED, NAMED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
