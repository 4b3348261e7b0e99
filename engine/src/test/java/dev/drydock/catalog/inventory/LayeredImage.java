package dev.drydock.catalog.inventory;

import dev.drydock.image.Digest;
import dev.drydock.image.FileContent;
import dev.drydock.image.HeapContent;
import dev.drydock.image.Image;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.LayerEntry.Type;
import dev.drydock.image.Platform;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An image written down in a test, layer by layer. Contents are good during a visit only, like
/// those of a compressed layer.
final class LayeredImage implements Image {
  private final List<TestLayer> layers = new ArrayList<>();
  private boolean durable;
  private boolean verified;

  /// Begins the next layer.
  LayeredImage layer() {
    layers.add(new TestLayer(layers.size(), durable, verified));
    return this;
  }

  /// From here on, layers have digests that reading them holds them to.
  LayeredImage verified() {
    verified = true;
    return this;
  }

  /// From here on, contents can be read at any time, like those of a plain tar.
  LayeredImage durable() {
    durable = true;
    return this;
  }

  LayeredImage program(String path, String content) {
    return entry(path, Type.FILE, 0755, null, content);
  }

  LayeredImage file(String path, String content) {
    return entry(path, Type.FILE, 0644, null, content);
  }

  LayeredImage directory(String path) {
    return entry(path, Type.DIRECTORY, 0755, null, "");
  }

  LayeredImage symlink(String path, String target) {
    return entry(path, Type.SYMLINK, 0777, target, "");
  }

  LayeredImage hardlink(String path, String target) {
    return entry(path, Type.HARDLINK, 0644, target, "");
  }

  LayeredImage program(String path, byte[] content) {
    return entry(path, Type.FILE, 0755, null, content);
  }

  private LayeredImage entry(
      String path, Type type, int mode, @Nullable String link, String content) {
    return entry(path, type, mode, link, content.getBytes(StandardCharsets.UTF_8));
  }

  private LayeredImage entry(
      String path, Type type, int mode, @Nullable String link, byte[] bytes) {
    TestLayer layer = layers.getLast();
    layer.entries.add(new LayerEntry(path, type, bytes.length, mode, link, layer.index));
    layer.contents.add(bytes);
    return this;
  }

  /// How often the layer was read.
  int walks(int layer) {
    return layers.get(layer).walks;
  }

  @Override
  public String reference() {
    return "test";
  }

  @Override
  public @Nullable Digest digest() {
    return null;
  }

  @Override
  public ImageConfig config() {
    return new ImageConfig(
        null,
        new Platform("linux", "amd64", null),
        null,
        null,
        List.of(),
        false,
        List.of(),
        List.of(),
        Map.of());
  }

  @Override
  public List<Layer> layers() {
    return List.copyOf(layers);
  }

  @Override
  public List<String> warnings() {
    return List.of();
  }

  @Override
  public void close() {}

  private static final class TestLayer implements Layer {
    private final int index;
    private final List<LayerEntry> entries = new ArrayList<>();
    private final List<byte[]> contents = new ArrayList<>();
    private final boolean durable;
    private final boolean verified;
    private int walks;

    TestLayer(int index, boolean durable, boolean verified) {
      this.index = index;
      this.durable = durable;
      this.verified = verified;
    }

    @Override
    public @Nullable Digest verified() {
      if (!verified) {
        return null;
      }
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < entries.size(); i++) {
        LayerEntry entry = entries.get(i);
        all.append(entry.path()).append(entry.type()).append(entry.link());
        all.append(new String(contents.get(i), StandardCharsets.UTF_8)).append('\n');
      }
      return Digest.of("sha256", all.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Description description() {
      return new Description(index, null, null, "application/x-tar", "RUN step " + index, 0);
    }

    @Override
    public synchronized void walk(Visitor visitor)
        throws java.io.IOException, InterruptedException {
      walks++;
      for (int i = 0; i < entries.size(); i++) {
        if (durable) {
          visitor.visit(entries.get(i), new HeapContent(contents.get(i)));
          continue;
        }
        Passing content = new Passing(contents.get(i));
        visitor.visit(entries.get(i), content);
        content.gone = true;
      }
    }
  }

  private static final class Passing implements FileContent {
    private final byte[] bytes;
    private boolean gone;

    Passing(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public int read(long position, ByteBuffer target) {
      if (gone) {
        throw new IllegalStateException("read after the visit");
      }
      int n = (int) Math.min(target.remaining(), bytes.length - position);
      target.put(bytes, (int) position, n);
      return n;
    }

    @Override
    public InputStream stream() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public boolean durable() {
      return false;
    }
  }
}
