import fc from 'fast-check';
import dev from '../../environments/dev';
import prod from '../../environments/prod';
import { problemsIn } from './program';

type Path = readonly (string | number)[];

/** Every place in a value where something stands. */
function paths(value: unknown, path: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [path];
  const inner = Object.entries(value).flatMap(([key, one]) => paths(one, [...path, key]));
  return path.length > 0 ? [path, ...inner] : inner;
}

function changed(value: unknown, [key, ...rest]: Path, replacement: unknown): unknown {
  if (key === undefined) return replacement;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value))
    return value.map((one, index) => (String(index) === String(key) ? changed(one, rest, replacement) : one));
  const entries = Object.entries(value).map(([name, one]) => [
    name,
    name === String(key) ? changed(one, rest, replacement) : one,
  ]);
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
}

const texts = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'admin',
    '10.0.0.0/16',
    '10.0.1.0/24',
    '0.0.0.0/0',
    '10.0.0.1/24',
    '300.1.1.1/8',
    '::/0',
    'fd00::/8',
  ),
  fc.constantFrom(
    'us-east-1a',
    'us-west-2a',
    'single',
    'none',
    'perZone',
    'slots',
    'private',
    '03:00-04:00',
    '23:30-00:30',
  ),
  fc.constantFrom(
    'sun:03:30-sun:04:30',
    'mon:99:00-mon:99:30',
    'db.t3.medium',
    'db.x.y',
    't3.medium',
    't4g.small',
    'cache.t3.small',
  ),
  fc.constantFrom(
    '17',
    '17.10',
    '17.99',
    '15.3',
    '1.36',
    '1.27',
    '8.0',
    '__proto__',
    'constructor',
    '${x}',
    'a'.repeat(300),
  ),
  fc.string(),
);
const values = fc.oneof(
  { weight: 4, arbitrary: texts },
  {
    weight: 4,
    arbitrary: fc.constantFrom(-1, 0, 1, 2, 5, 16, 24, 35, 36, 100, 365, 65_536, 1e9, 0.5, Number.NaN),
  },
  { weight: 1, arbitrary: fc.constantFrom(undefined, null, true, [], {}, ['a', 'a']) },
  { weight: 1, arbitrary: fc.dictionary(texts, texts, { maxKeys: 3 }) },
);

/** An environment with some of its values exchanged for others: mostly wrong, at times still right. */
const environments = fc
  .tuple(fc.constantFrom<object>(dev, prod), fc.array(fc.tuple(fc.nat(), values), { maxLength: 3 }))
  .map(([base, changes]) =>
    changes.reduce<unknown>((data, [place, value]) => {
      const places = paths(data);
      return changed(data, places[place % places.length] ?? [], value);
    }, base),
  );

test('any input gives a plan or an Isthmus error, never anything else', async () => {
  let good = 0;
  await fc.assert(
    fc.asyncProperty(environments, async (environment) => {
      const problems = await problemsIn(environment);
      for (const one of problems) {
        expect(one.code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/);
        expect([one.path, one.found, one.fix].every((text) => text.length > 0)).toBe(true);
      }
      if (problems.length === 0) good += 1;
    }),
    { numRuns: Number(process.env['RUNS'] ?? 100), seed: Number(process.env['SEED'] ?? 20261121) },
  );
  expect(good).toBeGreaterThan(10);
}, 120_000);
