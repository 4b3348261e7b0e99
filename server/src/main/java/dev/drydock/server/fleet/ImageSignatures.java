package dev.drydock.server.fleet;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keeps whether images are signed.
@Component
public class ImageSignatures {
  private final JdbcClient database;

  ImageSignatures(JdbcClient database) {
    this.database = database;
  }

  /// What somebody has seen of one image.
  public void seen(int image, Signed signed) {
    if (signed != Signed.UNKNOWN) {
      database
          .sql("update image set signed = :signed where id = :image and signed = any(:weaker)")
          .param("signed", signed.word())
          .param("image", image)
          .param("weaker", signed.weaker())
          .update();
    }
  }

  /// What somebody has seen of an image or an index, of which the organisation may have the images.
  public void seen(int organisation, ImageDigest digest, Signed signed) {
    database
        .sql(
            """
            update image set signed = :signed
            where organisation_id = :organisation and signed = any(:weaker)
              and (digest = :digest or id in (select a.image_id from image_alias a
                where a.organisation_id = :organisation and a.digest = :digest and a.kind = 'index'))
            """)
        .param("signed", signed.word())
        .param("organisation", organisation)
        .param("digest", digest.bytes())
        .param("weaker", signed.weaker())
        .update();
  }
}
