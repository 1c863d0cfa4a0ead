// The skills card of a track that wants one: own feelings, own targets, and which skills were used. For one day.
import '../../ui/scale.css';
import './cards.css';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { deviceZone, localDay } from '../../lib/dates';
import { back } from '../../lib/location';
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Chips } from '../../ui/chips';
import { Scale } from '../../ui/scale';
import { ScreenHead } from '../../ui/screen-head';
import { CardFoot } from './card-bars';
import { cardOf, type Mark, refreshCards, saveCard } from './cards';
import { messages } from './messages';
import { oursOf } from './own-words';
import { offered } from './own-words-rules';
import { ownLists, refreshOwnWords } from './own-words-state';
import { without } from './weekly';

const groups = [
  ['emotion', 'emotions'],
  ['target', 'targets'],
] as const;

export default function Skills() {
  const w = messages.value.cards.skills;
  const [values, setValues] = useState<Record<string, number>>({});
  const [used, setUsed] = useState<string[]>([]);
  useEffect(() => {
    void refreshOwnWords();
    void refreshCards().then(() => {
      const card = cardOf('dbt_card', localDay(new Date(), deviceZone()));
      if (!card) return;
      setValues(Object.fromEntries(card.marks.map((m) => [`${m.group} ${m.name}`, m.value])));
      setUsed(card.words);
    });
  }, []);
  const marks: Mark[] = Object.entries(values).map(([key, value]) => {
    const [group = '', ...name] = key.split(' ');
    return { group: group as Mark['group'], name: name.join(' '), value };
  });
  const skills = oursOf('skills');
  return (
    <main class="screen">
      <ScreenHead title={w.title} sub={w.sub} onBack={() => back('/log')} />
      {groups.map(([group, list]) => (
        <section key={group}>
          <h2>{w[list]}</h2>
          <Card>
            <Rated list={list} group={group} values={values} onChange={setValues} />
          </Card>
        </section>
      ))}
      <section>
        <h2>{w.used}</h2>
        <Card>
          <Chips
            legend={w.used}
            hideLegend
            chips={offered(Object.keys(skills), ownLists.value.skills, used).map((id) => ({
              id,
              label: skills[id] ?? id,
            }))}
            chosen={used}
            onChange={setUsed}
          />
        </Card>
      </section>
      <CardFoot
        kind="dbt_card"
        empty={marks.length === 0 && used.length === 0}
        onSave={() => saveCard('dbt_card', marks, used)}
        onDeleted={() => {
          setValues({});
          setUsed([]);
        }}
      />
      <ButtonLink look="plain" href="/log/words">
        {messages.value.ownWords.link}
      </ButtonLink>
    </main>
  );
}

interface RatedProps {
  list: 'emotions' | 'targets';
  group: string;
  values: Record<string, number>;
  onChange: (values: Record<string, number>) => void;
}

function Rated({ list, group, values, onChange }: RatedProps) {
  const ours = oursOf(list);
  const names = offered(Object.keys(ours), ownLists.value[list]);
  if (names.length === 0) return <p class="sub">{messages.value.cards.skills.noTargets}</p>;
  return (
    <div class="core">
      {names.map((name) => (
        <Scale
          key={name}
          legend={ours[name] ?? name}
          value={values[`${group} ${name}`] ?? null}
          to={4}
          low={messages.value.cards.skills.low}
          high={messages.value.cards.skills.high}
          skip={common.value.skip}
          onChange={(value) => onChange(without(values, `${group} ${name}`, value))}
        />
      ))}
    </div>
  );
}
