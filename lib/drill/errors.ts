import { defineErrors } from '../core/errors';

/** Why a drill does not begin, or does not go on. */
export const drillErrors = defineErrors('drill', {
  'no-recovery': {
    title: 'The environment has no recovery: there is no standby to move to.',
    example: 'npm run dr -- drill dev',
  },
  'nothing-stands-by': {
    title:
      'Nothing in the standby could answer customers before a restore, which a drill does not carry out.',
    example: "readiness: 'backupOnly'",
  },
  'not-at-home': {
    title: 'The data says that the environment is away from its primary, or on its way back.',
    example: "serve: 'standby'",
  },
  name: {
    title: "The name that was typed is not the environment's.",
    example: 'prdo, asked for prod',
  },
  unattended: {
    title: 'A drill of a protected environment is to run without a question asked.',
    example: 'npm run dr -- drill prod --yes',
  },
  state: {
    title: "The state file is not one of this environment's drills, or cannot be read.",
    example: '--state drill/staging-2026-11-21.json for prod',
  },
  'other-drill': {
    title: 'The drill that was interrupted was begun with another choice.',
    example: '--promote, to go on with a drill that began without it',
  },
  running: {
    title: 'Another process carries out a drill with the same state.',
    example: 'npm run dr -- drill prod, in two terminals',
  },
  'no-drill': {
    title: 'There is no unfinished drill to abort.',
    example: 'npm run dr -- drill prod --abort, after the report was written',
  },
  promoted: {
    title: 'The drill has begun to promote the database: no switch leads back from there.',
    example: 'npm run dr -- drill prod --abort, after the step promote',
  },
});
