import { cacheFolder } from './cache';
import { locate } from './locate';
import { availableMemory, freeDisk, loopbackFault } from './machine';
import { findGo, findPython, goRange, type Maker, onPath, pythonRange, versionOf } from './programs';
import { tools } from './table';
import type { Tool } from './tool';

/** One thing that the sandbox needs, or could use. */
export interface Finding {
  /** What it is. */
  readonly name: string;
  /** `ok` does; `missing` is in the sandbox's way; `note` is not. */
  readonly state: 'ok' | 'missing' | 'note';
  /** Version or amount. */
  readonly version: string;
  /** Where it is, or how to get it, how long that takes and what it needs. */
  readonly detail: string;
}

/** Looks at this machine: tools, what they are made with, memory, disk, loopback. */
export async function examine(): Promise<Finding[]> {
  const [go, python] = await Promise.all([findGo(), findPython()]);
  const found = await Promise.all(Object.values(tools).map(aboutTool));
  const building = found.filter(
    ({ tool, finding }) => finding.state === 'missing' && tool.source.kind === 'go',
  );
  return [
    ...found.map(({ finding }) => finding),
    // Custom resources' definitions come through Go on every run.
    aboutMaker('Go', go, goRange, 'https://go.dev/dl'),
    aboutMaker('Python', python, pythonRange, 'python3 with venv and pip'),
    await aboutGit(),
    ...aboutRoom(building.map(({ tool }) => tool)),
    await aboutLoopback(),
  ];
}

/** Whether the sandbox can run. */
export function isReady(findings: readonly Finding[]): boolean {
  return findings.every(({ state }) => state !== 'missing');
}

/** The findings as a table, with what to do below it. */
export function report(findings: readonly Finding[]): string {
  const signs = { ok: 'ok', missing: 'MISSING', note: '-' } as const;
  const rows = findings.map(({ name, state, version, detail }) => [signs[state], name, version, detail]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const missing = findings.filter(({ state }) => state === 'missing').map(({ name }) => name);
  const closing =
    missing.length === 0
      ? 'the sandbox can run: npm run sandbox prove'
      : `the sandbox cannot run without ${missing.join(', ')}`;
  return [...lines, '', closing].join('\n');
}

async function aboutTool(tool: Tool): Promise<{ tool: Tool; finding: Finding }> {
  const { name, purpose, source, need, minutes, memory } = tool;
  const look = await locate(tool);
  if (look.state === 'found') {
    return { tool, finding: { name, state: 'ok', version: look.version, detail: look.path } };
  }
  const get =
    source.kind === 'none'
      ? source.get
      : `npm run doctor -- --build (about ${minutes} min from cold, ${memory} GB of memory)`;
  const state = need === 'required' ? 'missing' : 'note';
  return { tool, finding: { name, state, version: '', detail: `${purpose}; ${look.why}; ${get}` } };
}

function aboutMaker(name: string, { path, version = '', fits }: Maker, range: string, get: string): Finding {
  if (path && fits) return { name, state: 'ok', version, detail: path };
  return { name, state: 'missing', version, detail: `${path ?? 'not on PATH'}; ${range} is needed: ${get}` };
}

async function aboutGit(): Promise<Finding> {
  const path = onPath('git');
  const version = path && (await versionOf(path, ['--version'], /git version (\S+)/));
  return path && version
    ? { name: 'git', state: 'ok', version, detail: path }
    : {
        name: 'git',
        state: 'missing',
        version: '',
        detail: 'not on PATH; upgrades are proved from the last commit',
      };
}

/** Memory and disk are in the way only of what is still to be built; running takes about 1.5 GB. */
function aboutRoom(building: readonly Tool[]): Finding[] {
  const memory = Math.max(2, ...building.map((tool) => tool.memory));
  const disk = building.some(({ minutes }) => minutes > 30) ? 14 : building.length > 0 ? 6 : 1;
  const room = (name: string, free: number, needed: number, what: string): Finding => ({
    name,
    state: free >= needed ? 'ok' : 'missing',
    version: `${free.toFixed(1)} GB free`,
    detail: `${needed} GB are needed ${what}`,
  });
  const what = building.length > 0 ? 'to build what is missing' : 'to run';
  return [
    room('memory', availableMemory(), memory, what),
    room('disk', freeDisk(cacheFolder()), disk, `${what}, at ${cacheFolder()} and in Go's cache`),
  ];
}

async function aboutLoopback(): Promise<Finding> {
  const fault = await loopbackFault();
  return fault
    ? { name: 'loopback', state: 'missing', version: '', detail: `nothing can listen on 127.0.0.1: ${fault}` }
    : { name: 'loopback', state: 'ok', version: '127.0.0.1', detail: 'free ports are chosen at each start' };
}
