import { progress } from '../../sandbox/progress';

function out(isTTY: boolean) {
  const written: string[] = [];
  return { written, stream: { isTTY, columns: 40, write: (text: string) => written.push(text) } as never };
}

describe('progress', () => {
  test('is plain lines where nobody watches, with the seconds that have gone', () => {
    const { written, stream } = out(false);
    let now = 1000;
    const shown = progress(stream, () => now);
    shown.step('dev', 'apply');
    now = 13_400;
    shown.say('dev', 'network: 37 resources');
    shown.done('dev', 'apply', false, 'not applied: cluster');
    shown.end();
    shown.done('dev', 'drift', false, 'cut off');
    expect(written).toEqual([
      '   0s dev        apply\n',
      '  12s dev          network: 37 resources\n',
      '  12s dev        apply FAILED: not applied: cluster\n',
    ]);
  });

  test('is a tree on a terminal, no wider than it, and stops drawing at the end', () => {
    const { written, stream } = out(true);
    const shown = progress(stream, () => 0);
    shown.step('dev', 'apply');
    shown.done('dev', 'apply', true, 'x'.repeat(80));
    shown.step('dev', 'drift');
    shown.end();
    shown.end();
    expect(written).toHaveLength(1);
    const lines = (written.at(-1) ?? '').split('\n');
    expect(lines[0]).toContain('dev');
    expect(lines[1]).toContain('✔ apply');
    expect(lines[2]).toContain('… drift');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the terminal's own
    for (const line of lines) expect(line.replace(/\x1b\[\w+/g, '').length).toBeLessThan(40);
  });
});
