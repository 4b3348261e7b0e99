package dev.drydock.bom.reading;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Creation;
import dev.drydock.bom.SampleBoms;
import dev.drydock.bom.cyclonedx.CycloneDxJson;
import dev.drydock.bom.cyclonedx.CycloneDxVersion;
import dev.drydock.bom.cyclonedx.CycloneDxXml;
import dev.drydock.bom.spdx.Spdx3Json;
import dev.drydock.bom.spdx.SpdxJson;
import dev.drydock.bom.spdx.SpdxTagValue;
import dev.drydock.report.json.BomJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Every form of bill of materials that Drydock writes.
public enum Written {
  CYCLONEDX_JSON(CycloneDxJson::write),
  CYCLONEDX_XML((bom, by, out) -> CycloneDxXml.write(bom, by, CycloneDxVersion.V1_6, out)),
  CYCLONEDX_17_JSON((bom, by, out) -> CycloneDxJson.write(bom, by, CycloneDxVersion.V1_7, out)),
  CYCLONEDX_17_XML((bom, by, out) -> CycloneDxXml.write(bom, by, CycloneDxVersion.V1_7, out)),
  SPDX_JSON(SpdxJson::write),
  SPDX_TAGS(SpdxTagValue::write),
  SPDX_3_JSON(Spdx3Json::write),
  OWN_JSON(BomJson::write);

  private final Writer writer;

  private interface Writer {
    void write(Bom bom, Creation creation, OutputStream out) throws IOException;
  }

  Written(Writer writer) {
    this.writer = writer;
  }

  public byte[] of(Bom bom) throws IOException {
    return of(bom, SampleBoms.CREATION);
  }

  public byte[] of(Bom bom, Creation creation) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(bom, creation, out);
    return out.toByteArray();
  }
}
