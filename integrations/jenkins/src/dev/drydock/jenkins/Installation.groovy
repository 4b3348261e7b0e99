package dev.drydock.jenkins

import com.cloudbees.groovy.cps.NonCPS

/** Drydock on the node that a step runs on: there already, or unpacked there once from an archive whose digest was checked first. */
class Installation implements Serializable {
  private static final long serialVersionUID = 1L

  private final Object steps

  Installation(Object steps) {
    this.steps = steps
  }

  /** The program's path. */
  String program(Options options) {
    if (!steps.isUnix()) {
      steps.error('Drydock runs on Linux and macOS; choose a node with one of them')
    }
    if (options.has('drydock')) {
      return options.text('drydock')
    }
    String printed = new Command(steps).output('install.sh', [
      ARCHIVE: options.text('archive'), SHA256: options.text('sha256'), INSTALLATIONS: options.text('installations')])
    String answer = lastLine(printed)
    if (!answer.startsWith('installed ')) {
      steps.error('Drydock was not installed: ' + answer.replaceFirst('^refused ', ''))
    }
    return answer.substring('installed '.length())
  }

  @NonCPS
  private static String lastLine(String printed) {
    List<String> lines = printed.trim().readLines()
    return lines.isEmpty() ? 'the script that does it said nothing' : lines.last().replaceAll('\\p{Cntrl}', ' ')
  }
}
