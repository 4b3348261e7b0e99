package dev.drydock.catalog.golang;

import dev.drydock.catalog.executable.ExecutableFile;
import dev.drydock.catalog.executable.ExecutableFile.Segment;
import dev.drydock.image.FileContent;
import dev.drydock.image.PassedByException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which packages are in a Go program, while it is looked for what it was built from: the linker
/// leaves out those that nothing needs.
///
/// Go's linker names a section for the [table of functions][FunctionTable]. Where sections are not
/// known - in Windows' executables, without section headers, and in a stream, where they come too
/// late - it is searched for, from the beginning up to the build information, before which it
/// stands. A program that has another one within it may be found to have the packages of both then:
/// so it has.
final class ProgramPackages {
  private static final String[] SECTIONS = {
    ".gopclntab", ".data.rel.ro.gopclntab", "__gopclntab"
  };
  private static final int CHUNK = 64 << 10;

  private final ExecutableFile file;
  private final FunctionNames names = new FunctionNames();
  private final FunctionTableSearch search = new FunctionTableSearch(names);

  /// Up to where the build information was looked for.
  private long looked;

  private boolean missed;

  private ProgramPackages(ExecutableFile file) {
    this.file = file;
  }

  /// Of an executable that passes by, what stands before all else is read at once.
  static ProgramPackages of(ExecutableFile file) throws IOException {
    ProgramPackages packages = new ProgramPackages(file);
    if (!file.content().durable() && !file.sectionsFollow()) {
      packages.readSection();
    }
    return packages;
  }

  /// Lets a stream go by up to `position`, with a look at it.
  void passBy(long position) throws IOException {
    if (!file.content().durable()) {
      search(Math.min(position, file.content().size()));
    }
    looked = Math.max(looked, position);
  }

  /// Bytes that were read for another reason.
  ///
  /// @param at where in the file they stand, behind all others
  void seen(byte[] bytes, int length, long at) {
    if (!file.content().durable()) {
      search.bytes(bytes, length, at);
    }
    looked = at + length;
  }

  /// The import paths, that of the program's main package as `main`, once the build information has
  /// been found; `null` where nobody knows.
  ///
  /// @throws PassedByException where another reader let go of what would tell
  @Nullable Set<String> all() throws IOException {
    if (file.content().durable() && !readSection()) {
      long end = Math.min(looked, file.content().size());
      looked = 0;
      search(end);
    }
    if (missed && !names.complete()) {
      throw new PassedByException();
    }
    return names.complete() ? names.packages() : null;
  }

  /// Whether there is one.
  private boolean readSection() throws IOException {
    Segment section = null;
    for (int i = 0; i < SECTIONS.length && section == null; i++) {
      section = file.section(SECTIONS[i]);
    }
    if (section == null) {
      return false;
    }
    int length = (int) Math.min(FunctionTable.LONGEST_HEADER, section.size());
    FileContent content = file.content();
    content.passBy(section.offset());
    byte[] header = ExecutableFile.bytes(content, section.offset(), length);
    FunctionTable table =
        header == null ? null : FunctionTable.of(header, section.offset(), section.size());
    if (table != null) {
      ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
      for (long at = table.from(); at < table.to(); at += buffer.position()) {
        content.passBy(at);
        if (content.read(at, limited(buffer, table.to() - at)) <= 0) {
          return true; // it ends early
        }
        names.add(buffer.array(), 0, buffer.position());
      }
      names.end();
    }
    return true;
  }

  private void search(long end) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.clamp(end - looked, 1, CHUNK));
    FileContent content = file.content();
    while (looked < end) {
      content.passBy(looked);
      limited(buffer, end - looked);
      try {
        if (content.read(looked, buffer) <= 0) {
          return;
        }
        search.bytes(buffer.array(), buffer.position(), looked);
      } catch (PassedByException _) {
        missed = true;
        buffer.position(buffer.limit());
      }
      looked += buffer.position();
    }
  }

  private static ByteBuffer limited(ByteBuffer buffer, long most) {
    return buffer.clear().limit((int) Math.min(buffer.capacity(), most));
  }
}
