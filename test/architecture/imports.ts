import { type Import, importsOf, resolveImport, type Source } from './source';

/** What a room of the house may import: other rooms, and packages. A room may always import itself and node. */
interface Room {
  readonly rooms: readonly string[];
  readonly packages: readonly RegExp[];
  /** Whether it may import the other rooms' types only. */
  readonly typesOnly?: boolean;
}

const provider = /^@cdktf\/provider-(aws|kubernetes)\/lib\/[a-z0-9-]+$/;

/** The first room that a path begins with is its room. */
const house: Readonly<Record<string, Room>> = {
  'lib/core': { rooms: [], packages: [/^constructs$/, /^zod$/, /^ip-address$/] },
  'lib/aws': { rooms: ['lib/core'], packages: [/^cdktf$/, /^constructs$/, /^ip-address$/, provider] },
  'lib/k8s': { rooms: ['lib/core'], packages: [/^cdk8s/, /^constructs$/, /^zod$/] },
  'lib/bridge': {
    rooms: ['lib/core', 'lib/aws', 'lib/k8s'],
    packages: [/^cdktf$/, /^cdk8s/, /^constructs$/, provider],
  },
  'lib/review': { rooms: ['lib/core'], packages: [] },
  'lib/drill': { rooms: ['lib/core', 'lib/review/recovery'], packages: [] },
  'lib/testing': { rooms: ['lib/core', 'lib/aws', 'lib/k8s'], packages: [/^cdktf$/, /^constructs$/] },
  'lib/synth': {
    rooms: ['lib/core', 'lib/aws/stack', 'lib/k8s/manifest'],
    packages: [/^cdktf$/, /^cdktf\/lib\/(util|synthesize\/synthesizer)$/, /^constructs$/],
  },
  'lib/cli': {
    rooms: ['lib/core', 'lib/synth', 'lib/k8s/manifest', 'lib/aws/stack', 'lib/review', 'lib/drill'],
    packages: [/^commander$/, /^yaml$/],
  },
  environments: { rooms: ['lib/core'], packages: [], typesOnly: true },
  stacks: {
    rooms: [
      'lib/core',
      'lib/aws',
      'lib/k8s',
      'lib/bridge',
      'lib/review',
      'lib/synth',
      'lib/cli',
      'environments',
    ],
    packages: [/^cdktf$/, /^cdk8s$/, /^constructs$/, provider],
  },
};

/** Imports that go the wrong way, `file: reason`. */
export function wrongImports(source: Source, files: ReadonlySet<string>): string[] {
  const name = roomOf(source.path);
  const room = name === undefined ? undefined : house[name];
  if (name === undefined || !room) return [`${source.path}: stands in no room of the house`];
  return importsOf(source).flatMap((one) => {
    const reason = fault(source.path, name, room, one, files);
    return reason ? [`${source.path}: ${reason}`] : [];
  });
}

function fault(
  file: string,
  name: string,
  room: Room,
  { from, typeOnly }: Import,
  files: ReadonlySet<string>,
): string | undefined {
  const target = resolveImport(file, from, files);
  if (target === undefined) {
    return from.startsWith('node:') || room.packages.some((one) => one.test(from))
      ? undefined
      : `${name} may not import ${from}`;
  }
  if (!files.has(target)) return `imports ${from}, which is not there`;
  if (within(target, name)) return undefined;
  if (!room.rooms.some((one) => within(target, one))) return `${name} may not import ${target}`;
  return room.typesOnly && !typeOnly ? `${name} may import types only, not ${target}` : undefined;
}

function roomOf(path: string): string | undefined {
  return Object.keys(house).find((one) => within(path, one));
}

function within(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

/** Every circle of imports, from its smallest file on, as `a -> b -> a`. Types count: a circle of types is a circle too. */
export function importCycles(sources: readonly Source[]): string[] {
  const files = new Set(sources.map((one) => one.path));
  const graph = new Map(
    sources.map((source) => [
      source.path,
      importsOf(source).flatMap(({ from }) => resolveImport(source.path, from, files) ?? []),
    ]),
  );
  const cycles = new Set<string>();
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(file);
    if (seen >= 0) {
      cycles.add(describeCycle(trail.slice(seen)));
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return [...cycles].sort();
}

function describeCycle(files: readonly string[]): string {
  const first = files.indexOf([...files].sort()[0] ?? '');
  const turned = [...files.slice(first), ...files.slice(0, first)];
  return [...turned, turned[0]].join(' -> ');
}
