// Goals as the person writes them: kept on this phone first, reviewed with "keep, change or let go".
import { addDays } from '../../lib/dates';
import { newId } from '../../lib/ids';
import { revise } from '../../lib/revisions';
import { documentOf } from '../../offline/documents';
import { declareListDocument } from '../../offline/list-document';
import { fromState, perSession } from '../../offline/session';
import type { Goal, Goals } from './api';

export const goalsDocument = declareListDocument<Goals>('goals', ['goals', 'reviews'], {
  goals: [],
  reviews: [],
});
const document = perSession((of) => documentOf(of, goalsDocument));

/** Null until it was read. */
export const goals = fromState(document, ({ view }) => view);
/** Draws what this phone has and asks nobody. */
export const openGoals = () => document().open();
type GoalWords = Pick<Goal, 'what' | 'measure' | 'target' | 'by' | 'review_on'>;
type Decision = 'keep' | 'change' | 'let_go' | 'reached';

const nextLook = 14;

export async function refreshGoals(): Promise<void> {
  await document().open();
  await document().sync();
}

export function addGoal(text: GoalWords): Promise<void> {
  const goal: Goal = { id: newId(), rev: 1, gone: false, ...text, state: 'open', ended_on: null };
  return document().change((now) => ({ ...now, goals: [...now.goals, goal] }));
}

const noted = (now: Goals, goal: string, on: string, decision: Decision): Goals => ({
  ...now,
  reviews: [...now.reviews, { id: newId(), rev: 1, gone: false, goal, on, decision }],
});

/** `reviewedOn`: the change is the answer to a review. */
export function changeGoal(id: string, text: GoalWords, reviewedOn?: string): Promise<void> {
  return document().change((now) => {
    const next = { ...now, goals: revise<Goal>(now.goals, id, text) };
    return reviewedOn ? noted(next, id, reviewedOn, 'change') : next;
  });
}

export function decide(id: string, decision: Exclude<Decision, 'change'>, today: string) {
  const change: Partial<Goal> =
    decision === 'keep'
      ? { review_on: addDays(today, nextLook) }
      : { state: decision, ended_on: today };
  return document().change((now) =>
    noted({ ...now, goals: revise<Goal>(now.goals, id, change) }, id, today, decision),
  );
}

export const reopen = (id: string): Promise<void> =>
  document().change((now) => ({
    ...now,
    goals: revise<Goal>(now.goals, id, { state: 'open', ended_on: null }),
  }));

/** Takes it out with its words; what stays is an empty place. */
export const removeGoal = (id: string): Promise<void> =>
  document().change((now) => ({
    ...now,
    goals: revise<Goal>(now.goals, id, { gone: true, what: '', measure: '', target: '' }),
  }));
