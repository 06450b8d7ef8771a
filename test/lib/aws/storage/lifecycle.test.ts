import fc from 'fast-check';
import { lifecycleOf, lifecycleProblems, type StorageClass } from '../../../../lib/aws/storage/lifecycle';

const codes = (lifecycle: Parameters<typeof lifecycleProblems>[1]) =>
  lifecycleProblems('bucket.lifecycle', lifecycle).map((one) => [one.code, one.path]);

describe('lifecycle', () => {
  test('the defaults are well', () => {
    expect(lifecycleOf()).toEqual({
      noncurrentDays: 90,
      expireDays: undefined,
      transitions: [],
      abortIncompleteUploadsDays: 7,
    });
    expect(codes({})).toEqual([]);
  });

  test('a realistic one is well, in whatever order', () => {
    const transitions = [
      { afterDays: 180, storageClass: 'DEEP_ARCHIVE' },
      { afterDays: 30, storageClass: 'STANDARD_IA' },
      { afterDays: 90, storageClass: 'GLACIER_IR' },
    ] as const;
    expect(codes({ transitions, expireDays: 400 })).toEqual([]);
    expect(lifecycleOf({ transitions }).transitions.map((one) => one.afterDays)).toEqual([30, 90, 180]);
  });

  test.each([
    [{ noncurrentDays: 0 }, 'noncurrentDays'],
    [{ noncurrentDays: 1.5 }, 'noncurrentDays'],
    [{ expireDays: -1 }, 'expireDays'],
    [{ abortIncompleteUploadsDays: 0 }, 'abortIncompleteUploadsDays'],
    [{ transitions: [{ afterDays: 0, storageClass: 'GLACIER' as const }] }, 'transitions.GLACIER'],
  ])('days are whole and at least one: %j', (lifecycle, at) => {
    expect(codes(lifecycle)).toEqual([['storage/lifecycle-days', `bucket.lifecycle.${at}`]]);
  });

  test('intelligent tiering may take an object on its first day', () => {
    expect(codes({ transitions: [{ afterDays: 0, storageClass: 'INTELLIGENT_TIERING' }] })).toEqual([]);
  });

  test.each(['STANDARD_IA', 'ONEZONE_IA'] as const)('nothing moves to %s before its thirtieth day', (one) => {
    expect(codes({ transitions: [{ afterDays: 29, storageClass: one }] })).toEqual([
      ['storage/transition-too-early', `bucket.lifecycle.transitions.${one}`],
    ]);
    expect(codes({ transitions: [{ afterDays: 30, storageClass: one }] })).toEqual([]);
  });

  test('from warm to cold only, each on a later day', () => {
    const pair = (a: StorageClass, first: number, b: StorageClass, second: number) =>
      codes({
        transitions: [
          { afterDays: first, storageClass: a },
          { afterDays: second, storageClass: b },
        ],
      });
    const wrong = (at: string) => [['storage/transition-order', `bucket.lifecycle.transitions.${at}`]];
    expect(pair('GLACIER', 30, 'STANDARD_IA', 60)).toEqual(wrong('STANDARD_IA'));
    expect(pair('GLACIER', 30, 'GLACIER', 60)).toEqual(wrong('GLACIER'));
    expect(pair('GLACIER_IR', 30, 'GLACIER', 30)).toEqual(wrong('GLACIER'));
    expect(pair('STANDARD_IA', 30, 'GLACIER', 59)).toEqual(wrong('GLACIER'));
    expect(pair('STANDARD_IA', 30, 'GLACIER', 60)).toEqual([]);
  });

  test('nothing expires before it would move', () => {
    const transitions = [{ afterDays: 90, storageClass: 'GLACIER' }] as const;
    expect(codes({ transitions, expireDays: 90 })).toEqual([
      ['storage/expires-before-transition', 'bucket.lifecycle.expireDays'],
    ]);
    expect(codes({ transitions, expireDays: 91 })).toEqual([]);
  });

  test('the order of the input never matters', () => {
    const transition = fc.record({
      afterDays: fc.integer({ min: 1, max: 400 }),
      storageClass: fc.constantFrom<StorageClass>('STANDARD_IA', 'GLACIER_IR', 'GLACIER', 'DEEP_ARCHIVE'),
    });
    const distinct = fc.uniqueArray(transition, { selector: (one) => one.afterDays, maxLength: 4 });
    fc.assert(
      fc.property(distinct, (transitions) => {
        const reversed = [...transitions].reverse();
        expect(codes({ transitions: reversed })).toEqual(codes({ transitions }));
        expect(lifecycleOf({ transitions: reversed })).toEqual(lifecycleOf({ transitions }));
      }),
    );
  });
});
