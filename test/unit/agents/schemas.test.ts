// The tools' input schemas in package.json: nothing that some model's provider refuses, with which it refuses every request that offers the tool.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** What each provider takes, on whatever level. One that is not here may be refused somewhere: anyOf, $ref, additionalProperties, a list of types. */
const allowed = new Set(['type', 'description', 'properties', 'required', 'items', 'enum']);
const types = new Set(['object', 'string', 'integer', 'number', 'boolean', 'array']);
/** OpenAI takes no longer description of a tool. */
const longestDescription = 1024;

/** What is wrong with a schema, and where: with what stands in it, too. */
function problems(schema: unknown, at = 'schema'): string[] {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
    return [`${at}: no schema`];
  }
  const fields = new Map<string, unknown>(Object.entries(schema));
  const type = fields.get('type');
  const properties: unknown = fields.get('properties') ?? {};
  return [
    ...(typeof type === 'string' && types.has(type) ? [] : [`${at}: not one type`]),
    ...[...fields.keys()].filter((key) => !allowed.has(key)).map((key) => `${at}: ${key}`),
    ...((type === 'array') === fields.has('items') ? [] : [`${at}: items`]),
    ...(fields.has('items') ? problems(fields.get('items'), `${at}.items`) : []),
    ...(typeof properties === 'object' && properties !== null
      ? Object.entries(properties).flatMap(([name, each]) => problems(each, `${at}.${name}`))
      : [`${at}: properties`]),
  ];
}

describe('the input schemas of the tools', () => {
  const { contributes }: { contributes: { languageModelTools: Record<string, unknown>[] } } = JSON.parse(
    readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
  );

  for (const { name, inputSchema, modelDescription } of contributes.languageModelTools) {
    it(`${name}: one type for each property, and nothing that a model’s provider refuses`, () => {
      assert.deepEqual(problems(inputSchema), []);
      assert.ok(String(modelDescription).length <= longestDescription);
    });
  }

  for (const [schema, expected] of [
    [{ anyOf: [{ type: 'string' }] }, ['schema: not one type', 'schema: anyOf']],
    [{ type: ['string', 'null'] }, ['schema: not one type']],
    [{ type: 'object', additionalProperties: false }, ['schema: additionalProperties']],
    [{ type: 'object', properties: { a: { $ref: '#/x' } } }, ['schema.a: not one type', 'schema.a: $ref']],
    [
      {
        type: 'object',
        properties: {
          list: {
            type: 'array',
            items: { type: 'object', properties: { deep: { type: 'string', oneOf: [] } } },
          },
        },
      },
      ['schema.list.items.deep: oneOf'],
    ],
    [{ type: 'object', properties: { list: { type: 'array' } } }, ['schema.list: items']],
  ] as const) {
    it(`finds what is wrong with ${JSON.stringify(schema)}`, () =>
      assert.deepEqual(problems(schema), expected));
  }
});
