package dev.drydock.image.layer;

import dev.drydock.image.FileContent;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// The content of what has none.
enum EmptyContent implements FileContent {
  INSTANCE;

  @Override
  public long size() {
    return 0;
  }

  @Override
  public int read(long position, ByteBuffer target) {
    return 0;
  }

  @Override
  public InputStream stream() {
    return InputStream.nullInputStream();
  }

  @Override
  public boolean durable() {
    return true;
  }
}
