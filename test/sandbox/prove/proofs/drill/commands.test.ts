import prod from '../../../../../environments/prod';
import { checkEnvironments } from '../../../../../lib/core/environment';
import { runbookPhases } from '../../../../../lib/review/recovery';
import { carryOutCommands, inGroups } from '../../../../../sandbox/prove/proofs/drill/commands';
import { edit } from '../../../../../sandbox/prove/proofs/drill/edits';
import { readKubectl } from '../../../../../sandbox/prove/proofs/drill/kubectl';

const env = { PATH: process.env['PATH'] ?? '' };
const nothing = {
  env,
  client: () => Promise.reject(new Error('no cluster')) as never,
  folder: (named: string) => named,
};
const answering = (answers: readonly string[]) => ({
  ...nothing,
  resolver: { answers: async () => answers },
  probe: {
    health: async (name: string, at?: string) => ({ good: at !== undefined, found: `${name} at ${at}` }),
  },
});

describe('commands of a runbook', () => {
  it('go to a shell together, but for what is played', () => {
    expect(
      inGroups(['a=1', 'echo $a', 'kubectl get deployments', 'date', 'curl x', 'dig y', 'date']),
    ).toEqual([['a=1', 'echo $a'], ['kubectl get deployments'], ['date'], ['curl x'], ['dig y'], ['date']]);
  });

  it('are carried out until one fails', async () => {
    const play = answering(['lb']);
    expect(
      await carryOutCommands(
        ['a=1', 'test $a = 1', 'curl -fsS https://x/health', 'dig +short x | sort'],
        play,
      ),
    ).toEqual([]);
    const [fault, ...more] = await carryOutCommands(
      ['echo no >&2; exit 3', 'curl -fsS https://x/health'],
      play,
    );
    expect(fault).toBe('$ echo no >&2; exit 3: 3 no');
    expect(more).toEqual([]);
    expect(await carryOutCommands(['false | true'], play)).toHaveLength(1);
    expect(await carryOutCommands(['dig +short x | sort'], answering([]))).toEqual([
      '$ dig +short x | sort: x leads nowhere',
    ]);
  });

  it('are not guessed at', async () => {
    await expect(carryOutCommands(['curl http://x'], answering([]))).rejects.toThrow('does not know');
    await expect(carryOutCommands(['dig x'], answering([]))).rejects.toThrow('does not know');
  });
});

describe('edits of a runbook', () => {
  it('are typed as they would be into the file', () => {
    const data = { recovery: { serve: 'primary' } };
    edit(data, 'recovery.serve', "'standby'");
    edit(data, 'recovery.databaseGeneration', '2');
    expect(data).toEqual({ recovery: { serve: 'standby', databaseGeneration: 2 } });
  });

  it('need something to edit, and a value that is one', () => {
    expect(() => edit({}, 'recovery.serve', "'standby'")).toThrow('no recovery');
    expect(() => edit({ recovery: {} }, 'recovery.restore', '{ a: 1 }')).toThrow('no text and no number');
  });

  it('can all be made of those that a drill asks for', () => {
    const { environments } = checkEnvironments([{ path: 'prod', expectedName: 'prod', data: prod }]);
    const steps = environments.flatMap((one) => runbookPhases(one)).flatMap((one) => one.steps);
    const data = structuredClone(prod);
    const edits = steps.flatMap((one) => Object.entries(one.edits));
    for (const [path, value] of edits) edit(data, path, value);
    expect(edits.length).toBeGreaterThan(4);
  });
});

describe('a command of kubectl', () => {
  it('is read with its options', () => {
    expect(
      readKubectl('kubectl --context c --namespace n scale deployment --all --replicas=0 --timeout=60s'),
    ).toEqual({
      words: ['scale', 'deployment'],
      options: { '--context': 'c', '--namespace': 'n', '--all': true, '--replicas': '0', '--timeout': '60s' },
    });
    expect(readKubectl('kubectl --context c apply --server-side -k dist/prod')).toEqual({
      words: ['apply'],
      options: { '--context': 'c', '--server-side': true, '-k': 'dist/prod' },
    });
    expect(() => readKubectl('aws s3 ls')).toThrow('no command of kubectl');
  });
});
