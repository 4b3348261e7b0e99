package dev.drydock.jenkins

import com.cloudbees.groovy.cps.NonCPS

/** One image scanned or judged, its reports published, and the build marked. */
class Examination implements Serializable {
  private static final long serialVersionUID = 1L

  private final Object steps
  private final String step

  Examination(Object steps, String step) {
    this.steps = steps
    this.step = step
  }

  Outcome run(Map given) {
    Options options = Options.of(step, given)
    if (options.objection != null) {
      steps.error(options.objection)
    }
    return run(options, new Installation(steps).program(options))
  }

  Outcome run(Options options, String program) {
    int status = command(program, options, options.arguments(), options.directory())
    if (status != 0 && !(status == 1 && options.command == 'gate')) {
      steps.error(new Command(steps).complaint(options.directory(), 'drydock ' + options.command + ' ended with exit code ' + status))
    }
    Boolean passed = options.command == 'gate' ? status == 0 : null
    Outcome outcome = new Outcome(options.text('image'), passed, figures(steps.readFile(file: options.directory() + '/figures', encoding: 'UTF-8')),
        files(options), null, options)
    publish(options, outcome)
    if (status == 1) {
      red(options, program, outcome)
    }
    return outcome
  }

  private int command(String program, Options options, String arguments, String directory) {
    String account = options.text('registryCredentials')
    String host = Command.host(options.text('image'))
    if (account != null && host == null) {
      steps.error(step + ': the image names no registry that registryCredentials could be for')
    }
    return new Command(steps).run('examine.sh', [PROGRAM: program, ARGUMENTS: arguments, REPORTS: directory], account, host)
  }

  /** Whether red or green: the reports are there for whoever looks. */
  private void publish(Options options, Outcome outcome) {
    steps.archiveArtifacts(artifacts: outcome.reports.join(','))
    // the gate says what the build is, not the number of tests
    steps.junit(testResults: options.file('junit'), skipMarkingBuildUnstable: true)
    String before = steps.currentBuild.description
    steps.currentBuild.description = (before ? before + '\n' : '') + escaped('Drydock: ' + summary(outcome))
  }

  /** The log ends with what is to be done. */
  private void red(Options options, String program, Outcome outcome) {
    steps.echo('What to change in ' + outcome.image + ':')
    command(program, options, options.planArguments(), '')
    String message = 'Drydock: ' + summary(outcome) + '; the plan above says what to change'
    if (options.text('onRed') == 'unstable') {
      steps.unstable(message)
    } else {
      steps.error(message)
    }
  }

  @NonCPS
  private static List<String> files(Options options) {
    List<String> files = []
    for (String format : options.formats) {
      files.add(options.file(format))
    }
    return files
  }

  /** name=number, one on each line. */
  @NonCPS
  private static Map<String, Integer> figures(String text) {
    Map<String, Integer> figures = new LinkedHashMap<>()
    for (String line : text.readLines()) {
      int equals = line.indexOf('=')
      if (equals > 0 && line.substring(equals + 1) ==~ '[0-9]{1,9}') {
        figures.put(line.substring(0, equals), Integer.parseInt(line.substring(equals + 1)))
      }
    }
    return figures
  }

  @NonCPS
  private static String summary(Outcome outcome) {
    String found = counted(outcome.findings.get('findings') ?: 0, 'finding')
    if (outcome.passed == null) {
      return outcome.image + ' has ' + found
    }
    return outcome.passed ? outcome.image + ' passed the gate, with ' + found
        : outcome.image + ' is stopped by ' + counted(outcome.findings.get('denied') ?: 0, 'violation') + ' of its policy'
  }

  @NonCPS
  private static String counted(int number, String what) {
    return number + ' ' + what + (number == 1 ? '' : 's')
  }

  /** The description may be shown as HTML, and an image can be called anything. */
  @NonCPS
  private static String escaped(String text) {
    return text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
  }
}
