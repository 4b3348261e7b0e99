package dev.drydock.image.archive;

import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.compression.ExpandedInput;
import dev.drydock.image.layer.BlobSource;
import dev.drydock.image.layer.FileRegion;
import dev.drydock.image.layer.TarIndex;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The members of a tar. One that is compressed as a whole is decompressed again up to where a
/// member starts, whenever that is read.
final class TarMembers implements Members {
  private static final int MAX_LINKS = 40;

  private final FileRegion file;
  private final Map<String, TarIndex.Member> members;
  private final Limits limits;
  private final String what;

  TarMembers(FileRegion file, TarIndex index, Limits limits, String what) {
    this.file = file;
    this.members = index.members();
    this.limits = limits;
    this.what = what;
  }

  @Override
  public @Nullable Member find(String path) {
    String at = path.startsWith("./") ? path.substring(2) : path;
    for (int i = 0; i < MAX_LINKS; i++) {
      TarIndex.Member member = members.get(at);
      if (member == null) {
        return null;
      }
      String link = member.link();
      if (member.type() == LayerEntry.Type.FILE) {
        return new Found(member);
      }
      if (link == null) {
        return null;
      }
      String next = member.type() == LayerEntry.Type.SYMLINK ? Links.target(at, link) : link;
      if (next == null) {
        return null;
      }
      at = next;
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    file.channel().close();
  }

  private final class Found implements Member {
    private final TarIndex.Member member;

    Found(TarIndex.Member member) {
      this.member = member;
    }

    @Override
    public long size() {
      return member.size();
    }

    @Override
    public byte[] bytes(int max, String name) throws IOException, InterruptedException {
      FileContent content = member.content();
      if (content != null) {
        return content.bytes(max, name);
      }
      if (member.size() > max) {
        throw new LimitExceededException("documentBytes", name, max);
      }
      try (InputStream in = source().open()) {
        return Bounded.readAll(in, max, name);
      }
    }

    @Override
    public BlobSource source() {
      FileContent content = member.content();
      return content != null ? content::stream : this::passBy;
    }

    private InputStream passBy() throws IOException {
      InputStream expanded = ExpandedInput.of(file.stream(), limits, what);
      try {
        expanded.skipNBytes(member.offset());
        return new FirstBytes(expanded, member.size());
      } catch (IOException | RuntimeException e) {
        expanded.close();
        throw e;
      }
    }

    @Override
    public @Nullable FileRegion region() {
      return member.content() == null ? null : FileRegion.of(member.content());
    }
  }
}
