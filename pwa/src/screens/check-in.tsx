// The ten-second log: three questions, a Save that is always in reach, and more for whoever wants it.
import '../styles/scale.css';
import '../styles/chips.css';
import '../styles/field.css';
import '../styles/check-in.css';
import { useEffect, useState } from 'preact/hooks';
import { correctable, correctCheckin } from '../actions/correctCheckin';
import { type Draft, keepDraft, readDraft } from '../actions/draft';
import { hidesCraving } from '../actions/hidesCraving';
import {
  type Entry,
  isHard,
  newEntry,
  nextVersion,
  recordCheckin,
  type Said,
  saidNothing,
  yesterdayIsOpen,
} from '../actions/recordCheckin';
import { log, readLog, storageFails } from '../actions/refreshCheckins';
import { Button } from '../parts/Button';
import { Card } from '../parts/Card';
import { Chips } from '../parts/Chips';
import { Faces } from '../parts/Faces';
import { MoreAnswers } from '../parts/MoreAnswers';
import { Scale } from '../parts/Scale';
import { ScreenHead } from '../parts/ScreenHead';
import { Empty, Skeleton } from '../parts/States';
import type { ScreenProps } from '../router';
import { announce } from '../util/announce';
import { deviceZone, sayMoment } from '../util/dates';
import { go } from '../util/place';
import { language, words } from '../words';
import { Saved } from './saved';

const nothing: Said = {
  mood: null,
  craving: null,
  stress: null,
  confidence: null,
  sleep: null,
  habits: [],
  triggers: [],
  helped: [],
  note: null,
};

const blank = (): Draft => ({ said: nothing, about: 'today' });

function saidIn(entry: Entry): Said {
  const names = Object.keys(nothing) as (keyof Said)[];
  return Object.fromEntries(
    names.map((name) => [name, entry[name] ?? nothing[name]]),
  ) as unknown as Said;
}

interface Start {
  key: string;
  draft: Draft;
  /** The entry that is being corrected. */
  changing: Entry | null;
  returned: boolean;
  craving: boolean;
  missing: boolean;
}

async function begin(changeId: string | null, round: number): Promise<Start> {
  const [hidden, kept] = await Promise.all([hidesCraving(), readDraft(), readLog()]);
  const changing = changeId ? correctable(changeId) : null;
  const draft = changing ? { said: saidIn(changing), about: 'today' as const } : (kept ?? blank());
  const returned = !changing && kept !== null;
  const key = `${changeId} ${round}`;
  const missing = Boolean(changeId && !changing);
  return { key, draft, changing, returned, craving: !hidden, missing };
}

export default function CheckInScreen({ query }: ScreenProps) {
  const [start, setStart] = useState<Start | null>(null);
  const [round, setRound] = useState(0);
  const changeId = query.get('change');
  useEffect(() => {
    let current = true;
    void begin(changeId, round).then((found) => current && setStart(found));
    return () => {
      current = false;
    };
  }, [changeId, round]);
  const w = words.value.checkIn;
  if (!start)
    return (
      <main class="screen">
        <ScreenHead over={w.over} title={w.title} />
        <Skeleton tall lines={2} />
      </main>
    );
  if (start.missing)
    return (
      <main class="screen">
        <ScreenHead title={w.changeTitle} onBack={() => go('/history', { replace: true })} />
        <Empty title={w.tooLate}>
          <a href="/history">{w.history}</a>
        </Empty>
      </main>
    );
  const another = () => {
    go('/log', { replace: true });
    setRound(round + 1);
  };
  return <LogForm key={start.key} start={start} onAnother={another} />;
}

/** Words of one's own from the last days, offered again. */
const usedBefore = (name: 'triggers' | 'helped') => [
  ...new Set(log.value.flatMap((one) => one.entry[name])),
];

