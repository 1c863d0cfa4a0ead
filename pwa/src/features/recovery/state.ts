// What a person does with their days: begin, tell that it happened, pause, go on, correct, hide, undo. Each is kept on
// this phone before anything else; nobody is told.
import { addDays, daysBetween } from '../../lib/dates';
import { newId } from '../../lib/ids';
import { mergeRevisions, present, revise } from '../../lib/revisions';
import { documentOf } from '../../offline/documents';
import { declareListDocument } from '../../offline/list-document';
import { fromState, perSession } from '../../offline/session';
import type { DayMark, Days, Focus, Moment, Switches } from './api';

export const daysDocument = declareListDocument<Days>(
  'days',
  // "foci" are the trackers: the name the server and phones in use know them by.
  ['foci', 'marks', 'moments', 'settings'],
  { foci: [], marks: [], moments: [], settings: [], program: [] },
);
const document = perSession((of) => documentOf(of, daysDocument));

/** Null until it was read. */
export const days = fromState(document, ({ view }) => view);
/** Draws what this phone has and asks nobody. */
export const openDays = () => document().open();
export const undoDays = 7;
const zeros = '00000000-0000-0000-0000-000000000000';

/** What becomes of a counter after "it happened". */
export type Way = 'new' | 'pause' | 'leave' | 'hide';

/** From this phone at once, then the server's. */
export async function refreshDays(): Promise<void> {
  await document().open();
  await document().sync();
}

function newMark(
  focus: string | null,
  kind: DayMark['kind'],
  day: string,
  told: string,
  happened: string | null = null,
): DayMark {
  const at = new Date().toISOString();
  return { id: newId(), rev: 1, gone: false, focus, kind, day, told, at, happened };
}

const adding = (content: Days, ...marks: DayMark[]): Days => ({
  ...content,
  marks: mergeRevisions(content.marks, marks),
});

export const marksOf = (content: Days, focus: string): DayMark[] =>
  present(content.marks).filter((mark) => mark.focus === focus);

export function beginCounting(name: string, day: string, told: string): Promise<void> {
  const focus: Focus = { id: newId(), rev: 1, gone: false, name, hidden: false };
  return document().change((now) => ({
    ...adding(now, newMark(focus.id, 'start', day, told)),
    foci: [...now.foci, focus],
  }));
}

export const goOn = (focus: string, day: string): Promise<void> =>
  document().change((now) => adding(now, newMark(focus, 'start', day, day)));

export const pauseCounting = (focus: string, day: string): Promise<void> =>
  document().change((now) => adding(now, newMark(focus, 'pause', day, day)));

export function changeFocus(id: string, change: Partial<Pick<Focus, 'name' | 'hidden'>>) {
  return document().change((now) => ({ ...now, foci: revise<Focus>(now.foci, id, change) }));
}

/** Takes a counter and all that was told about it out; what stays is an empty place. */
export function removeFocus(id: string): Promise<void> {
  return document().change((now) => ({
    ...now,
    foci: revise<Focus>(now.foci, id, { gone: true, name: '' }),
    marks: now.marks.map((mark) =>
      mark.focus === id && !mark.gone ? { ...mark, gone: true, rev: mark.rev + 1 } : mark,
    ),
  }));
}

/** "Fix a date I got wrong." */
export function fixDate(id: string, day: string): Promise<void> {
  return document().change((now) => ({
    ...now,
    marks: revise<DayMark>(now.marks, id, { day }),
  }));
}

/** Keeps that it happened, and what the person chose for each counter; resolves with the id to undo it by. */
export async function itHappened(
  day: string,
  told: string,
  choices: ReadonlyMap<string, { way: Way; from?: string }>,
): Promise<string> {
  const event = newMark(null, 'happened', day, told);
  await document().change((now) => {
    const marks = [event];
    let trackers = now.foci;
    for (const [focus, { way, from }] of choices) {
      if (way === 'new') {
        marks.push(newMark(focus, 'return', day, told, event.id));
        marks.push(newMark(focus, 'start', from ?? addDays(day, 1), told, event.id));
      }
      if (way === 'pause') marks.push(newMark(focus, 'pause', day, told, event.id));
      if (way === 'hide') {
        marks.push(newMark(focus, 'hide', day, told, event.id));
        trackers = revise<Focus>(trackers, focus, { hidden: true });
      }
    }
    return { ...adding(now, ...marks), foci: trackers };
  });
  return event.id;
}

/** What was told in the last seven days and can still be taken back, the latest first. */
export function undoable(content: Days, today: string): DayMark[] {
  return present(content.marks)
    .filter((mark) => mark.kind === 'happened' && daysBetween(mark.told, today) <= undoDays)
    .sort((a, b) => b.at.localeCompare(a.at));
}

/** Takes back that it happened, with everything that was told along with it. A counter hidden then is shown again. */
export function undoHappened(event: string): Promise<void> {
  return document().change((now) => {
    const told = now.marks.filter(
      (mark) => (mark.id === event || mark.happened === event) && !mark.gone,
    );
    const hid = new Set(told.filter((mark) => mark.kind === 'hide').map((mark) => mark.focus));
    return {
      ...now,
      foci: now.foci.map((one) =>
        hid.has(one.id) && one.hidden ? { ...one, hidden: false, rev: one.rev + 1 } : one,
      ),
      marks: now.marks.map((mark) =>
        told.includes(mark) ? { ...mark, gone: true, rev: mark.rev + 1 } : mark,
      ),
    };
  });
}

export function addMoment(kind: Moment['kind'], day: string): Promise<void> {
  const one: Moment = { id: newId(), rev: 1, gone: false, kind, day };
  return document().change((now) => ({ ...now, moments: [...now.moments, one] }));
}

export const removeMoment = (id: string): Promise<void> =>
  document().change((now) => ({ ...now, moments: revise(now.moments, id, { gone: true }) }));

export const switches = (content: Days | undefined): Pick<Switches, 'word' | 'on_today'> =>
  content?.settings[0] ?? { word: false, on_today: false };

export function setSwitch(name: 'word' | 'on_today', on: boolean): Promise<void> {
  return document().change((now) => {
    const held = now.settings[0];
    const before = held ?? { id: zeros, gone: false, word: false, on_today: false, rev: 0 };
    return { ...now, settings: [{ ...before, [name]: on, rev: before.rev + 1 }] };
  });
}
