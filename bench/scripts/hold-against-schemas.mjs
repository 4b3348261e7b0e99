// Called by bench/schemas: node hold-against-schemas.cjs REPOSITORY WORK [SCHEMAS]
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {NoOperationTraceWriter, parseWorkflow} from '@actions/workflow-parser';
import {parseAction} from '@actions/workflow-parser/actions/action-parser';
import {parseConfig} from '@circleci/circleci-config-parser';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import YAML from 'yaml';

const GITHUB = 'https://raw.githubusercontent.com';
const SECURITY = 'https://gitlab.com/gitlab-org/security-products/security-report-schemas/-/raw/v15.2.1/dist';
const PUBLISHED = {
  'gitlab-container-scanning.json': `${SECURITY}/container-scanning-report-format.json`,
  'gitlab-dependency-scanning.json': `${SECURITY}/dependency-scanning-report-format.json`,
  'junit-10.xsd': `${GITHUB}/jenkinsci/xunit-plugin/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd`,
  'sarif-2.1.0.json': 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
  'gitlab-ci.json': 'https://gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json',
  'circleci.json': `${GITHUB}/CircleCI-Public/circleci-yaml-language-server/main/schema.json`,
  'azure.json': `${GITHUB}/microsoft/azure-pipelines-vscode/main/service-schema.json`,
  'bitbucket.json': `${GITHUB}/atlassian/atlascode/main/resources/schemas/pipelines-schema.json`,
  'tekton-task.yaml': `${GITHUB}/tektoncd/pipeline/main/config/300-crds/300-task.yaml`,
  'tekton-pipeline.yaml': `${GITHUB}/tektoncd/pipeline/main/config/300-crds/300-pipeline.yaml`,
};

const [repository, work, copies] = process.argv.slice(2);
const outcome = {asPublished: 0, otherwise: 0, notJudged: 0};
// some schemas have words of their own beside JSON Schema's, and patterns that are right only without Unicode
const ajv = new Ajv({strict: false, allErrors: true, logger: false, unicodeRegExp: false});
addFormats(ajv);

function tell(what, by, errors) {
  console.log(`${errors.length === 0 ? 'ok      ' : 'NOT SO  '} ${what}  (${by})`);
  errors.forEach(error => console.log(`           ${error}`));
  outcome[errors.length === 0 ? 'asPublished' : 'otherwise']++;
}

async function text(name) {
  const copy = copies && path.join(copies, name);
  if (copy && fs.existsSync(copy)) {
    return fs.readFileSync(copy, 'utf8');
  }
  const answer = await fetch(PUBLISHED[name], {signal: AbortSignal.timeout(20_000)});
  if (!answer.ok) {
    throw new Error(`answers ${answer.status}`);
  }
  return answer.text();
}

/** What cannot be had judges nothing, and is said so. */
async function published(name, judge) {
  let schema;
  try {
    schema = await text(name);
  } catch (e) {
    console.log(`MISSING  ${name}: ${PUBLISHED[name]} ${e.cause?.code ?? e.message}`);
    outcome.notJudged++;
    return;
  }
  judge(schema);
}

function byJsonSchema(validate, value) {
  return validate(value) ? [] : validate.errors.map(error => `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`);
}

function compiled(schema) {
  // its name may be that of another in the same run
  const {$id, ...own} = JSON.parse(schema);
  return ajv.compile(own);
}

const reports = ending => fs.readdirSync(path.join(work, 'reports')).filter(file => file.endsWith(ending)).sort().map(file => `reports/${file}`);
const pipeline = file => ({what: `init: ${file}`, content: fs.readFileSync(path.join(work, 'pipelines', file), 'utf8')});
const integration = file => ({what: `integrations/${file}`, content: fs.readFileSync(path.join(repository, 'integrations', file), 'utf8')});

async function holdReports(name, ending) {
  await published(name, schema => {
    const validate = compiled(schema);
    for (const file of reports(ending)) {
      tell(file, name, byJsonSchema(validate, JSON.parse(fs.readFileSync(path.join(work, file), 'utf8'))));
    }
  });
}

async function holdJUnit() {
  await published('junit-10.xsd', schema => {
    const file = path.join(work, 'junit-10.xsd');
    fs.writeFileSync(file, schema);
    for (const report of reports('.junit.xml')) {
      const {status, stderr} = spawnSync('xmllint', ['--noout', '--nonet', '--schema', file, path.join(work, report)], {encoding: 'utf8'});
      tell(report, 'junit-10.xsd', status === 0 ? [] : (stderr ?? 'xmllint is not installed').trim().split('\n'));
    }
  });
}

