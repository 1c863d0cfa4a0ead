// My plan: the people to call first, then the six steps for hard moments, then the plan for the time afterwards.
// Everything is drawn from this phone and can be changed without a signal.
import '../../styles/plan.css';
import { useEffect, useState } from 'preact/hooks';
import type { ScreenProps } from '../../lib/paths';
import { unconfirmed } from '../../offline/sign-in';
import { Card } from '../../ui/card';
import { help } from '../../ui/icons';
import { ListRow } from '../../ui/list-row';
import { book } from '../../ui/more-icons';
import { SaveState } from '../../ui/save-state';
import { ScreenHead } from '../../ui/screen-head';
import { Skeleton } from '../../ui/states';
import { LinesSheet } from './lines-sheet';
import { messages } from './messages';
import { PlanLines } from './plan-lines';
import { OwnRows } from './plan-own';
import { PlanPeople } from './plan-people';
import { type Section, type Step, sections, steps } from './plan-sections';
import { saveSection, saveStep } from './save';
import { aftercarePlan, refreshPlan, safetyPlan } from './state';

type Open = { plan: 'safety'; part: Step } | { plan: 'after'; part: Section } | null;

/** The state that says most: what only this phone has comes before what the server has. */
function PlanState() {
  const w = messages.value;
  if (unconfirmed.value)
    return (
      <p class="plan-note" role="status">
        {w.unconfirmed} <a href="/confirm">{w.confirm}</a>
      </p>
    );
  const views = [safetyPlan.value, aftercarePlan.value].filter((view) => view !== null);
  if (views.some((view) => view.state === 'refused'))
    return (
      <p class="plan-note" role="alert">
        {w.refused}
      </p>
    );
  const order = ['onPhone', 'sending', 'saved'] as const;
  const state = order.find((one) => views.some((view) => view.state === one));
  const written = views.some((view) => view.content.version > 0 || view.state !== 'saved');
  if (!state || !written) return null;
  return <SaveState state={state} note={views.some((v) => v.merged) ? w.joined : undefined} />;
}

function jump(id: string) {
  const target = document.getElementById(id);
  target?.scrollIntoView({ block: 'start' });
  target?.focus({ preventScroll: true });
}

/** Steps four and five, and the plan for afterwards, one tap away. */
function Jumps() {
  const w = messages.value;
  const targets = [
    ['people_help', w.jump.people],
    ['professionals', w.jump.professionals],
    ['afterwards', w.jump.after],
  ] as const;
  return (
    <nav class="plan-jumps" aria-label={w.jumpLabel}>
      {targets.map(([id, name]) => (
        <button key={id} type="button" class="button quiet" onClick={() => jump(id)}>
          <span>{name}</span>
        </button>
      ))}
    </nav>
  );
}

function SafetySteps({ onOpen }: { onOpen: (part: Step) => void }) {
  const w = messages.value;
  const plan = safetyPlan.value?.content;
  if (!plan) return <Skeleton lines={4} />;
  return (
    <Card rows>
      <ol>
        {steps.map((step, index) => (
          <PlanLines
            key={step}
            id={step}
            over={w.step(index + 1)}
            title={w.steps[step].title}
            lines={plan.steps[step]}
            onEdit={() => onOpen(step)}
          >
            {step === 'people_help' && <PlanPeople people={plan.people} />}
            {step === 'professionals' && (
              <ListRow icon={help} title={w.moreNumbers} href="/help" leads />
            )}
          </PlanLines>
        ))}
      </ol>
    </Card>
  );
}

function AfterSections({ onOpen }: { onOpen: (part: Section) => void }) {
  const w = messages.value;
  const plan = aftercarePlan.value?.content;
  if (!plan) return <Skeleton lines={3} />;
  return (
    <Card rows>
      <ul>
        {sections.map((section) => (
          <PlanLines
            key={section}
            id={`after-${section}`}
            title={w.sections[section].title}
            lines={plan.sections[section]}
            onEdit={() => onOpen(section)}
          />
        ))}
        <li>
          <ListRow icon={book} title={w.afterLink} href="/after" leads />
        </li>
      </ul>
    </Card>
  );
}

function Writing({ open, onClose }: { open: NonNullable<Open>; onClose: () => void }) {
  const w = messages.value;
  const [seen] = useState(() =>
    open.plan === 'safety'
      ? (safetyPlan.value?.content.steps[open.part] ?? [])
      : (aftercarePlan.value?.content.sections[open.part] ?? []),
  );
  const about = open.plan === 'safety' ? w.steps[open.part] : w.sections[open.part];
  const save = (lines: string[]) =>
    open.plan === 'safety' ? saveStep(open.part, seen, lines) : saveSection(open.part, seen, lines);
  return (
    <LinesSheet
      {...about}
      name={`${open.plan}:${open.part}`}
      lines={seen}
      onClose={onClose}
      onSave={save}
    />
  );
}

export default function Plan({ query }: Partial<ScreenProps>) {
  const w = messages.value;
  const [open, setOpen] = useState<Open>(null);
  useEffect(() => {
    void refreshPlan();
  }, []);
  // "Something is ready for you" leads to the plan for afterwards: once both plans stand, so that it stays where it is.
  const ready = Boolean(safetyPlan.value && aftercarePlan.value);
  const after = query?.has('after');
  useEffect(() => {
    if (ready && after) jump('afterwards');
  }, [ready, after]);
  return (
    <main class="screen plan">
      <ScreenHead title={w.title} sub={w.sub} />
      <PlanState />
      <Jumps />
      <h2>{w.stepsHeading}</h2>
      <p class="sub small plan-sub">{w.stepsSub}</p>
      <SafetySteps onOpen={(part) => setOpen({ plan: 'safety', part })} />
      <h2>{messages.value.own}</h2>
      <OwnRows />
      <h2 id="afterwards" tabIndex={-1}>
        {w.afterHeading}
      </h2>
      <p class="sub small plan-sub">{w.afterSub}</p>
      <AfterSections onOpen={(part) => setOpen({ plan: 'after', part })} />
      {open && <Writing key={open.part} open={open} onClose={() => setOpen(null)} />}
    </main>
  );
}
