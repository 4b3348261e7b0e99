package dev.drydock.jenkins

import com.cloudbees.groovy.cps.NonCPS

/**
 * A script of this library, run on the node: its text is always the same, and what a pipeline says goes into variables.
 */
class Command implements Serializable {
  private static final long serialVersionUID = 1L

  private final Object steps

  Command(Object steps) {
    this.steps = steps
  }

  /**
   * Runs it and returns its exit code.
   *
   * @param name of a file of the library, which follows common.sh
   * @param variables by their names, without the DRYDOCK_STEP_ that all have
   * @param account the id of the credentials of a registry; null for none
   * @param host of that registry
   */
  int run(String name, Map<String, String> variables, String account, String host) {
    String text = script('common.sh') + script(name)
    Map<String, String> all = with(variables, 'REGISTRY', account == null ? '' : host)
    return steps.withEnv(environment(all)) {
      if (account == null) {
        return steps.sh(script: text, returnStatus: true, label: label(name))
      }
      return steps.withCredentials([
        steps.usernamePassword(credentialsId: account, usernameVariable: 'DRYDOCK_STEP_USER', passwordVariable: 'DRYDOCK_STEP_PASSWORD')]) {
        return steps.sh(script: text, returnStatus: true, label: label(name))
      }
    }
  }

  /** What a script prints that runs without common.sh, and without any secret. */
  String output(String name, Map<String, String> variables) {
    String text = script(name)
    return steps.withEnv(environment(variables)) {
      return steps.sh(script: text, returnStdout: true, label: label(name))
    }
  }

  /** What the script said last of why it could not do its work, in one line. */
  String complaint(String directory, String otherwise) {
    String file = directory + '/error'
    String said = steps.fileExists(file) ? clean(steps.readFile(file: file, encoding: 'UTF-8')) : ''
    return said.isEmpty() ? otherwise : said
  }

  private String script(String name) {
    return steps.libraryResource('dev/drydock/jenkins/' + name)
  }

  /** A registry's host as files of credentials name it; null where it could not be one. */
  @NonCPS
  static String host(String image) {
    String reference = image.startsWith('registry:') ? image.substring('registry:'.length()) : image
    int slash = reference.indexOf('/')
    String first = slash < 0 ? '' : reference.substring(0, slash)
    boolean named = first.contains('.') || first.contains(':') || first == 'localhost'
    if (!named || first in ['docker.io', 'index.docker.io']) {
      return 'https://index.docker.io/v1/'
    }
    return first ==~ '[A-Za-z0-9.:_\\[\\]-]+' ? first : null
  }

  /**
   * withEnv expands what looks like a variable in a value, so that a branch called $PASSWORD would be the password: two dollars stand for one.
   */
  @NonCPS
  private static List<String> environment(Map<String, String> variables) {
    List<String> environment = []
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      environment.add('DRYDOCK_STEP_' + variable.key + '=' + (variable.value ?: '').replace('$', '$$'))
    }
    return environment
  }

  @NonCPS
  private static Map<String, String> with(Map<String, String> variables, String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(variables)
    all.put(name, value)
    return all
  }

  @NonCPS
  private static String label(String script) {
    return 'Drydock: ' + script.replace('.sh', '')
  }

  @NonCPS
  private static String clean(String text) {
    return text.replaceAll('\\p{Cntrl}+', ' ').trim()
  }
}