function LogForm({ start, onAnother }: { start: Start; onAnother: () => void }) {
  const w = words.value.checkIn;
  const [draft, setDraft] = useState(start.draft);
  const [returned, setReturned] = useState(start.returned);
  const [more, setMore] = useState(start.returned || start.changing !== null);
  const [entry, setEntry] = useState<Entry | null>(start.changing);
  const [saving, setSaving] = useState(false);
  const [kept, setKept] = useState<'phone' | 'server' | 'screen' | null>(null);

  const change = (next: Draft) => {
    setDraft(next);
    setKept(null);
    if (!start.changing) void keepDraft(next);
  };
  const say = (said: Partial<Said>) => change({ ...draft, said: { ...draft.said, ...said } });
  const startOver = () => {
    change(blank());
    setReturned(false);
    void keepDraft(null);
  };

  const save = async () => {
    if (saidNothing(draft.said)) return announce(w.nothingYet);
    // A second try sends the very same entry, so that an answer lost on the way makes no second one.
    const next = entry ? nextVersion(entry, draft.said) : newEntry(draft.said, draft.about);
    setSaving(true);
    setEntry(next);
    const result = await (start.changing ? correctCheckin(next) : recordCheckin(next));
    setSaving(false);
    if (result === 'closed') return announce(w.tooLate);
    setKept(result);
    if (result === 'screen') return;
    if (result === 'phone') announce(w.savedOnPhone);
    if (!start.changing) void keepDraft(null);
  };

  if (entry && (kept === 'phone' || kept === 'server'))
    return (
      <Saved
        entry={entry}
        hard={isHard(draft.said)}
        onServerOnly={kept === 'server'}
        onAnother={onAnother}
      />
    );

  return (
    <main class="screen check-in">
      <ScreenHead
        over={start.changing ? written(start.changing) : w.over}
        title={start.changing ? w.changeTitle : w.title}
        onBack={start.changing ? () => go('/history', { replace: true }) : undefined}
      />
      {returned && (
        <p class="draft-back">
          <span>{w.draftBack}</span>
          <Button look="plain" onClick={startOver}>
            {w.startOver}
          </Button>
        </p>
      )}
      {storageFails.value && <p class="offline-note">{w.notKept.mayLose}</p>}
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!saving) void save();
        }}
      >
        <Core said={draft.said} craving={start.craving} say={say} />
        {!start.changing && yesterdayIsOpen() && (
          <WhichDay about={draft.about} onChange={(about) => change({ ...draft, about })} />
        )}
        {more ? (
          <MoreAnswers
            value={draft.said}
            own={{ triggers: usedBefore('triggers'), helped: usedBefore('helped') }}
            onChange={say}
          />
        ) : (
          <Button look="plain" wide onClick={() => setMore(true)}>
            {w.more}
          </Button>
        )}
        <div class="log-save">
          {kept === 'screen' && (
            <div class="not-kept" role="alert">
              <strong>{w.notKept.title}</strong>
              <p>{w.notKept.detail}</p>
            </div>
          )}
          <Button type="submit" wide tall busy={saving}>
            {w.save}
          </Button>
        </div>
      </form>
      <p class="sub small watched">{words.value.common.notWatched}</p>
      <a class="quiet-link" href="/history">
        {w.history}
      </a>
    </main>
  );
}

const written = (entry: Entry) =>
  words.value.checkIn.changeOver(sayMoment(entry.recorded_at, deviceZone(), language.value));

function WhichDay({
  about,
  onChange,
}: {
  about: Draft['about'];
  onChange: (about: Draft['about']) => void;
}) {
  const w = words.value.checkIn;
  return (
    <Chips
      legend={w.about}
      hideLegend
      chips={[{ id: 'yesterday', label: w.yesterday }]}
      chosen={about === 'yesterday' ? ['yesterday'] : []}
      onChange={(ids) => onChange(ids.length > 0 ? 'yesterday' : 'today')}
    />
  );
}

interface CoreProps {
  said: Said;
  craving: boolean;
  say: (said: Partial<Said>) => void;
}

function Core({ said, craving, say }: CoreProps) {
  const { checkIn: w, common } = words.value;
  return (
    <>
      <Card>
        <Faces
          legend={w.mood}
          words={common.moods}
          value={said.mood}
          onChange={(mood) => say({ mood })}
        />
      </Card>
      {craving && (
        <Card>
          <Scale
            legend={w.urge}
            value={said.craving}
            low={w.urgeLow}
            high={w.urgeHigh}
            skip={common.skip}
            onChange={(value) => say({ craving: value })}
          />
        </Card>
      )}
      <Card>
        <Scale
          legend={w.stress}
          value={said.stress}
          low={w.stressLow}
          high={w.stressHigh}
          skip={common.skip}
          onChange={(stress) => say({ stress })}
        />
      </Card>
    </>
  );
}
