// A private journal: as many words as one wants, a question to begin with if wanted, and a search that happens on the phone.
// A page is an entry of the log that has only words: saved, sealed, corrected, deleted and copied like every other.
import '../../ui/field.css';
import './journal.css';
import { useEffect, useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { deviceZone, sayDay, sayTime } from '../../lib/dates';
import { go } from '../../lib/location';
import { useDraft } from '../../offline/use-draft';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { DraftNote } from '../../ui/draft-note';
import { Field } from '../../ui/field';
import { ScreenHead } from '../../ui/screen-head';
import { OfflineNote } from '../../ui/states';
import { useTask } from '../../ui/task';
import { DeleteSheet } from './delete-sheet';
import { longestNote, nothing } from './entry';
import { type Page, search, withQuestion } from './journal-rules';
import { forgetPage, journalFresh, pages, refreshJournal } from './journal-state';
import { messages } from './messages';
import { mayCorrectAt, newEntry, recordCheckin } from './record';
import { readLog, storageFails } from './state';

export function Journal() {
  const w = messages.value.journal;
  useEffect(() => {
    void readLog();
    void refreshJournal();
  }, []);
  return (
    <main class="screen journal">
      <ScreenHead title={w.title} sub={w.sub} onBack={() => go('/log', { replace: true })} />
      <div class="stack">
        {storageFails.value && <OfflineNote>{messages.value.notKept.mayLose}</OfflineNote>}
        <Write />
        <Pages />
      </div>
      <p class="sub small watched">{common.value.notWatched}</p>
    </main>
  );
}

interface Draft {
  text: string;
  /** Which of the questions stands above it; null: none. */
  question: string | null;
}

const empty: Draft = { text: '', question: null };

function Write() {
  const w = messages.value.journal;
  const draft = useDraft<Draft>('journal', empty);
  const { text, question } = draft.value;
  const task = useTask();
  const save = () =>
    task.run(async () => {
      const note = withQuestion(question, text.trim());
      const end = await recordCheckin(newEntry({ ...nothing, note }, 'today'));
      if (end === 'screen') throw new Error('neither the phone nor the server took it');
      await draft.startOver();
      announce(end === 'phone' ? common.value.savedOnPhone : messages.value.saved);
    });
  const room = longestNote - (question ? question.length + 2 : 0);
  return (
    <Card label={w.write}>
      <DraftNote returned={draft.returned} onStartOver={() => void draft.startOver()} />
      {question && <p class="journal-question">{question}</p>}
      <Field
        label={w.write}
        value={text}
        lines={7}
        maxLength={room}
        onInput={(typed) => draft.change({ text: typed, question })}
      />
      {task.problem !== null && (
        <p class="field-problem" role="alert">
          {w.notSaved}
        </p>
      )}
      <div class="row">
        <Button busy={task.busy} disabled={!text.trim()} onClick={() => void save()}>
          {common.value.save}
        </Button>
        <Button
          look="quiet"
          onClick={() => draft.change({ text, question: nextQuestion(question) })}
        >
          {question ? w.otherQuestion : w.question}
        </Button>
      </div>
    </Card>
  );
}

/** One after the other; after the last one comes none, so that one gets rid of it, too. */
function nextQuestion(now: string | null): string | null {
  const { questions } = messages.value.journal;
  return questions[now === null ? 0 : questions.indexOf(now) + 1] ?? null;
}

function Pages() {
  const w = messages.value.journal;
  const [query, setQuery] = useState('');
  const [deleting, setDeleting] = useState<Page | null>(null);
  const all = pages.value;
  if (all.length === 0) return <p class="sub">{w.none}</p>;
  const found = search(all, query);
  return (
    <section>
      <h2>{w.pages}</h2>
      {!journalFresh.value && <OfflineNote />}
      <Field label={w.search} type="search" value={query} onInput={setQuery} />
      <p class="sub small" role="status">
        {query.trim() && w.found(found.length)}
      </p>
      <Card rows>
        <ul>
          {found.map((page) => (
            <li key={page.id}>
              <OnePage page={page} onDelete={() => setDeleting(page)} />
            </li>
          ))}
        </ul>
      </Card>
      {deleting && (
        <DeleteSheet
          entry={deleting}
          onClose={() => setDeleting(null)}
          onDeleted={() => void forgetPage(deleting.id)}
        />
      )}
    </section>
  );
}

function OnePage({ page, onDelete }: { page: Page; onDelete: () => void }) {
  const w = messages.value.entries;
  const time = sayTime(page.recorded_at, deviceZone(), language.value);
  return (
    <article class="journal-page">
      <p class="sub small">
        {sayDay(page.local_day, language.value)}, <time dateTime={page.recorded_at}>{time}</time>
      </p>
      <p class="journal-words">{page.note}</p>
      <p class="journal-does">
        {mayCorrectAt(page.recorded_at) && (
          <a href={`/log?change=${encodeURIComponent(page.id)}`}>{common.value.edit}</a>
        )}
        <button type="button" onClick={onDelete}>
          <span class="visually-hidden">{w.deleteOne(time)}</span>
          <span aria-hidden="true">{w.delete}</span>
        </button>
      </p>
    </article>
  );
}
