package dev.drydock.base.hardening;

import dev.drydock.base.declaration.HardeningCheck;
import dev.drydock.base.view.FileNode;
import dev.drydock.base.view.ImageView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is objected to in the files that are there in the end.
final class FileChecks {
  private static final int SETUID = 04000;
  private static final int SETGID = 02000;
  private static final int STICKY = 01000;
  private static final int WRITABLE_BY_ALL = 0002;
  private static final int RUN_BY_ANY = 0111;

  /// More of one kind than a person reads.
  private static final int MOST = 1_000;

  private static final Set<String> PROGRAMS =
      Set.of("bin", "sbin", "usr/bin", "usr/sbin", "usr/local/bin", "usr/local/sbin");
  private static final Set<String> SHELLS =
      Set.of(
          "sh", "ash", "bash", "busybox", "csh", "dash", "fish", "ksh", "mksh", "rbash", "tcsh",
          "toybox", "zsh");
  private static final Set<String> MANAGERS =
      Set.of(
          "apk",
          "apt",
          "apt-get",
          "aptitude",
          "dnf",
          "dnf5",
          "dpkg",
          "microdnf",
          "opkg",
          "pacman",
          "rpm",
          "tdnf",
          "yum",
          "zypper");

  private final ImageView view;
  private final List<Objection> setId = new ArrayList<>();
  private final List<Objection> writable = new ArrayList<>();
  private final List<Objection> programs = new ArrayList<>();

  FileChecks(ImageView view) {
    this.view = view;
  }

  List<Objection> all() {
    for (Map.Entry<String, FileNode> entry : view.files().entrySet()) {
      rights(entry.getKey(), entry.getValue());
      program(entry.getKey(), entry.getValue());
    }
    List<Objection> all = new ArrayList<>(setId);
    all.addAll(writable);
    all.addAll(programs);
    return all;
  }

  private void rights(String path, FileNode file) {
    int mode = file.mode();
    if (file.isFile() && (mode & (SETUID | SETGID)) != 0 && (mode & RUN_BY_ANY) != 0) {
      boolean user = (mode & SETUID) != 0;
      add(
          setId,
          HardeningCheck.SETUID,
          path,
          file,
          "runs with the rights of its "
              + (user ? "owner (user " + file.owner().user() : "group (" + file.owner().group())
              + "), whoever starts it: a way to become more than one is",
          "take the right away, RUN chmod "
              + (user ? "u" : "g")
              + "-s /"
              + path
              + ", or remove it");
    }
    boolean lasting = file.isFile() || file.isDirectory() && (mode & STICKY) == 0;
    if (lasting && (mode & WRITABLE_BY_ALL) != 0) {
      add(
          writable,
          HardeningCheck.WORLD_WRITABLE,
          path,
          file,
          "can be changed by every user, so that one may leave something for another to run",
          "take the right away: RUN chmod o-w /" + path);
    }
  }

  private void program(String path, FileNode file) {
    int slash = path.lastIndexOf('/');
    if (slash < 0 || !PROGRAMS.contains(path.substring(0, slash)) || !runs(path, file)) {
      return;
    }
    String name = path.substring(slash + 1);
    if (SHELLS.contains(name)) {
      add(
          programs,
          HardeningCheck.SHELL,
          path,
          file,
          "is a shell: whoever breaks in can work with it",
          "build in a stage of its own, and COPY --from it only what runs");
    } else if (MANAGERS.contains(name)) {
      add(
          programs,
          HardeningCheck.PACKAGE_MANAGER,
          path,
          file,
          "is a package manager: whoever breaks in can fetch more with it",
          "build in a stage of its own, and COPY --from it only what runs");
    }
  }

  private boolean runs(String path, FileNode file) {
    return file.isProgram()
        || file.isLink() && view.behind(path).map(FileNode::isProgram).orElse(false);
  }

  private static void add(
      List<Objection> objections,
      HardeningCheck check,
      String path,
      FileNode file,
      String why,
      String fix) {
    if (objections.size() < MOST) {
      objections.add(new Objection(check, "/" + path, file.layer(), why, fix));
    }
  }
}
