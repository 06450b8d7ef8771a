import { type Fault, fault } from './fault';

/** Key words that PostgreSQL reserves (PostgreSQL manual, appendix "SQL Key Words", column PostgreSQL). */
const keyWords = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
  concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from full
  grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
  localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning right
  select session_user similar some symmetric system_user table tablesample then to trailing true union unique user using
  variadic verbose when where window with`.split(/\s+/),
);

/** Users that RDS refuses or makes itself (RDS User Guide, "Understanding PostgreSQL roles and permissions"; `admin` by trial). */
const reservedUsers = new Set([
  'admin',
  'public',
  'none',
  'rdsadmin',
  'rdsrepladmin',
  'rdstopmgr',
  'rdsproxyadmin',
]);

/** Databases that PostgreSQL and RDS make themselves, and names that the API refuses ("It is a reserved word for this engine"). */
const reservedDatabases = new Set(['template0', 'template1', 'rdsadmin', 'db', 'database']);

/**
 * What is wrong with the name of the master user (`database/master-username`).
 * @param name - as the user gave it
 */
export function masterUsernameFaults(name: string): Fault[] {
  const at = 'masterUsername';
  const fix =
    'choose another, for example shop_owner: a letter, then letters, digits and underscores, 16 at most';
  const lower = name.toLowerCase();
  if (!/^[A-Za-z][A-Za-z0-9_]{0,15}$/.test(name)) {
    return [fault('master-username', at, `"${name}" (${name.length} characters)`, fix)];
  }
  if (reservedUsers.has(lower) || keyWords.has(lower) || /^(?:pg|rds)_/.test(lower)) {
    return [fault('master-username', at, `"${name}", which PostgreSQL or RDS reserves`, fix)];
  }
  return [];
}

/**
 * What is wrong with the name of the first database (`database/database-name`).
 * @param name - as the user gave it
 */
export function databaseNameFaults(name: string): Fault[] {
  const at = 'databaseName';
  const fix = 'choose another: a letter, then letters, digits and underscores, 63 at most';
  const lower = name.toLowerCase();
  if (!/^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(name)) {
    return [fault('database-name', at, `"${name}" (${name.length} characters)`, fix)];
  }
  if (reservedDatabases.has(lower) || keyWords.has(lower)) {
    return [fault('database-name', at, `"${name}", which PostgreSQL or RDS reserves`, fix)];
  }
  return [];
}
