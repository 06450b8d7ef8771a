import { decodeCbor } from '../../../sandbox/iam/cbor';

describe('decodeCbor', () => {
  it('reads maps and lists of any length', () => {
    // {_ "AlarmNames": [_ "a", "bc"], "Period": 300, "Threshold": 1.5, "On": true}
    const bytes = Buffer.from(
      `bf${text('AlarmNames')}9f${text('a')}${text('bc')}ff${text('Period')}19012c${text('Threshold')}fb3ff8000000000000${text('On')}f5ff`,
      'hex',
    );
    expect(decodeCbor(bytes)).toEqual({ AlarmNames: ['a', 'bc'], Period: 300, Threshold: 1.5, On: true });
  });

  it('reads what has a length, and negative numbers', () => {
    expect(decodeCbor(Buffer.from(`a1${text('n')}8220c11863`, 'hex'))).toEqual({ n: [-1, 99] });
  });
});

function text(value: string): string {
  return (0x60 + value.length).toString(16) + Buffer.from(value).toString('hex');
}
