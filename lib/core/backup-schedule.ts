/** How often a schedule runs and at which minutes of the week, counted from midnight before Sunday in UTC, or why a text is none. */
export type ParsedSchedule =
  | { readonly gaps: ScheduleGaps; readonly starts: readonly number[]; readonly fault?: undefined }
  | { readonly gaps?: undefined; readonly starts?: undefined; readonly fault: string };

/** Time between two runs of a schedule. */
export interface ScheduleGaps {
  /** Fewest minutes from one run to the next. */
  readonly shortestMinutes: number;
  /** Most minutes from one run to the next: what is lost at worst since the last one. */
  readonly longestMinutes: number;
}

/** Fewest minutes between two runs that AWS Backup takes ("Backup plan options and configuration": every hour at most). */
export const leastBackupMinutes = 60;

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words?: readonly string[];
}

const minuteField: Field = { name: 'minutes', min: 0, max: 59 };
const hourField: Field = { name: 'hours', min: 0, max: 23 };
const dayField: Field = { name: 'day of month', min: 1, max: 31 };
const monthField: Field = {
  name: 'month',
  min: 1,
  max: 12,
  words: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
};
const weekdayField: Field = {
  name: 'day of week',
  min: 1,
  max: 7,
  words: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
};

/**
 * Reads a schedule of a backup plan: `cron(minutes hours day-of-month month day-of-week year)` in UTC, where one of the two days is `?`
 * (EventBridge User Guide, "Cron expressions"). AWS Backup takes no `rate(...)` (AWS Backup API Reference, BackupRule,
 * ScheduleExpression). Lists, ranges, steps, names and the last day of a month (`L`) are understood; `W`, `#` and years, which make a plan
 * that ends, are refused.
 * @param text - for example `cron(0 2 * * ? *)`
 */
export function parseBackupSchedule(text: string): ParsedSchedule {
  const known = parsed.get(text) ?? parse(text);
  parsed.set(text, known);
  return known;
}

/** An environment's schedules are asked for by checks, promises and the runbook, and the days of years are walked for each. */
const parsed = new Map<string, ParsedSchedule>();

function parse(text: string): ParsedSchedule {
  if (/^rate\(/.test(text)) return { fault: `"${text}": AWS Backup takes cron(...) only` };
  const fields = /^cron\((.*)\)$/.exec(text)?.[1]?.split(' ') ?? [];
  const [minute = '', hour = '', day = '', month = '', weekday = '', year] = fields;
  if (fields.length !== 6) return { fault: `"${text}" is not cron(...) of six fields` };
  if (year !== '*') return { fault: `"${text}" ends: its year is "${year}"` };
  if ((day === '?') === (weekday === '?'))
    return { fault: `"${text}" does not have ? for one of its two days` };
  const last = day === 'L';
  const read = {
    minutes: values(minute, minuteField),
    hours: values(hour, hourField),
    days: day === '?' || last ? [] : values(day, dayField),
    months: values(month, monthField),
    weekdays: weekday === '?' ? [] : values(weekday, weekdayField),
  };
  const bad = Object.values(read).find((one) => typeof one === 'string');
  if (typeof bad === 'string') return { fault: `"${text}": ${bad}` };
  return runsOf(read as Schedule, last) ?? { fault: `"${text}" never runs` };
}

interface Schedule {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  readonly months: readonly number[];
  readonly weekdays: readonly number[];
}

/** The values that a field stands for, sorted, or what is wrong with it. */
function values(text: string, field: Field): readonly number[] | string {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const [, whole, from, to, step] = /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/([1-9]\d?))?$/.exec(part) ?? [];
    const first = whole ? field.min : number(from, field);
    const last = whole ? field.max : to ? number(to, field) : step ? field.max : first;
    if (first === undefined || last === undefined || first > last)
      return `${field.name} "${text}", which takes ${field.min} to ${field.max}`;
    for (let value = first; value <= last; value += Number(step ?? 1)) found.add(value);
  }
  return [...found].sort((a, b) => a - b);
}

function number(text: string | undefined, { min, max, words = [] }: Field): number | undefined {
  const word = words.indexOf(text?.toUpperCase() ?? '');
  const value = word >= 0 ? word + 1 : /^\d{1,2}$/.test(text ?? '') ? Number(text) : -1;
  return value >= min && value <= max ? value : undefined;
}

const DAY = 24 * 60;
/** Enough for three leap days, so that even their gap shows. */
const YEARS = 9;

function runsOf(
  { minutes, hours, days, months, weekdays }: Schedule,
  last: boolean,
): ParsedSchedule | undefined {
  const times = hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute));
  const [firstTime, lastTime] = [times[0], times.at(-1)];
  if (firstTime === undefined || lastTime === undefined) return undefined;
  const runs: number[] = [];
  let date = dateOf(0);
  for (let day = 0; day < YEARS * 366; day += 1) {
    const tomorrow = dateOf(day + 1);
    const isLast = tomorrow.getUTCDate() === 1;
    const runsToday =
      months.includes(date.getUTCMonth() + 1) &&
      (last
        ? isLast
        : weekdays.length > 0
          ? weekdays.includes(date.getUTCDay() + 1)
          : days.includes(date.getUTCDate()));
    if (runsToday) runs.push(day);
    date = tomorrow;
  }
  if (runs.length < 2) return undefined;
  const between = runs.slice(1).map((day, index) => (day - (runs[index] ?? 0)) * DAY + firstTime - lastTime);
  const within = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const all = [...between, ...within];
  const ofWeek = [...new Set(runs.map((day) => dateOf(day).getUTCDay()))].sort((a, b) => a - b);
  return {
    gaps: {
      shortestMinutes: all.reduce((a, b) => Math.min(a, b)),
      longestMinutes: all.reduce((a, b) => Math.max(a, b)),
    },
    starts: ofWeek.flatMap((day) => times.map((time) => day * DAY + time)),
  };
}

function dateOf(day: number): Date {
  return new Date(Date.UTC(2024, 0, 1 + day));
}
