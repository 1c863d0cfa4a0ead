// The form of the log: what is chosen is kept as a draft, saved on the phone first, and never lost on the way.
import { useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { deviceZone, sayMoment } from '../../lib/dates';
import { go } from '../../lib/location';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Chips } from '../../ui/chips';
import { DraftNote } from '../../ui/draft-note';
import { ScreenHead } from '../../ui/screen-head';
import { addWord, messages as logbookMessages, offered, ownLists } from '../logbook';
import { AfterHard } from './after-hard';
import { CoreAnswers } from './core-answers';
import { correctCheckin } from './correct';
import { type Draft, saveDraft } from './draft';
import { nothing } from './entry';
import { messages } from './messages';
import { MoreAnswers, type WordList } from './more-answers';
import {
  type CheckinAnswers,
  type Entry,
  isBlank,
  isHard,
  newEntry,
  nextVersion,
  recordCheckin,
  yesterdayIsOpen,
} from './record';
import { Saved } from './saved';
import { storageFails } from './state';
import { usedBefore } from './used-before';
export const blank = (): Draft => ({ said: nothing, about: 'today' });

const cardPlaces = { weekly_checkup: '/log/weekly', dbt_card: '/log/skills' };

export interface Start {
  key: string;
  draft: Draft;
  /** The entry that is being corrected. */
  changing: Entry | null;
  returned: boolean;
  craving: boolean;
  /** The optional cards of the track. */
  cards: (keyof typeof cardPlaces)[];
  missing: boolean;
}

/** What each list of words offers now: ours, one's own, and what was used in the last days. */
function offers() {
  const { habitNames, triggerNames, helpedNames } = logbookMessages.value.offered;
  const of = (name: WordList, ours: Record<string, string>) =>
    offered(Object.keys(ours), ownLists.value[name], usedBefore(name));
  return {
    habits: of('habits', habitNames),
    triggers: of('triggers', triggerNames),
    helped: of('helped', helpedNames),
  };
}

export function LogForm({ start, onAnother }: { start: Start; onAnother: () => void }) {
  const w = messages.value;
  const [draft, setDraft] = useState(start.draft);
  const [returned, setReturned] = useState(start.returned);
  const [more, setMore] = useState(start.returned || start.changing !== null);
  const [entry, setEntry] = useState<Entry | null>(start.changing);
  const [saving, setSaving] = useState(false);
  const [savedWhere, setSavedWhere] = useState<'phone' | 'server' | 'screen' | null>(null);

  const change = (next: Draft) => {
    setDraft(next);
    setSavedWhere(null);
    if (!start.changing) void saveDraft(next);
  };
  const say = (said: Partial<CheckinAnswers>) =>
    change({ ...draft, said: { ...draft.said, ...said } });
  const startOver = async () => {
    change(blank());
    await saveDraft(null);
    setReturned(false);
  };

  const save = async () => {
    if (isBlank(draft.said)) return announce(w.nothingYet);
    // A second try sends the very same entry, so that an answer lost on the way makes no second one.
    const next = entry ? nextVersion(entry, draft.said) : newEntry(draft.said, draft.about);
    setSaving(true);
    setEntry(next);
    if (isHard(draft.said)) window.scrollTo(0, 0);
    const result = await (start.changing ? correctCheckin(next) : recordCheckin(next));
    // Before it looks done: whoever leaves at once does not find it again as a draft.
    if (!start.changing && (result === 'phone' || result === 'server')) await saveDraft(null);
    setSaving(false);
    if (result === 'closed') return announce(w.tooLate);
    setSavedWhere(result);
  };

  if (entry && (savedWhere === 'phone' || savedWhere === 'server'))
    return (
      <Saved
        entry={entry}
        craving={start.craving}
        hard={isHard(draft.said)}
        onServerOnly={savedWhere === 'server'}
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
      {isHard(draft.said) && (saving || savedWhere === 'screen') && (
        <AfterHard answers={draft.said} titled />
      )}
      <DraftNote returned={returned} onStartOver={startOver} />
      {storageFails.value && <p class="offline-note">{w.notKept.mayLose}</p>}
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!saving) void save();
        }}
      >
        <CoreAnswers answers={draft.said} craving={start.craving} change={say} />
        <div class="log-extras">
          {!start.changing && yesterdayIsOpen() && (
            <WhichDay about={draft.about} onChange={(about) => change({ ...draft, about })} />
          )}
          {!more && (
            <Button look="plain" onClick={() => setMore(true)}>
              {w.more}
            </Button>
          )}
        </div>
        {more && (
          <MoreAnswers
            value={draft.said}
            offer={offers()}
            onChange={say}
            onNew={(list, word) => void addWord(list, word).catch(() => undefined)}
          />
        )}
        <div class="log-save">
          {savedWhere === 'screen' && (
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
      <p class="sub small watched">{common.value.notWatched}</p>
      <a class="quiet-link" href="/log?write">
        {w.journal.open}
      </a>
      {start.cards.map((card) => (
        <a key={card} class="quiet-link" href={cardPlaces[card]}>
          {card === 'weekly_checkup'
            ? logbookMessages.value.cards.weekly.open
            : logbookMessages.value.cards.skills.open}
        </a>
      ))}
      <a class="quiet-link" href="/history">
        {w.history}
      </a>
    </main>
  );
}

const written = (entry: Entry) =>
  messages.value.changeOver(sayMoment(entry.recorded_at, deviceZone(), language.value));

function WhichDay({
  about,
  onChange,
}: {
  about: Draft['about'];
  onChange: (about: Draft['about']) => void;
}) {
  const w = messages.value;
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
