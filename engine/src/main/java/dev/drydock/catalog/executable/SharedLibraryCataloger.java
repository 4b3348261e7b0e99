package dev.drydock.catalog.executable;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.LinkedFile;
import dev.drydock.image.FileContent;
import dev.drydock.image.ImageException;
import dev.drydock.image.LayerEntry;
import java.io.IOException;

/// Finds no components, but which shared libraries the programs and libraries of an image need: a
/// package must not be removed for nothing where a program that was copied into the image is linked
/// with a library of it.
///
/// Of layers that can be read at any place only files that no package owns are read. Of a stream
/// all that are executables are, since whose they are shows only at its end.
public final class SharedLibraryCataloger implements FileCataloger {
  /// No ELF file with a dynamic section is smaller.
  private static final int SMALLEST = 256;

  /// Where dpkg keeps the scripts of packages, one of which is a program.
  private static final String SCRIPTS = "var/lib/dpkg/info/";

  @Override
  public String name() {
    return "shared-library";
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() >= SMALLEST
        && (ExecutableFile.named(file) || file.path().endsWith(".node"))
        && !file.path().startsWith(SCRIPTS);
  }

  @Override
  public boolean recognises(byte[] head) {
    return head.length >= 4
        && head[0] == 0x7f
        && head[1] == 'E'
        && head[2] == 'L'
        && head[3] == 'F';
  }

  @Override
  public Part reads() {
    return Part.BEGINNING;
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    ElfFile elf = ElfFile.of(content);
    if (elf == null) {
      return; // nothing that runs
    }
    try {
      DynamicSection section = DynamicSection.read(elf);
      if (!section.libraries().isEmpty()) {
        out.linked(new LinkedFile(file.path(), section.libraries(), section.directories()));
      } else if (ExecutableFile.packed(content)) {
        out.linked(LinkedFile.unknown(file.path()));
      }
    } catch (ImageException e) {
      throw e;
    } catch (IOException _) {
      // passed by, beyond a bound, or no sense in it
      out.linked(LinkedFile.unknown(file.path()));
    }
  }
}
