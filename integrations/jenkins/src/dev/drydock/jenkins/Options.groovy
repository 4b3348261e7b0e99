package dev.drydock.jenkins

import com.cloudbees.groovy.cps.NonCPS

/**
 * What a step is told, checked and brought into the words of the command line.
 *
 * Options of the command line have their own names without dashes: --build-arg is buildArg. No value comes into the text of a shell script;
 * those that could not be one line of a variable are refused.
 */
class Options implements Serializable {
  private static final long serialVersionUID = 1L

  /** Where each format is written, within the directory of its step. */
  static final Map<String, String> ENDINGS = [
    'table': '.txt', 'json': '.json', 'markdown': '.md', 'html': '.html', 'sarif': '.sarif', 'junit': '.junit.xml', 'gitlab': '.gitlab.json',
    'gitlab-dependency': '.gitlab-dependency.json', 'sonar': '.sonar.json', 'cyclonedx': '.cdx.json', 'csv': '.csv', 'github': '.github.txt']

  /** The figures and the test results are taken from these. */
  private static final List<String> ALWAYS = ['json', 'junit']
  private static final List<String> USUAL = ['html', 'markdown', 'cyclonedx']

  private static final List<String> IMAGE_VALUES = ['platform', 'advisories', 'sbomFrom', 'cacheDir', 'dockerfile', 'target', 'project', 'provenance']
  private static final List<String> IMAGE_LISTS = ['insecureRegistry', 'layerCache', 'buildArg', 'base', 'vex']
  private static final List<String> IMAGE_FLAGS = ['offline', 'noCache', 'includeDeleted', 'tryBases']
  private static final List<String> REPORT_FLAGS = ['details', 'noHygiene']
  private static final List<String> GATE_VALUES = ['policy', 'baseline', 'team', 'branch', 'environment']
  private static final List<String> STEP_VALUES = ['image', 'drydock', 'archive', 'sha256', 'installations', 'registryCredentials']
  private static final List<String> PROMOTE_VALUES = ['policy', 'team', 'branch', 'environment', 'advisories', 'cacheDir', 'by']
  private static final List<String> PROMOTE_LISTS = ['insecureRegistry', 'layerCache', 'vex']
  private static final List<String> PROMOTE_FLAGS = ['noCache', 'noHygiene', 'dryRun']
  private static final List<String> PUBLISH_VALUES = ['image', 'to', 'tool', 'key', 'keyPassword', 'registryCredentials']

  /** scan, gate, publish or promote. */
  final String command

  /** Texts, lists of texts, or true, by their names. */
  private final Map<String, Object> values = [:]

  /** The formats of the reports. */
  final List<String> formats = []

  /** What is wrong, in one line; null where nothing is. */
  String objection

  private Options(String command) {
    this.command = command
  }

  /** What drydockScan or drydockGate is told. */
  @NonCPS
  static Options of(String step, Map given) {
    Options options = new Options(step == 'drydockGate' ? 'gate' : 'scan')
    boolean gate = options.command == 'gate'
    options.read(step, given, STEP_VALUES + IMAGE_VALUES + (gate ? GATE_VALUES + ['onRed'] : []), IMAGE_LISTS + ['reports'], IMAGE_FLAGS + REPORT_FLAGS)
    options.require(step, 'image', "an image, such as image: 'shop:1.4'")
    options.checkProgram(step)
    options.chooseFormats(step)
    if (gate && !(options.text('onRed') in [null, 'failure', 'unstable'])) {
      options.object(step + ": onRed is 'failure' or 'unstable'")
    }
    return options
  }

