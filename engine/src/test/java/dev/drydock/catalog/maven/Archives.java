package dev.drydock.catalog.maven;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Builds archives for tests with the JDK's own writer.
public final class Archives {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);

  public static Archives jar() {
    return new Archives();
  }

  public Archives with(String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
    return this;
  }

  public Archives with(String name, String content) throws IOException {
    return with(name, content.getBytes(StandardCharsets.UTF_8));
  }

  public Archives stored(String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
    return this;
  }

  public Archives manifest(String... lines) throws IOException {
    return with(
        "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n" + String.join("\r\n", lines) + "\r\n");
  }

  public Archives pom(String group, String artifact, String version) throws IOException {
    return with(
        "META-INF/maven/" + group + "/" + artifact + "/pom.properties",
        "#Generated\ngroupId=" + group + "\nartifactId=" + artifact + "\nversion=" + version);
  }

  public byte[] bytes() throws IOException {
    zip.finish();
    return bytes.toByteArray();
  }
}