async function holdYaml(name, ...documents) {
  await published(name, schema => {
    const validate = compiled(schema);
    for (const {what, content, change} of documents) {
      const value = YAML.parseAllDocuments(content, {merge: true}).at(-1).toJS();
      tell(what, name, byJsonSchema(validate, change ? change(value) : value));
    }
  });
}

function holdGitHub() {
  const by = '@actions/workflow-parser';
  for (const {what, content, parse} of [
    {...pipeline('.github/workflows/drydock.yml'), parse: parseWorkflow},
    {...integration('github/action.yml'), parse: parseAction},
  ]) {
    const {context} = parse({name: what, content}, new NoOperationTraceWriter());
    tell(what, by, context.errors.getErrors().map(error => error.message));
  }
}

function holdCircleCi() {
  const orb = integration('circleci/orb.yml');
  for (const {what, content} of [pipeline('.circleci/config.yml'), {what: orb.what, content: `${orb.content}\nworkflows: {all: {jobs: [drydock]}}\n`}]) {
    const errors = [];
    try {
      const {description, ...config} = YAML.parse(content);
      parseConfig(config);
    } catch (e) {
      errors.push(...String(e.message).split('\n'));
    }
    tell(what, '@circleci/circleci-config-parser', errors);
  }
}

/** A schema of a custom resource forbids nothing unknown: the server drops it. Here it is a mistake. */
function closed(schema) {
  if (Array.isArray(schema)) {
    return schema.map(closed);
  }
  if (schema === null || typeof schema !== 'object') {
    return schema;
  }
  const all = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  if (all.type === 'object' && all.properties && !all['x-kubernetes-preserve-unknown-fields'] && !all.additionalProperties) {
    all.additionalProperties = false;
  }
  return all;
}

async function holdTekton(name, kind) {
  await published(name, crd => {
    const version = YAML.parse(crd).spec.versions.find(one => one.name === 'v1');
    const schema = version.schema.openAPIV3Schema;
    const open = {apiVersion: {type: 'string'}, kind: {type: 'string'}, metadata: {type: 'object'}};
    const validate = ajv.compile(closed({...schema, properties: {...schema.properties, ...open}}));
    for (const {what, content} of [pipeline('ci/drydock.tekton.yml'), integration('tekton/task.yml')]) {
      for (const document of YAML.parseAllDocuments(content).map(one => one.toJS()).filter(one => one.kind === kind)) {
        tell(`${what}, ${kind}`, name, byJsonSchema(validate, document));
      }
    }
  });
}

// what a component says of itself is no part of GitLab's schema, and its inputs are filled in before anything is looked at
const filled = {
  ...integration('gitlab/templates/drydock.yml'),
  change: component =>
    JSON.parse(
      JSON.stringify(component)
        .replaceAll('$[[ inputs.job ]]', 'drydock')
        .replaceAll('$[[ inputs.stage ]]', 'test')
        .replaceAll('$[[ inputs.image ]]', `job@sha256:${'0'.repeat(64)}`),
    ),
};

async function main() {
  await holdReports('gitlab-container-scanning.json', '.gitlab.json');
  await holdReports('gitlab-dependency-scanning.json', '.gitlab-dependency.json');
  await holdReports('sarif-2.1.0.json', '.sarif.json');
  await holdJUnit();
  holdGitHub();
  await holdYaml('gitlab-ci.json', pipeline('.gitlab-ci.yml'), filled);
  holdCircleCi();
  await holdYaml('circleci.json', pipeline('.circleci/config.yml'));
  await holdYaml('azure.json', pipeline('azure-pipelines.yml'), integration('azure/drydock.yml'));
  await holdYaml('bitbucket.json', pipeline('bitbucket-pipelines.yml'));
  await holdTekton('tekton-task.yaml', 'Task');
  await holdTekton('tekton-pipeline.yaml', 'Pipeline');

  console.log(`${outcome.asPublished} as published, ${outcome.otherwise} not, ${outcome.notJudged} schemas could not be had`);
  process.exitCode = outcome.otherwise > 0 ? 1 : outcome.notJudged > 0 ? 3 : 0;
}

main();
