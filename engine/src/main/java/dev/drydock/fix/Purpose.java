package dev.drydock.fix;

import dev.drydock.bom.Component;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What people install a package for that an application seldom needs while it runs: tools that are
/// called by their names, and files to read or to build with. Libraries and languages are none of
/// them: whether a program needs these cannot be told from names.
///
/// The words are part of documents' contract.
public enum Purpose {
  BUILD(
      "build",
      "build tools and headers",
      "nothing is compiled or linked while it runs (just-in-time compilers bring their own)",
      Set.of(
          "autoconf",
          "automake",
          "autotools-dev",
          "bear",
          "binutils",
          "bison",
          "build-base",
          "build-essential",
          "ccache",
          "clang",
          "cmake",
          "cpp",
          "debhelper",
          "dpkg-dev",
          "elfutils",
          "fakeroot",
          "flex",
          "g++",
          "gcc",
          "gcc-c++",
          "gfortran",
          "glibc-headers",
          "kernel-headers",
          "libtool",
          "linux-headers",
          "m4",
          "make",
          "meson",
          "nasm",
          "ninja",
          "ninja-build",
          "patch",
          "pkg-config",
          "pkgconf",
          "rpm-build",
          "samurai",
          "yasm")),
  VERSION_CONTROL(
      "version-control",
      "version control",
      "nothing clones or commits while it runs",
      Set.of(
          "bzr",
          "cvs",
          "git",
          "git-core",
          "git-lfs",
          "git-man",
          "mercurial",
          "mercurial-common",
          "subversion")),
  DOWNLOAD(
      "download",
      "download tools",
      "no health check, start script or program calls it, and no orchestrator does in the container",
      Set.of("aria2", "axel", "curl", "lftp", "ncftp", "wget", "wget2")),
  REMOTE(
      "remote",
      "clients for other machines",
      "nothing copies files to other machines or logs in there while it runs",
      Set.of(
          "ftp",
          "inetutils-ftp",
          "inetutils-telnet",
          "openssh-client",
          "openssh-client-common",
          "openssh-client-default",
          "openssh-clients",
          "openssh-keygen",
          "rsh-client",
          "rsync",
          "sshpass",
          "telnet",
          "tnftp")),
  MAIL(
      "mail",
      "mail transport",
      "the application sends no mail with sendmail or mail of this image",
      Set.of(
          "bsd-mailx",
          "exim4",
          "exim4-base",
          "exim4-config",
          "exim4-daemon-heavy",
          "exim4-daemon-light",
          "mailutils",
          "mailx",
          "msmtp",
          "msmtp-mta",
          "nullmailer",
          "postfix",
          "s-nail",
          "sendmail",
          "sendmail-base",
          "sendmail-bin",
          "ssmtp")),
  EDITOR(
      "editor",
      "editors and pagers",
      "nobody edits files within the container",
      Set.of(
          "ed",
          "emacs",
          "emacs-nox",
          "joe",
          "mc",
          "nano",
          "screen",
          "tmux",
          "vim",
          "vim-common",
          "vim-enhanced",
          "vim-gtk3",
          "vim-minimal",
          "vim-nox",
          "vim-runtime",
          "vim-tiny",
          "xxd")),
  DOCUMENTATION(
      "documentation",
      "documentation",
      "nothing shows its pages to anybody",
      Set.of(
          "groff",
          "groff-base",
          "info",
          "install-info",
          "man-db",
          "mandoc",
          "manpages",
          "texinfo")),
  DIAGNOSIS(
      "diagnosis",
      "tools to look for faults",
      "nobody looks for faults within the container: a debug container can bring them",
      Set.of(
          "bind-tools",
          "bind-utils",
          "bind9-dnsutils",
          "bind9-host",
          "dnsutils",
          "gdb",
          "gdbserver",
          "htop",
          "lsof",
          "ltrace",
          "mtr",
          "mtr-tiny",
          "ncat",
          "net-tools",
          "netcat",
          "netcat-openbsd",
          "netcat-traditional",
          "nmap",
          "nmap-ncat",
          "socat",
          "strace",
          "sysstat",
          "tcpdump",
          "traceroute",
          "valgrind"));

