// What a locked screen may show, with the very sentence the server would send.
import { Card } from '../../ui/card';
import { Choices } from '../../ui/choices';
import { Field } from '../../ui/field';
import { LockPreview } from './lock-preview';
import { messages } from './messages';
import { changeWishes, type Level, wishes } from './state';

const levels: Level[] = ['private', 'silent', 'words'];

export function LockLevel() {
  const w = messages.value;
  const settings = wishes.value;
  if (!settings) return null;
  const { level, my_words, samples } = settings;
  const own = level === 'words' && my_words.trim();
  return (
    <section class="stack" aria-labelledby="wishes-lock">
      <h2 id="wishes-lock">{w.lock}</h2>
      <Card>
        <div class="stack stack-wide">
          <Choices
            legend={w.howMuch}
            options={levels.map((one) => ({ value: one, label: w.levels[one] }))}
            value={level}
            onChange={(value) => changeWishes({ level: value })}
          />
          {level === 'words' && (
            <Field
              label={w.myWords}
              hint={w.myWordsHint}
              maxLength={40}
              value={my_words}
              onInput={(value) => changeWishes({ my_words: value })}
            />
          )}
          <LockPreview
            label={w.preview}
            app={document.title.split(' · ').at(-1) ?? ''}
            when={w.previewNow}
            title={own || (level === 'silent' ? samples.silent : samples.private)}
          />
        </div>
      </Card>
    </section>
  );
}