  /** What drydockPublish is told beside the outcome of a gate. */
  @NonCPS
  static Options ofPublication(Map given) {
    String step = 'drydockPublish'
    Options options = new Options('publish')
    Map rest = new LinkedHashMap(given)
    rest.remove('gate')
    options.read(step, rest, PUBLISH_VALUES, [], ['cosignTags'])
    options.require(step, 'image', "the image to push, as its tool names it: image: 'shop:1.4'")
    options.require(step, 'to', "a place in a registry, such as to: 'registry.example.org/shop:1.4'")
    options.require(step, 'key', 'the id of a credential of the kind secret file that holds the private key: key: …')
    if (!(options.text('tool') in [null, 'docker', 'podman', 'buildah', 'skopeo'])) {
      options.object(step + ': tool is docker, podman, buildah or skopeo')
    }
    if (options.text('to')?.contains('@')) {
      options.object(step + ": to names a tag and no digest, such as 'registry.example.org/shop:1.4'")
    }
    return options
  }

  /** What drydockPromote is told. */
  @NonCPS
  static Options ofPromotion(Map given) {
    String step = 'drydockPromote'
    Options options = new Options('promote')
    options.read(step, given, STEP_VALUES + PROMOTE_VALUES + ['to', 'key', 'keyPassword', 'toCredentials'], PROMOTE_LISTS, PROMOTE_FLAGS)
    options.require(step, 'image', "an image in a registry, such as image: 'dev.example.org/shop:1.4'")
    options.checkProgram(step)
    if (options.has('keyPassword') && !options.has('key')) {
      options.object(step + ': keyPassword is for key, which is not there')
    }
    if (options.has('toCredentials') && !options.has('to')) {
      options.object(step + ': toCredentials is the login of the registry of to, which is not there')
    }
    return options
  }

  /** The arguments of promote, one on each line. */
  @NonCPS
  String promotionArguments() {
    List<String> arguments = ['promote', '--no-progress']
    addAll(arguments, PROMOTE_VALUES, PROMOTE_LISTS, PROMOTE_FLAGS)
    arguments.add('--')
    arguments.add(text('image'))
    if (has('to')) {
      arguments.add(text('to'))
    }
    return arguments.join('\n')
  }

  /** The same, of another image. */
  @NonCPS
  Options withImage(String image, String credentials) {
    Options options = new Options(command)
    options.values.putAll(values)
    options.values.put('image', image)
    if (credentials != null) {
      options.values.put('registryCredentials', credentials)
    }
    options.formats.addAll(formats)
    if (!options.formats.contains('cyclonedx')) {
      options.formats.add('cyclonedx')
    }
    options.objection = objection
    return options
  }

  @NonCPS
  String text(String name) {
    return (String) values.get(name)
  }

  @NonCPS
  boolean has(String name) {
    return values.containsKey(name)
  }

  @NonCPS
  List<String> list(String name) {
    return values.containsKey(name) ? new ArrayList<String>((List<String>) values.get(name)) : new ArrayList<String>()
  }

  /** Where the reports of this step lie: of each image and command a place of its own, since a build may have several. */
  @NonCPS
  String directory() {
    String image = text('image')
    String name = image.replaceAll('[^A-Za-z0-9.]+', '-')
    name = name.length() > 60 ? name.substring(name.length() - 60) : name
    return 'drydock-reports/' + command + '-' + name + '-' + Integer.toHexString((image + '\n' + text('platform') + '\n' + text('target')).hashCode())
  }

  @NonCPS
  String file(String format) {
    return directory() + '/drydock' + ENDINGS.get(format)
  }

  /** The arguments of scan or gate, one on each line. */
  @NonCPS
  String arguments() {
    List<String> arguments = [command, '--no-progress']
    addAll(arguments, IMAGE_VALUES + GATE_VALUES, IMAGE_LISTS, IMAGE_FLAGS + REPORT_FLAGS)
    for (String format : formats) {
      arguments.add('--report=' + format + '=' + file(format))
    }
    arguments.add('--')
    arguments.add(text('image'))
    return arguments.join('\n')
  }

  /** The arguments of plan for the same image. */
  @NonCPS
  String planArguments() {
    List<String> arguments = ['plan', '--no-progress']
    addAll(arguments, IMAGE_VALUES, IMAGE_LISTS, IMAGE_FLAGS)
    arguments.add('--')
    arguments.add(text('image'))
    return arguments.join('\n')
  }