  /// Of compilers, whose names have versions: `gcc-10`, `cpp-12`, `clang-14`, and what they bring.
  private static final List<String> COMPILERS =
      List.of(
          "binutils-", "clang-", "cpp-", "g++-", "gcc-", "gfortran-", "linux-headers-", "llvm-");

  /// Of files to build with: headers, and libraries to be linked into a program.
  private static final List<String> HEADERS = List.of("-dev", "-devel", "-dev-bin", "-headers");

  /// Programs of packages that are not named as they are.
  private static final Map<String, Set<String>> PROGRAMS =
      Map.ofEntries(
          Map.entry("binutils", Set.of("ld", "as", "ar", "objdump", "strip", "readelf", "nm")),
          Map.entry("gcc", Set.of("cc")),
          Map.entry("g++", Set.of("c++")),
          Map.entry("subversion", Set.of("svn")),
          Map.entry("mercurial", Set.of("hg")),
          Map.entry("aria2", Set.of("aria2c")),
          Map.entry("openssh-client", Set.of("ssh", "scp", "sftp", "ssh-keygen", "ssh-keyscan")),
          Map.entry("openssh-clients", Set.of("ssh", "scp", "sftp", "ssh-keyscan")),
          Map.entry("openssh-client-default", Set.of("ssh", "scp", "sftp")),
          Map.entry("openssh-keygen", Set.of("ssh-keygen")),
          Map.entry("exim4", Set.of("exim", "sendmail")),
          Map.entry("exim4-daemon-light", Set.of("exim", "exim4", "sendmail")),
          Map.entry("exim4-daemon-heavy", Set.of("exim", "exim4", "sendmail")),
          Map.entry("postfix", Set.of("sendmail", "mailq")),
          Map.entry("msmtp-mta", Set.of("sendmail")),
          Map.entry("ssmtp", Set.of("sendmail")),
          Map.entry("nullmailer", Set.of("sendmail")),
          Map.entry("bsd-mailx", Set.of("mail")),
          Map.entry("mailutils", Set.of("mail")),
          Map.entry("man-db", Set.of("man")),
          Map.entry("bind9-dnsutils", Set.of("dig", "nslookup")),
          Map.entry("bind9-host", Set.of("host")),
          Map.entry("dnsutils", Set.of("dig", "nslookup")),
          Map.entry("bind-tools", Set.of("dig", "nslookup", "host")),
          Map.entry("bind-utils", Set.of("dig", "nslookup", "host")),
          Map.entry("net-tools", Set.of("ifconfig", "netstat", "route")),
          Map.entry("netcat", Set.of("nc")),
          Map.entry("netcat-openbsd", Set.of("nc")),
          Map.entry("netcat-traditional", Set.of("nc")),
          Map.entry("nmap-ncat", Set.of("ncat", "nc")));

  private final String word;
  private final String words;
  private final String check;
  private final Set<String> names;

  Purpose(String word, String words, String check, Set<String> names) {
    this.word = word;
    this.words = words;
    this.check = check;
    this.names = names;
  }

  public String word() {
    return word;
  }

  /// For people, in the plural or of no number.
  public String words() {
    return words;
  }

  /// What has to be true for it to be removed, as nobody can tell it from an image.
  public String check() {
    return check;
  }

  /// `null` where a package is for nothing of the kind.
  static @Nullable Purpose of(Component component) {
    String name = component.name().toLowerCase(Locale.ROOT);
    for (Purpose purpose : values()) {
      if (purpose.names.contains(name)) {
        return purpose;
      }
    }
    if (name.endsWith("-doc") || name.endsWith("-docs")) {
      return DOCUMENTATION;
    }
    for (String end : HEADERS) {
      if (name.endsWith(end)) {
        return BUILD;
      }
    }
    for (String start : COMPILERS) {
      // not gcc-10-base, which every library of the compiler needs, nor libraries
      if (name.startsWith(start) && !name.endsWith("-base") && !name.contains("-lib")) {
        return BUILD;
      }
    }
    return null;
  }

  /// The names under which a package is called, as far as they are known: its own among them.
  static Set<String> programs(Component component) {
    return PROGRAMS.getOrDefault(component.name(), Set.of(component.name()));
  }
}
