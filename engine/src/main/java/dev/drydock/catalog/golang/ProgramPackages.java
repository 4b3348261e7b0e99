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
  private static final String[] SECTIONS = {".gopclntab", ".data.rel.ro.gopclntab"};
  private static final int CHUNK = 64 << 10;

  private final ExecutableFile file;
  private final FunctionTableSearch search;

  /// Those in the section; `null` where there is none, or it has not been looked for yet.
  private @Nullable FunctionNames section;

  /// Up to where the build information was looked for.
  private long looked;

  private boolean missed;

  private ProgramPackages(ExecutableFile file, FunctionTableSearch search) {
    this.file = file;
    this.search = search;
  }

  /// Of an executable that passes by, what stands before all else is read at once.
  ///
  /// @param search which may have seen what others let go
  static ProgramPackages of(ExecutableFile file, FunctionTableSearch search) throws IOException {
    ProgramPackages packages = new ProgramPackages(file, search);
    if (!file.content().durable() && !file.sectionsFollow()) {
      packages.readSection();
    }
    return packages;
  }

  /// Lets a stream go by up to `position`, with a look at it.
  void passBy(long position) throws IOException {
    if (!file.elf()) {
      ExecutableFile.passBy(file.content(), position);
      return;
    }
    looked = Math.max(looked, Math.min(position, file.content().size()));
    if (!file.content().durable()) {
      search(looked);
    }
  }

  /// Bytes that were read for another reason.
  ///
  /// @param at where in the file they stand, behind all others
  void seen(byte[] bytes, int length, long at) {
    if (file.elf() && !file.content().durable()) {
      search.bytes(bytes, length, at);
    }
    looked = at + length;
  }

  /// The import paths, that of the program's main package as `main`, once the build information has
  /// been found; `null` where nobody knows, as of programs for other systems than Linux and its
  /// kin: records tell of packages that are vulnerable there alone.
  ///
  /// @throws PassedByException where another reader let go of what would tell
  @Nullable Set<String> all() throws IOException {
    if (!file.elf()) {
      return null;
    }
    if (file.content().durable()) {
      readSection();
      if (section == null) {
        search(looked);
      }
    }
    if (missed && section == null) {
      throw new PassedByException();
    }
    FunctionNames names = section == null ? search.names() : section;
    return names.complete() && (section != null || !search.within()) ? names.packages() : null;
  }

  private void readSection() throws IOException {
    Segment place = null;
    for (int i = 0; i < SECTIONS.length && place == null; i++) {
      place = file.section(SECTIONS[i]);
    }
    if (place == null) {
      return;
    }
    FunctionNames names = new FunctionNames();
    section = names;
    int length = (int) Math.min(FunctionTable.LONGEST_HEADER, place.size());
    FileContent content = file.content();
    content.passBy(place.offset());
    byte[] header = ExecutableFile.bytes(content, place.offset(), length);
    FunctionTable table =
        header == null ? null : FunctionTable.of(header, place.offset(), place.size());
    if (table != null) {
      ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
      for (long at = table.from(); at < table.to(); at += buffer.position()) {
        content.passBy(at);
        if (content.read(at, limited(buffer, table.to() - at)) <= 0) {
          section = new FunctionNames(); // it ends early: those at its end are not known
          return;
        }
        names.add(buffer.array(), 0, buffer.position());
      }
      names.end();
    }
  }

  private void search(long end) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.clamp(end - search.searched(), 1, CHUNK));
    FileContent content = file.content();
    while (search.searched() < end) {
      long at = search.searched();
      content.passBy(at);
      limited(buffer, end - at);
      try {
        if (content.read(at, buffer) <= 0) {
          return;
        }
        search.bytes(buffer.array(), buffer.position(), at);
      } catch (PassedByException _) {
        missed = true;
        search.missed(at + buffer.limit());
      }
    }
  }

  private static ByteBuffer limited(ByteBuffer buffer, long most) {
    return buffer.clear().limit((int) Math.min(buffer.capacity(), most));
  }
}
