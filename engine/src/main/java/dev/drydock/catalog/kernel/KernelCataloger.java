package dev.drydock.catalog.kernel;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Expanded;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.executable.ExecutableFile;
import dev.drydock.image.FileContent;
import dev.drydock.image.HeapContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the Linux kernel, `boot/vmlinuz-*` or `lib/modules/VERSION/vmlinuz`, and those of its
/// modules (`.ko`, also with `.xz`, `.zst` or `.gz` after it) that have a version of their own.
///
/// A module without one is a part of the kernel, whose version it has. Where packages of the
/// operating system brought them, as is the rule, neither is said again.
public final class KernelCataloger implements FileCataloger {
  private static final String NAME = "linux-kernel";
  private static final String KERNEL = "vmlinuz";
  private static final String MODULES = "lib/modules/";
  private static final int LONGEST_VERSION = 128;

  /// Where the setup header of x86 says who it is, and where its version stands ([Linux boot
  /// protocol](https://docs.kernel.org/arch/x86/boot.html)).
  private static final int HEADER = 0x202;

  private static final int HEADER_MAGIC = 0x53726448; // "HdrS"
  private static final int VERSION_POINTER = 0x20e;
  private static final int VERSION_BASE = 0x200;

  private final Limits limits;

  public KernelCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    return module(path) || kernel(path);
  }

  private static boolean module(String path) {
    return path.endsWith(".ko")
        || path.endsWith(".ko.xz")
        || path.endsWith(".ko.zst")
        || path.endsWith(".ko.gz");
  }

  private static boolean kernel(String path) {
    if (!path.startsWith("boot/")
        && !path.startsWith(MODULES)
        && !path.startsWith("usr/" + MODULES)) {
      return false;
    }
    int name = path.lastIndexOf('/') + 1;
    return path.startsWith(KERNEL, name)
        && (path.length() == name + KERNEL.length() || path.charAt(name + KERNEL.length()) == '-')
        && !path.endsWith(".hmac");
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    if (module(file.path())) {
      module(file, content, out);
      return;
    }
    String told = version(content);
    String version = told == null ? versionOfPath(file.path()) : told;
    if (version != null) {
      out.add(
          component(
              NAME, version, "", file, told == null ? "file name" : "setup header of the kernel"));
    }
  }

  private void module(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] stored = content.bytes(limits.documentBytes(), file.path());
    KernelModule module =
        KernelModule.read(new HeapContent(Expanded.bytes(stored, limits, file.path())));
    if (module == null) {
      if (file.path().startsWith(MODULES) || file.path().startsWith("usr/" + MODULES)) {
        throw new IOException(file.path() + " has no module information");
      }
      return; // elsewhere, the name may mean Korean, or a module of another system
    }
    if (module.version().isEmpty()) {
      return;
    }
    String name = module.name().isEmpty() ? nameOfPath(file.name()) : module.name();
    if (!name.isEmpty()) {
      out.add(component(name, module.version(), module.licence(), file, "module information"));
    }
  }

  /// The kernel calls a module after its file, with `_` for `-`.
  private static String nameOfPath(String name) {
    return name.substring(0, name.indexOf(".ko")).replace('-', '_');
  }

  private static Component component(
      String name, String version, String licence, LayerEntry file, String source) {
    return new Component(
        name,
        version,
        Purl.of("generic", null, name, version),
        null,
        licence.isEmpty() ? List.of() : List.of(licence),
        List.of(new Location(file.path(), file.layer())),
        new Evidence(NAME, source));
  }

  /// `6.1.0-18-amd64` of a bzImage, whose version goes on with who built it; `null` for kernels of
  /// other processors.
  private static @Nullable String version(FileContent content) throws IOException {
    byte[] start = ExecutableFile.bytes(content, HEADER, VERSION_POINTER + 2 - HEADER);
    if (start == null) {
      return null;
    }
    ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    int pointer = header.getShort(VERSION_POINTER - HEADER) & 0xffff;
    byte[] text =
        header.getInt(0) != HEADER_MAGIC || pointer == 0
            ? null
            : ExecutableFile.bytes(content, pointer + VERSION_BASE, LONGEST_VERSION);
    if (text == null) {
      return null;
    }
    String all = new String(text, StandardCharsets.ISO_8859_1);
    int end = 0;
    while (end < all.length() && all.charAt(end) > ' ' && all.charAt(end) < 0x7f) {
      end++;
    }
    return end == 0 || all.charAt(0) < '0' || all.charAt(0) > '9' ? null : all.substring(0, end);
  }

  /// What follows `vmlinuz-`, else the folder; `null` where neither starts with a number.
  private static @Nullable String versionOfPath(String path) {
    int name = path.lastIndexOf('/');
    String version =
        path.length() > name + 1 + KERNEL.length() + 1
            ? path.substring(name + 1 + KERNEL.length() + 1)
            : path.substring(path.lastIndexOf('/', name - 1) + 1, Math.max(name, 0));
    return version.isEmpty() || version.charAt(0) < '0' || version.charAt(0) > '9' ? null : version;
  }
}
