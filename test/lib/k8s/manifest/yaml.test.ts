import fc from 'fast-check';
import { parse } from 'yaml';
import { type JsonObject, toYaml } from '../../../../lib/k8s/manifest/yaml';

const misread = [
  ...[
    'yes',
    'No',
    'on',
    'OFF',
    'y',
    'N',
    'true',
    'False',
    'null',
    'Null',
    '~',
    '',
    'nan',
    '.inf',
    '-.INF',
    'inf',
  ],
  ...[
    '012',
    '0o14',
    '0x1f',
    '0b1',
    '1e3',
    '1E5',
    '1_000',
    '+1',
    '-1',
    '1.',
    '.5',
    '1.36',
    '08:30',
    '190:20:30',
    '2026-11-21',
  ],
  ...[
    '-',
    '- a',
    '? a',
    'a: b',
    'a:',
    ':a',
    '#a',
    'a #b',
    '[a',
    '{a',
    '&a',
    '*a',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
    '`a',
    '"a',
    "'a",
    '<<',
    '=',
  ],
  ...[
    ' a',
    'a ',
    '\ta',
    'a\t',
    '---',
    '...',
    'a\r\nb',
    'a\u0085b',
    'a\u2028b',
    '\ufeffa',
    '\u0000',
    '\n',
    '\n\n',
    'a\n ',
    '  a\nb',
    'a\n\t\nb',
  ],
];
const text = fc.oneof(
  fc.constantFrom(...misread),
  fc.string({
    unit: fc.constantFrom('a', 'Z', '0', '9', ':', ' ', '\n', '-', '#', '.', '_', '"', '\t', '$', '{', '%'),
  }),
  fc.string({ unit: 'grapheme' }),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(text, tie('any'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).any;
const versions = ['1.1', '1.2'] as const;
const read = (yaml: string, version: '1.1' | '1.2') => parse(yaml, { version, merge: false });

test.each(misread)('%j stays text, as a value and as a key', (one) => {
  for (const version of versions) {
    expect(read(toYaml({ one, list: [one] }), version)).toEqual({ one, list: [one] });
    expect(read(toYaml({ [one]: 1 }), version)).toEqual({ [one]: 1 });
  }
});

test('what is written is what is read, by the rules of both versions', () => {
  fc.assert(
    fc.property(fc.dictionary(text, value, { minKeys: 1, maxKeys: 5, noNullPrototype: true }), (object) => {
      for (const version of versions) expect(read(toYaml(object as JsonObject), version)).toEqual(object);
    }),
    { numRuns: 500 },
  );
});

test('keys are sorted after apiVersion, kind and metadata; lists keep their order', () => {
  const manifest = {
    spec: { b: [2, { d: 1, c: [] }, [1]], a: {} },
    data: { x: 'y' },
    metadata: { name: 'orders' },
    kind: 'K',
    apiVersion: 'v1',
  };
  expect(toYaml(manifest)).toBe(
    `apiVersion: v1
kind: K
metadata:
  name: orders
data:
  x: "y"
spec:
  a: {}
  b:
    - 2
    - c: []
      d: 1
    -
      - 1
`,
  );
});

test('several lines are a literal block, nothing is folded, nothing is an anchor', () => {
  const shared = { long: 'word '.repeat(60).trim() };
  const yaml = toYaml({
    conf: 'server {\n  listen 80;\n\n}\n',
    open: 'a\nb',
    more: 'a\n\n',
    a: shared,
    b: shared,
  });
  expect(yaml).toContain('conf: |\n  server {\n    listen 80;\n\n  }\n');
  expect(yaml).toContain('open: |-\n  a\n  b\n');
  expect(yaml).toContain('more: |+\n  a\n\n');
  expect(yaml).not.toMatch(/[&*]a/);
  expect(yaml.split('\n').some((line) => line.length > 290)).toBe(true);
  expect(yaml.endsWith('\n')).toBe(true);
});

test('what cannot be misread is not quoted', () => {
  const plain = [
    '100m',
    '128Mi',
    '25%',
    '10.0.0.0/16',
    '30s',
    'a/b:1.2',
    'app.kubernetes.io/name',
    'RuntimeDefault',
  ];
  for (const one of plain) expect(toYaml({ k: one })).toBe(`k: ${one}\n`);
});

test('numbers with an exponent are numbers in YAML 1.1 too', () => {
  for (const version of versions)
    expect(read(toYaml({ a: 1e21, b: 1.5e-9, c: -1e30 }), version)).toEqual({ a: 1e21, b: 1.5e-9, c: -1e30 });
});
