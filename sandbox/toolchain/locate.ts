import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../process';
import {
  cacheFolder,
  environmentFolder,
  pinFolder,
  pinnedModules,
  pinnedVersion,
  pinSum,
  stampState,
  writeStamp,
} from './cache';
import { fits, isProgram, onPath, versionOf } from './programs';
import type { Found, GoSource, Located, ModulesSource, PythonSource, Tool } from './tool';

/** What one place has: the tool, or why not. */
type Look = Found | string;

/** Looks for a tool in all its places; makes nothing. */
export async function locate(tool: Tool): Promise<Located> {
  const reasons: string[] = [];
  for (const place of tool.places) {
    const look = place.kind === 'cache' ? await inCache(tool) : await atPlace(tool, place);
    if (typeof look !== 'string') return look;
    if (look) reasons.push(look);
  }
  return { state: 'missing', why: reasons.join('; ') };
}

async function atPlace(tool: Tool, place: { kind: 'path' | 'envtest'; program: string }): Promise<Look> {
  const { program } = place;
  const assets = process.env['KUBEBUILDER_ASSETS'];
  if (place.kind === 'envtest' && !assets) return '';
  const path = place.kind === 'path' ? onPath(program) : join(assets ?? '', program);
  const origin = place.kind === 'path' ? 'PATH' : 'KUBEBUILDER_ASSETS';
  if (path === undefined || !isProgram(path))
    return `no ${program} ${origin === 'PATH' ? 'on' : 'in'} ${origin}`;
  return probed(tool, path, origin);
}

async function probed(tool: Tool, path: string, origin: Found['origin']): Promise<Look> {
  if (!tool.version) return { state: 'found', path, version: '', origin };
  const { args, pattern, range } = tool.version;
  const version = await versionOf(path, args, pattern);
  if (version === undefined) return `${path} does not say its version`;
  return fits(version, range)
    ? { state: 'found', path, version, origin }
    : `${path} is ${version}, and ${range} is needed`;
}

async function inCache(tool: Tool): Promise<Look> {
  switch (tool.source.kind) {
    case 'go':
      return built(tool, tool.source);
    case 'python':
      return environment(tool.source);
    case 'modules':
      return fetched(tool.source);
    case 'none':
      return '';
  }
}

async function built(tool: Tool, source: GoSource): Promise<Look> {
  const path = join(cacheFolder(), source.file);
  if (!isProgram(path)) return 'not built yet';
  const state = stampState(source);
  if (state === 'other') return `${path} was built from other pins`;
  const look = await probed(tool, path, 'cache');
  if (typeof look === 'string') return look;
  if (state === 'none') {
    const fault = await originFault(source, path);
    if (fault) return fault;
    writeStamp(source, pinSum(source));
  }
  return { ...look, version: look.version || versionIn(source) };
}

/** What is wrong with a program of unknown origin, by the build information that Go leaves in it; empty when it is the pinned one. */
async function originFault(source: GoSource, path: string): Promise<string> {
  const { code, stdout } = await run('go', ['version', '-m', path]);
  if (code === 127) return `${path} is of unknown origin, and there is no Go to read it with`;
  const lines = stdout.split('\n').map((line) => line.trim().split('\t'));
  const has = (...words: readonly string[]) =>
    lines.some((line) => words.every((word, index) => line[index] === word));
  const version = pinnedVersion(source);
  const isPinned = has('path', source.target) && has('mod', source.module, version);
  return code === 0 && isPinned ? '' : `${path} is not ${source.target} ${version}`;
}

/** The version in a provider's file name, else that of the module. */
function versionIn(source: GoSource): string {
  return /_v([\d.]+)$/.exec(source.file)?.[1] ?? pinnedVersion(source);
}

async function environment(source: PythonSource): Promise<Look> {
  const folder = environmentFolder(source);
  const path = join(folder, 'bin', 'python');
  if (!existsSync(join(folder, '.complete'))) return 'not installed yet';
  const program = `import importlib.metadata as m; print(m.version('${source.package}'))`;
  const version = await versionOf(path, ['-c', program], /(\S+)/);
  if (version === undefined) return `${path} does not run: the Python it was made with is gone`;
  return { state: 'found', path, version, origin: 'cache' };
}

async function fetched(source: ModulesSource): Promise<Look> {
  const cwd = pinFolder(source.folder);
  const modules = pinnedModules(source.folder);
  const { code } = await run('go', ['mod', 'download', '-json', ...modules], {
    cwd,
    env: { GOPROXY: 'off' },
  });
  if (code === 127) return 'Go, which fetches them, is not on PATH';
  if (code !== 0) return "not in Go's module cache yet";
  return { state: 'found', path: cwd, version: `${modules.length} modules`, origin: 'cache' };
}
