package dev.drydock.server.gate;

import dev.drydock.bom.Bom;
import dev.drydock.bom.reading.BomReader;
import dev.drydock.limits.Limits;
import dev.drydock.server.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Bills of materials of the images that a project has in the fleet.
@Component
class StoredImages {
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final String NAMED = "the document";

  private final JdbcClient database;
  private final Limits limits = Limits.defaults();

  StoredImages(JdbcClient database) {
    this.database = database;
  }

  /// @throws Problem 404 where the project has no such image
  Bom bom(PolicyPlace project, String digest) {
    byte[] packed =
        DIGEST.matcher(digest).matches()
            ? database
                .sql(
                    """
                    select d.content from bom_document d join image i on i.bom_digest = d.digest
                    where i.digest = :digest and exists (
                      select from repository_image ri join repository r on r.id = ri.repository_id
                      where ri.image_id = i.id and r.project_id = :project)
                    """)
                .param("digest", HexFormat.of().parseHex(digest.substring("sha256:".length())))
                .param("project", project.id())
                .query(byte[].class)
                .optional()
                .orElse(null)
            : null;
    if (packed == null) {
      throw Problem.notFound(
          "The project has no image "
              + digest
              + "; `drydock scan --server` brings one, and its digest is sha256: with 64 digits");
    }
    return read(packed);
  }

  /// It was read once before it was stored, perhaps by another version.
  private Bom read(byte[] packed) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new BomReader(limits).read(in.readAllBytes(), NAMED, NAMED);
    } catch (IOException e) {
      throw Problem.conflict(
          "The image's bill of materials cannot be read any more; `drydock scan --server` brings it again");
    }
  }
}
