// Checks documents against the published schemas in docs/formats.
//   node validate.mjs terms FILE...        a person's check; also: book, market, cluster, consent, account-map, say-file, block-agent
//   node validate.mjs < REQUESTS           the tests' check: a list of {schema, yaml} or {schema, json}; answers a list of faults for each
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import { parse } from 'yaml';

const formats = join(dirname(fileURLToPath(import.meta.url)), '../../../docs/formats');
const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, allErrors: false });
ajv.addFormat('date', text => {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
});
for (const name of ['terms', 'book', 'market', 'cluster', 'consent', 'account-map', 'block-agent']) ajv.addSchema(JSON.parse(readFileSync(join(formats, `${name}.schema.json`), 'utf8')));

const validators = {
  terms: ajv.getSchema('terms.schema.json'),
  book: ajv.getSchema('book.schema.json'),
  market: ajv.getSchema('market.schema.json'),
  cluster: ajv.getSchema('cluster.schema.json'),
  consent: ajv.getSchema('consent.schema.json'),
  'account-map': ajv.getSchema('account-map.schema.json'),
  'block-agent': ajv.getSchema('block-agent.schema.json'),
  'block-agent-page': ajv.getSchema('block-agent.schema.json#/$defs/page'),
  'block-agent-task': ajv.getSchema('block-agent.schema.json#/$defs/task'),
  'block-agent-refusal': ajv.getSchema('block-agent.schema.json#/$defs/refusal'),
  'say-file': ajv.getSchema('book.schema.json#/$defs/say-file'),
};

function faults(schema, read) {
  let document;
  try { document = read(); } catch (fault) { return [`cannot be parsed: ${fault.message}`]; }
  const validate = validators[schema];
  return validate(document) ? [] : validate.errors.map(error => `${error.instancePath || '/'} ${error.message}`);
}

const [schema, ...files] = process.argv.slice(2);
if (schema) {
  if (!validators[schema] || files.length === 0) {
    console.error(`usage: node validate.mjs ${Object.keys(validators).join('|')} FILE...`);
    process.exit(2);
  }
  const found = files.map(file => [file, faults(schema, () => parse(readFileSync(file, 'utf8')))]).filter(([, list]) => list.length > 0);
  for (const [file, list] of found) console.log(`${file}: ${list.join('; ')}`);
  process.exit(found.length > 0 ? 1 : 0);
} else {
  const requests = JSON.parse(readFileSync(0, 'utf8'));
  console.log(JSON.stringify(requests.map(each => faults(each.schema, () => each.json === undefined ? parse(each.yaml) : JSON.parse(each.json)))));
}
