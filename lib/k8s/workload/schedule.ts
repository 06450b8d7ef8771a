import type { WorkloadFault } from './errors';
import { timeZoneAliases } from './time-zones';

/** One of the five fields: its bounds, and the names that stand for numbers, from the lower bound on. */
interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words: readonly string[];
}

const fields: readonly Field[] = [
  { name: 'minute', min: 0, max: 59, words: [] },
  { name: 'hour', min: 0, max: 23, words: [] },
  { name: 'day of the month', min: 1, max: 31, words: [] },
  {
    name: 'month',
    min: 1,
    max: 12,
    words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of the week', min: 0, max: 6, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

const longestMonth: readonly number[] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * What is wrong with the schedule of a CronJob (Kubernetes, "CronJob: schedule syntax"; parser robfig/cron v3): five fields of
 * lists, ranges and steps. Neither `@daily` nor `TZ=` is taken: the one says less, the other is refused by the API server. Pure.
 */
export function scheduleFaults(schedule: string): WorkloadFault[] {
  const fault = (found: string): WorkloadFault[] => [
    {
      error: 'schedule',
      at: 'schedule',
      found: `"${schedule}": ${found}`,
      fix: 'give minute, hour, day of the month, month and day of the week, for example 30 2 * * *',
    },
  ];
  const texts = schedule.split(' ');
  if (texts.length !== fields.length) return fault(`${texts.length} fields, not five`);
  const values = fields.map((field, index) => valuesOf(texts[index] ?? '', field));
  const bad = fields.find((_, index) => values[index] === undefined);
  if (bad)
    return fault(
      `the ${bad.name} is not from ${bad.min} to ${bad.max}, or its step is none or larger than that`,
    );
  const [, , days = [], months = []] = values;
  // With a day of the week too, either of the two days counts.
  if (!/^[*?]/.test(texts[4] ?? '')) return [];
  const comes = (months ?? []).some((month) =>
    (days ?? []).some((day) => day <= (longestMonth[month - 1] ?? 0)),
  );
  return comes ? [] : fault('no month has such a day, so it never runs');
}

function valuesOf(text: string, field: Field): number[] | undefined {
  const parts = text.split(',').map((part) => partOf(part, field));
  const found = parts.flatMap((part) => part ?? []);
  return parts.some((part) => part === undefined) ? undefined : found;
}

function partOf(text: string, field: Field): number[] | undefined {
  const match = /^(?:([*?])|(\w+)(?:-(\w+))?)(?:\/(\d{1,2}))?$/.exec(text);
  if (!match) return undefined;
  const [, all, from = '', to, step = '1'] = match;
  const first = all ? field.min : numberOf(from, field);
  // A step after a single number goes on to the end of the field.
  const last = all || (to === undefined && match[4] !== undefined) ? field.max : numberOf(to ?? from, field);
  if (first === undefined || last === undefined || first > last) return undefined;
  // A larger step never comes a second time: */90 is once an hour, not every 90 minutes.
  if (Number(step) === 0 || Number(step) > field.max - field.min + 1) return undefined;
  const values: number[] = [];
  for (let value = first; value <= last; value += Number(step)) values.push(value);
  return values;
}

function numberOf(text: string, { min, max, words }: Field): number | undefined {
  const word = words.indexOf(text.toLowerCase());
  if (word >= 0) return word + min;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}

/** What is wrong with a time zone. Its name is spelled as in the database: Go and the file system tell capitals apart. Pure. */
export function timeZoneFaults(timeZone: string): WorkloadFault[] {
  const spelled = spellingOf(timeZone);
  if (spelled === timeZone) return [];
  return [
    {
      error: 'time-zone',
      at: 'timeZone',
      found: `"${timeZone}"`,
      fix:
        spelled === undefined
          ? 'give a name of the IANA database, for example Etc/UTC or Europe/Berlin'
          : `spell it ${spelled}`,
    },
  ];
}

/** A name of the IANA database as it is spelled there, or `undefined` when there is none. */
function spellingOf(timeZone: string): string | undefined {
  // The default, which most schedules have: asking costs loading the data of a locale.
  if (timeZone === 'Etc/UTC' || timeZone === 'UTC') return timeZone;
  // Offsets such as +01:00 are time zones for JavaScript and not for Go.
  if (!/^[A-Za-z][A-Za-z0-9/_+-]*$/.test(timeZone)) return undefined;
  const same = (other: string) => other.toLowerCase() === timeZone.toLowerCase();
  const alias = timeZoneAliases.find(same);
  if (alias !== undefined) return alias;
  const canonical = canonicalName(timeZone);
  if (canonical === undefined || same(canonical)) return canonical;
  // JavaScript's own short names, PST and others, stand alone. An alias of later years has its area before it.
  return timeZone.includes('/') ? timeZone : undefined;
}

function canonicalName(timeZone: string): string | undefined {
  try {
    const found = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
    return found.startsWith('SystemV/') ? undefined : found;
  } catch {
    return undefined;
  }
}
