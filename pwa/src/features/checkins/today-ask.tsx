// On Today, once the day's sessions are over: how it is, in one tap that saves. The rest unfolds for whoever wants it; later
// one line says what was logged.
import '../../ui/scale.css';
import './check-in.css';
import './today-ask.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { deviceZone, localDay, sayTime } from '../../lib/dates';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Face } from '../../ui/faces';
import { useNow } from '../../ui/now';
import { Scale } from '../../ui/scale';
import { hidesCraving } from '../schedule';
import { AfterHard } from './after-hard';
import { correctCheckin } from './correct';
import { answersIn, type CheckinAnswers, type Entry, nothing } from './entry';
import { LogState } from './log-state';
import { messages } from './messages';
import { isHard, newEntry, nextVersion, recordCheckin } from './record';
import { log, logRead, readLog, refreshCheckins } from './state';

type SavedWhere = Awaited<ReturnType<typeof correctCheckin>>;

export default function TodayAsk() {
  const now = useNow();
  const [craving, setCraving] = useState<boolean | null>(null);
  const { made, savedWhere, save } = useEntry();
  const [open, setOpen] = useState(true);
  useEffect(() => {
    void hidesCraving().then((hidden) => setCraving(!hidden));
    void readLog().then(refreshCheckins);
  }, []);
  if (!logRead.value || craving === null) return <div class="ask-space" />;
  const today = localDay(now, deviceZone());
  const logged = log.value.find(
    (one) => one.state !== 'refused' && one.entry.local_day === today,
  )?.entry;
  const entry = made ?? logged;
  if (!entry) return <Question onMood={(mood) => save({ mood })} />;
  const kept = savedWhere !== 'screen' && savedWhere !== 'closed';
  return (
    <div class="ask">
      <Card>
        <Logged entry={entry} fresh={made !== null} mayChange={kept && savedWhere !== 'server'} />
        {savedWhere === 'screen' && <NotKept onAgain={() => save({})} />}
        {made && open && kept && !isHard(made) && (
          <Rest entry={made} craving={craving} onSay={save} onDone={() => setOpen(false)} />
        )}
      </Card>
      {made && isHard(made) && <AfterHard answers={made} titled />}
    </div>
  );
}

/** The entry made here, each answer saved as it is given, one after the other. */
function useEntry() {
  const [made, setMade] = useState<Entry | null>(null);
  const [savedWhere, setSavedWhere] = useState<SavedWhere | null>(null);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const save = (said: Partial<CheckinAnswers>) => {
    const next = made
      ? nextVersion(made, { ...answersIn(made), ...said })
      : newEntry({ ...nothing, ...said }, 'today');
    const keep = made ? correctCheckin : recordCheckin;
    setMade(next);
    last.current = last.current.then(() => keep(next)).then(setSavedWhere);
  };
  return { made, savedWhere, save };
}

/** Buttons, not radios: the first tap saves, so nothing may be chosen on the way to another. */
function Question({ onMood }: { onMood: (mood: number) => void }) {
  const w = messages.value;
  return (
    <Card label={w.title}>
      <h2>{w.title}</h2>
      <fieldset class="scale faces">
        <legend class="visually-hidden">{w.mood}</legend>
        <div class="scale-steps">
          {common.value.moods.map((word, i) => (
            <button key={word} type="button" class="step" onClick={() => onMood(i + 1)}>
              <span>
                <Face mood={i + 1} />
                {word}
              </span>
            </button>
          ))}
        </div>
      </fieldset>
    </Card>
  );
}

interface LoggedProps {
  entry: Entry;
  /** Made a moment ago, on this screen: it takes the focus the tapped face had. */
  fresh: boolean;
  mayChange: boolean;
}

function Logged({ entry, fresh, mayChange }: LoggedProps) {
  const w = messages.value.today;
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (fresh) line.current?.focus({ preventScroll: true });
  }, [fresh]);
  const time = sayTime(entry.recorded_at, deviceZone(), language.value);
  const mood = entry.mood === null ? '' : (common.value.moods[entry.mood - 1] ?? '');
  const state = log.value.find((one) => one.entry.id === entry.id)?.state;
  return (
    <>
      <p class="ask-logged" ref={line} tabIndex={-1}>
        {entry.mood !== null && <Face mood={entry.mood} size={26} />}
        <span>{w.logged(time, mood)}</span>
        {mayChange && (
          <a class="log-change" href={`/log?change=${entry.id}`} aria-label={w.change(time)}>
            {common.value.edit}
          </a>
        )}
      </p>
      {state && (fresh || state !== 'saved') && (
        <p role="status">
          <LogState state={state} />
        </p>
      )}
    </>
  );
}

interface RestProps {
  entry: Entry;
  craving: boolean;
  onSay: (said: Partial<CheckinAnswers>) => void;
  onDone: () => void;
}

/** Urge and stress here; everything else on the screen of the log. */
function Rest({ entry, craving, onSay, onDone }: RestProps) {
  const w = messages.value;
  return (
    <div class="core ask-rest">
      {craving && (
        <div>
          <Scale
            legend={w.urge}
            value={entry.craving}
            low={w.urgeLow}
            high={w.urgeHigh}
            skip={common.value.skip}
            onChange={(value) => onSay({ craving: value })}
          />
        </div>
      )}
      <div>
        <Scale
          legend={w.stress}
          value={entry.stress}
          low={w.stressLow}
          high={w.stressHigh}
          skip={common.value.skip}
          onChange={(stress) => onSay({ stress })}
        />
      </div>
      <div class="row">
        <ButtonLink look="plain" href={`/log?change=${entry.id}`}>
          {w.more}
        </ButtonLink>
        <Button look="quiet" onClick={onDone}>
          {common.value.done}
        </Button>
      </div>
    </div>
  );
}

function NotKept({ onAgain }: { onAgain: () => void }) {
  const w = messages.value.notKept;
  return (
    <div class="not-kept" role="alert">
      <strong>{w.title}</strong>
      <p>{w.detail}</p>
      <Button look="quiet" onClick={onAgain}>
        {common.value.tryAgain}
      </Button>
    </div>
  );
}