  @NonCPS
  private void addAll(List<String> arguments, List<String> names, List<String> lists, List<String> flags) {
    for (String name : names) {
      if (has(name)) {
        arguments.add(option(name) + '=' + text(name))
      }
    }
    for (String name : lists) {
      for (String value : list(name)) {
        arguments.add(option(name) + '=' + value)
      }
    }
    for (String name : flags) {
      if (has(name)) {
        arguments.add(option(name))
      }
    }
  }

  /** --build-arg of buildArg. */
  @NonCPS
  private static String option(String name) {
    return '--' + name.replaceAll('([A-Z])', '-$1').toLowerCase(Locale.ROOT)
  }

  @NonCPS
  private void read(String step, Map given, List<String> texts, List<String> lists, List<String> flags) {
    for (Map.Entry entry : given.entrySet()) {
      String name = String.valueOf(entry.key)
      Object value = entry.value
      if (name in texts) {
        // what is not there is not told: branch: env.BRANCH_NAME has no value in some jobs
        if (value != null && !(value instanceof CharSequence || value instanceof Number)) {
          object(step + ': ' + name + ' is a text')
        } else if (value != null && !String.valueOf(value).isEmpty()) {
          values.put(name, line(step, name, String.valueOf(value)))
        }
      } else if (name in lists) {
        List<String> read = []
        for (Object one : value == null ? [] : value instanceof Collection ? value : [value]) {
          if (one != null && !String.valueOf(one).isEmpty()) {
            read.add(line(step, name, String.valueOf(one)))
          }
        }
        values.put(name, read)
      } else if (name in flags) {
        if (!(value == null || value instanceof Boolean)) {
          object(step + ': ' + name + ' is true or false')
        } else if (value) {
          values.put(name, true)
        }
      } else {
        List<String> known = texts + lists + flags + (command == 'publish' ? ['gate'] : [])
        object(step + " has no option '" + shown(name) + "'; it has " + known.toSorted().join(', '))
      }
    }
  }

  @NonCPS
  private String line(String step, String name, String value) {
    if (value ==~ '(?s).*\\p{Cntrl}.*') {
      object(step + ': ' + name + ' has a control character or an end of line in it; take it out')
    }
    return value
  }

  @NonCPS
  private void require(String step, String name, String what) {
    if (!has(name)) {
      object(step + ' needs ' + what)
    } else if (name != 'key' && text(name).startsWith('-')) {
      object(step + ': ' + name + " starts with '-', which no image does")
    }
  }

  @NonCPS
  private void checkProgram(String step) {
    if (has('drydock') && (has('archive') || has('sha256'))) {
      object(step + ': drydock is on the node already, or comes from an archive; not both')
    } else if (!has('drydock') && !has('archive')) {
      object(step + " needs Drydock: archive and sha256 of distribution/make, or drydock: '/path/to/drydock'")
    } else if (has('archive') && !(text('sha256') ==~ '[0-9a-f]{64}')) {
      object(step + ': sha256 is the SHA-256 of the archive, 64 hexadecimal digits in small letters; distribution/make writes it beside the archive')
    } else if (has('archive') && text('archive') ==~ '(?i)[a-z][a-z0-9+.-]*://.*' && !text('archive').startsWith('https://')) {
      object(step + ': archive is a file or an https:// address')
    }
  }

  @NonCPS
  private void chooseFormats(String step) {
    formats.addAll(ALWAYS)
    for (String format : has('reports') ? list('reports') : USUAL) {
      if (!ENDINGS.containsKey(format)) {
        object(step + " knows no report '" + shown(format) + "'; it can be " + ENDINGS.keySet().join(', '))
      } else if (!formats.contains(format)) {
        formats.add(format)
      }
    }
  }

  @NonCPS
  private void object(String why) {
    objection = objection ?: why
  }

  @NonCPS
  private static String shown(String text) {
    return text.replaceAll('\\p{Cntrl}', ' ')
  }
}
