// What other features use of this one.
export { CallRow } from './call-row';
export { CrisisLines, Reach988 } from './crisis-lines';
export { HappenedLink } from './happened-link';
export { type HelpLines, helpLines, lastLines, noLines } from './help-lines';
export { People } from './people';
