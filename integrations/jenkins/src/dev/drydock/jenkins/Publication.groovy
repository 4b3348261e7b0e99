package dev.drydock.jenkins

import com.cloudbees.groovy.cps.NonCPS

/**
 * An image brought into a registry after the gate let it pass.
 *
 * What was pushed is judged once more under the digest that the registry has it by, and only that digest is signed: a tag may be moved, and a
 * local image built anew, between gate and push.
 */
class Publication implements Serializable {
  private static final long serialVersionUID = 1L

  private final Object steps

  Publication(Object steps) {
    this.steps = steps
  }

  Outcome run(Map given) {
    Options options = Options.ofPublication(given)
    if (options.objection != null) {
      steps.error(options.objection)
    }
    Object gate = given.get('gate')
    if (!(gate instanceof Outcome) || gate.passed == null) {
      steps.error('drydockPublish needs the outcome of drydockGate for this image: gate: outcome')
    }
    if (!gate.passed) {
      steps.error('drydockPublish: the gate stopped ' + gate.image + ', so it is not published')
    }
    String program = new Installation(steps).program(gate.options)
    String digest = push(options, gate.options)
    String reference = repository(options.text('to')) + '@' + digest
    Options judged = gate.options.withImage('registry:' + reference, options.text('registryCredentials'))
    Outcome outcome = new Examination(steps, 'drydockGate').run(judged, program)
    if (!outcome.passed) {
      steps.error('drydockPublish: ' + reference + ' was pushed, but the gate stops it, so it is not signed')
    }
    sign(options, judged, program, reference)
    return new Outcome(reference, true, outcome.findings, outcome.reports, digest, judged)
  }

  private String push(Options options, Options gate) {
    String host = Command.host(options.text('to'))
    if (host == null) {
      steps.error('drydockPublish: to names no registry')
    }
    Command command = new Command(steps)
    String directory = options.directory()
    int status = command.run('push.sh', [
      TOOL: options.text('tool') ?: 'docker', IMAGE: options.text('image'), TO: options.text('to'), REPORTS: directory,
      INSECURE: gate.list('insecureRegistry').contains(host) ? 'yes' : ''], options.text('registryCredentials'), host)
    if (status != 0) {
      steps.error('drydockPublish: the image was not pushed: ' + command.complaint(directory, 'exit code ' + status))
    }
    String said = directory + '/digest'
    String digest = steps.fileExists(said) ? steps.readFile(file: said, encoding: 'UTF-8').trim() : ''
    if (!isDigest(digest)) {
      steps.error('drydockPublish: the image was pushed, but ' + (options.text('tool') ?: 'docker') + ' did not say its digest, so it is not signed')
    }
    return digest
  }

  private void sign(Options options, Options judged, String program, String reference) {
    Command command = new Command(steps)
    List bindings = [steps.file(credentialsId: options.text('key'), variable: 'DRYDOCK_STEP_KEY')]
    if (options.has('keyPassword')) {
      bindings.add(steps.string(credentialsId: options.text('keyPassword'), variable: 'DRYDOCK_KEY_PASSWORD'))
    }
    int status = steps.withCredentials(bindings) {
      return command.run('sign.sh', [
        PROGRAM: program, ARGUMENTS: signing(options, judged), REPORTS: options.directory(), REFERENCE: reference, JUDGED: judged.directory()],
          options.text('registryCredentials'), Command.host(reference))
    }
    if (status != 0) {
      steps.error('drydockPublish: ' + reference + ' is pushed but not signed: ' + command.complaint(options.directory(), 'exit code ' + status))
    }
  }

  @NonCPS
  private static String signing(Options options, Options judged) {
    List<String> arguments = ['--no-progress']
    for (String registry : judged.list('insecureRegistry')) {
      arguments.add('--insecure-registry=' + registry)
    }
    if (options.has('cosignTags')) {
      arguments.add('--cosign-tags')
    }
    return arguments.join('\n')
  }

  /** Without its tag. */
  @NonCPS
  private static String repository(String reference) {
    int colon = reference.lastIndexOf(':')
    return colon > reference.lastIndexOf('/') ? reference.substring(0, colon) : reference
  }

  @NonCPS
  private static boolean isDigest(String text) {
    return text ==~ 'sha256:[0-9a-f]{64}'
  }
}
