import { commandLine } from '../../../lib/cli/commands';
import { emptyFolder } from '../../support/folder';
import { fake, listen } from './fixture';

const names = (args: readonly string[], more: object = {}) =>
  commandLine(args, {
    root: emptyFolder(),
    build: fake({}),
    console: listen(),
    exit: () => undefined,
    ...more,
  }).commands.map((one) => one.name());

const whole = { documents: {}, environments: () => ({ environments: [], problems: [] }) };

test('the command that is asked for is the only one that is loaded', () => {
  for (const one of ['synth', 'locks', 'check-plan', 'dr', 'docs'])
    expect(names([one], whole)).toEqual([one]);
});

test.each([[[]], [['--help']], [['help', 'synth']], [['synht']], [['constructor']]])(
  'all are for %j',
  (args) => {
    expect(names(args, whole)).toEqual(['synth', 'locks', 'check-plan', 'dr', 'docs']);
  },
);

test('a project has only the commands that it has something for', () => {
  expect(names(['dr'])).toEqual(['synth', 'locks', 'check-plan']);
});
