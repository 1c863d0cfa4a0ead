// What the program points to, by topic and language, and the check-ups.
import '../../styles/after.css';
import { useEffect, useState } from 'preact/hooks';
import { language } from '../../i18n';
import { deviceZone, localDay, sayDay } from '../../lib/dates';
import { callAddress } from '../../lib/dial';
import { back } from '../../lib/location';
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Chips } from '../../ui/chips';
import { Choices } from '../../ui/choices';
import { phone as phoneShape } from '../../ui/icons';
import { LinkedText } from '../../ui/linked-text';
import { openAway } from '../../ui/more-icons';
import { ScreenHead } from '../../ui/screen-head';
import { OfflineNote, Skeleton } from '../../ui/states';
import type { Resource } from './api';
import { CheckupCard } from './checkup';
import { messages } from './messages';
import { checkups, fresh, refreshAfter, resources } from './state';

type Tongue = 'en' | 'es' | 'all';

/** "sober-living" as people read it. */
const sayTag = (tag: string) => {
  const known = messages.value.resources.tags[tag];
  if (known) return known;
  const text = tag.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

function OneResource({ one }: { one: Resource }) {
  const w = messages.value.resources;
  return (
    <li>
      <Card>
        <h2 lang={one.language}>{one.title}</h2>
        {one.about && (
          <p lang={one.language}>
            <LinkedText text={one.about} />
          </p>
        )}
        {one.place && (
          <p class="sub">
            <LinkedText text={one.place} />
          </p>
        )}
        {(one.phone || one.url) && (
          <div class="row group-does">
            {one.phone && (
              <ButtonLink look="quiet" icon={phoneShape} href={callAddress(one.phone)}>
                {w.call}
              </ButtonLink>
            )}
            {one.url && (
              <ButtonLink look="quiet" icon={openAway} href={one.url} away>
                {w.visit}
              </ButtonLink>
            )}
          </div>
        )}
      </Card>
    </li>
  );
}

function Resources({ all }: { all: readonly Resource[] }) {
  const w = messages.value.resources;
  const both = new Set(all.map((one) => one.language)).size > 1;
  const [tongue, setTongue] = useState<Tongue>(both ? language.value : 'all');
  const [tags, setTags] = useState<string[]>([]);
  const spoken = all.filter((one) => tongue === 'all' || one.language === tongue);
  const known = [...new Set(spoken.flatMap((one) => one.tags))].sort();
  const chosen = tags.filter((tag) => known.includes(tag));
  const shown = spoken.filter((one) => chosen.every((tag) => one.tags.includes(tag)));
  if (all.length === 0) return <p class="sub">{w.noneAtAll}</p>;
  return (
    <div class="stack">
      {both && (
        <Choices<Tongue>
          legend={w.languageLabel}
          value={tongue}
          onChange={setTongue}
          options={[
            { value: 'all', label: w.allLanguages },
            { value: 'en', label: w.languages.en, lang: 'en' },
            { value: 'es', label: w.languages.es, lang: 'es' },
          ]}
        />
      )}
      {known.length > 0 && (
        <Chips
          legend={w.topics}
          chips={known.map((tag) => ({ id: tag, label: sayTag(tag) }))}
          chosen={chosen}
          onChange={setTags}
        />
      )}
      <p class="visually-hidden" role="status">
        {shown.length}
      </p>
      {shown.length === 0 && <p class="sub">{w.none}</p>}
      <ul class="stack">
        {shown.map((one) => (
          <OneResource key={one.id} one={one} />
        ))}
      </ul>
    </div>
  );
}

function Answers() {
  const w = messages.value.checkup;
  const answers = checkups.value?.answers ?? [];
  if (answers.length === 0) return <p class="sub">{w.none}</p>;
  return (
    <Card rows>
      <ul>
        {answers.slice(0, 12).map((one) => (
          <li key={one.id} class="answer-row">
            <time dateTime={one.answered_at} class="sub small">
              {sayDay(localDay(one.answered_at, deviceZone()), language.value)}
            </time>
            <span>{w.words[one.answer]}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export default function After() {
  const w = messages.value;
  useEffect(() => {
    void refreshAfter();
  }, []);
  const since = checkups.value?.since;
  return (
    <main class="screen">
      <ScreenHead title={w.resources.heading} sub={w.resources.sub} onBack={() => back('/plan')} />
      {!fresh.value && <OfflineNote />}
      {resources.value ? (
        <Resources all={resources.value} />
      ) : (
        fresh.value && <Skeleton lines={3} />
      )}
      {since && (
        <>
          <CheckupCard now={new Date()} />
          <h2>{w.checkup.earlier}</h2>
          <Answers />
        </>
      )}
    </main>
  );
}
