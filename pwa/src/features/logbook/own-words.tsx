// The lists one chooses from in the log: add a word, give it another name, or have it offered no more.
import '../../ui/field.css';
import './own-words.css';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { back } from '../../lib/location';
import { useDraft } from '../../offline/use-draft';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { DraftNote } from '../../ui/draft-note';
import { Field } from '../../ui/field';
import { LinkedText } from '../../ui/linked-text';
import { ListRow } from '../../ui/list-row';
import { ScreenHead } from '../../ui/screen-head';
import { Sheet } from '../../ui/sheet';
import { type Modules, noModules, trackModules } from '../schedule';
import { messages } from './messages';
import { type ListName, longestWord, offered } from './own-words-rules';
import { addWord, hideWord, ownLists, refreshOwnWords, renameWord } from './own-words-state';

/** The words the app offers by itself, with what they are called on screen. */
export function oursOf(list: ListName): Record<string, string> {
  const all: Record<ListName, Record<string, string>> = {
    habits: messages.value.offered.habitNames,
    triggers: messages.value.offered.triggerNames,
    helped: messages.value.offered.helpedNames,
    emotions: messages.value.cards.skills.feelings,
    targets: {},
    skills: messages.value.cards.skills.names,
  };
  return all[list];
}

interface Open {
  list: ListName;
  /** The word as it is kept; empty for a new one. */
  word: string;
}

export default function OwnWordsScreen() {
  const w = messages.value.ownWords;
  const [open, setOpen] = useState<Open | null>(null);
  const [more, setMore] = useState<Modules>(noModules);
  useEffect(() => {
    void refreshOwnWords();
    void trackModules().then(setMore);
  }, []);
  const lists: ListName[] = ['habits', 'triggers', 'helped'];
  if (more.modules.includes('dbt_card')) lists.push('emotions', 'targets', 'skills');
  return (
    <main class="screen own-words">
      <ScreenHead title={w.title} sub={w.sub} onBack={() => back('/log')} />
      {lists.map((list) => (
        <OneList key={list} list={list} onOpen={(word) => setOpen({ list, word })} />
      ))}
      {open && (
        <OneWord key={`${open.list} ${open.word}`} {...open} onClose={() => setOpen(null)} />
      )}
    </main>
  );
}

function OneList({ list, onOpen }: { list: ListName; onOpen: (word: string) => void }) {
  const w = messages.value.ownWords;
  const ours = oursOf(list);
  const own = ownLists.value[list];
  const hidden = own.filter((one) => one.hidden).map((one) => one.name);
  return (
    <section>
      <h2>{w.lists[list]}</h2>
      <Card rows>
        <ul>
          {offered(Object.keys(ours), own).map((word) => (
            <WordRow key={word} word={word} label={ours[word] ?? word} onOpen={onOpen} />
          ))}
          {hidden.map((word) => (
            <WordRow
              key={word}
              word={word}
              label={ours[word] ?? word}
              note={w.hiddenOnes}
              onOpen={onOpen}
            />
          ))}
        </ul>
        <Button look="plain" wide onClick={() => onOpen('')}>
          <span aria-hidden="true">{w.add}</span>
          <span class="visually-hidden">{w.addTo(w.lists[list])}</span>
        </Button>
      </Card>
    </section>
  );
}

interface WordRowProps {
  word: string;
  label: string;
  note?: string;
  onOpen: (word: string) => void;
}

function WordRow({ word, label, note, onOpen }: WordRowProps) {
  const w = messages.value.ownWords;
  return (
    <li>
      <ListRow title={<LinkedText text={label} />} detail={note}>
        <Button look="plain" onClick={() => onOpen(word)}>
          <span class="visually-hidden">{w.changeOne(label)}</span>
          <span aria-hidden="true">{w.change}</span>
        </Button>
      </ListRow>
    </li>
  );
}

/** Making a word, or changing one. */
function OneWord({ list, word, onClose }: Open & { onClose: () => void }) {
  const w = messages.value.ownWords;
  const label = oursOf(list)[word] ?? word;
  const draft = useDraft(`own-word:${list}:${word}`, label);
  const { value: name, change: setName } = draft;
  const [problem, setProblem] = useState<string>();
  const hidden = ownLists.value[list].some((one) => one.name === word && one.hidden);
  const keep = (work: Promise<void>) =>
    work.then(draft.done).then(
      () => {
        announce(messages.value.cards.saved);
        onClose();
      },
      () => setProblem(w.notKept),
    );
  const save = () => {
    if (!name.trim()) return;
    if (!word) void keep(addWord(list, name));
    else if (name.trim() === label) onClose();
    else void keep(renameWord(list, word, name));
  };
  return (
    <Sheet
      open
      title={word ? w.changeOne(label) : w.addTo(w.lists[list])}
      closeLabel={common.value.close}
      onClose={onClose}
    >
      <DraftNote returned={draft.returned} onStartOver={draft.startOver} />
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          label={word ? w.rename : messages.value.ownWords.ownWord}
          hint={word ? w.stays : undefined}
          value={name}
          maxLength={longestWord}
          onInput={setName}
          problem={problem}
        />
        <Button wide type="submit">
          {common.value.save}
        </Button>
        {word && (
          <Button look="plain" wide onClick={() => keep(hideWord(list, word, !hidden))}>
            {hidden ? w.show : w.hide}
          </Button>
        )}
      </form>
    </Sheet>
  );
}
