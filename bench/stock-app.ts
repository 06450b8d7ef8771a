import { buildTerraform } from '../stacks/program';

/** The very same stacks, written by cdktf itself: what a program made from its template does. */
buildTerraform({ outdir: process.env.CDKTF_OUTDIR ?? 'cdktf.out' }).app.synth();
