// One meeting: when, where and how to get there, what changed, and whom to call. From the phone's copy if it is there.
import { useEffect, useState } from 'preact/hooks';
import { findSession, refreshSchedule, schedule } from '../actions/refreshSchedule';
import type { Program, Session } from '../api/schedule';
import { ButtonLink } from '../parts/Button';
import { Card } from '../parts/Card';
import { phone as phoneShape } from '../parts/icons';
import { sayKind } from '../parts/kinds';
import { ListRow } from '../parts/ListRow';
import { placeOf, sayBefore, saySpan, sayWhere, sayZone } from '../parts/meeting-words';
import { place as placeShape, video } from '../parts/more-icons';
import { ScreenHead } from '../parts/ScreenHead';
import { Empty, Skeleton, Trouble } from '../parts/States';
import { addDays, deviceZone, localDay, sayClock, sayDay, sayWeekday } from '../util/dates';
import { callAddress } from '../util/dial';
import { answered } from '../util/hours';
import { mapAddress, sameClock } from '../util/meetings';
import { useNow } from '../util/now';
import { back } from '../util/place';
import { language, words } from '../words';
import { SessionAway } from './session-away';
import '../styles/session.css';

interface ScreenProps {
  params: Record<string, string>;
  query?: URLSearchParams;
}

type Found = Session | 'looking' | 'gone' | 'unreached';

/** From the copy at once, else from the server. */
function useSession(id: string): { found: Found; again: () => void } {
  const kept = schedule.value?.sessions.find((one) => one.id === id);
  const [asked, set] = useState<Found>('looking');
  const [attempt, retry] = useState(0);
  useEffect(() => {
    let here = true;
    void refreshSchedule().then(async () => {
      if (schedule.peek()?.sessions.some((one) => one.id === id)) return;
      const answer: Found = await findSession(id).then(
        (one) => one ?? 'gone',
        () => 'unreached',
      );
      if (here) set(answer);
    });
    return () => {
      here = false;
    };
  }, [id, attempt]);
  const again = () => {
    set('looking');
    retry(attempt + 1);
  };
  return { found: kept ?? asked, again };
}

export default function SessionScreen({ params, query }: ScreenProps) {
  const { found, again } = useSession(params.id ?? '');
  const program = schedule.value?.program ?? null;
  const w = words.value.session;
  const title = typeof found === 'object' ? found.title : w.title;
  const over = typeof found === 'object' ? sayKind(found.kind) : undefined;
  return (
    <main class="screen">
      <ScreenHead
        title={title}
        over={over === title ? undefined : over}
        onBack={() => back('/schedule')}
      />
      {found === 'looking' && <Skeleton tall lines={2} />}
      {found === 'unreached' && (
        <Trouble detail={words.value.common.trouble.unreachable} onRetry={again} />
      )}
      {found === 'gone' && (
        <Empty title={w.gone}>
          <p class="sub">{w.goneAbout}</p>
          <a href="/schedule">{w.toSchedule}</a>
        </Empty>
      )}
      {typeof found === 'object' && (
        <Details one={found} program={program} ask={query?.get('say') === 'away'} />
      )}
    </main>
  );
}

interface DetailsProps {
  one: Session;
  program: Program | null;
  ask: boolean;
}

function Details({ one, program, ask }: DetailsProps) {
  const now = useNow();
  const zone = program?.zone ?? deviceZone();
  return (
    <>
      <Changes one={one} zone={zone} />
      <When one={one} address={program?.address ?? null} />
      {!sameClock(zone, deviceZone(), now) && (
        <p class="sub small session-zone">{words.value.schedule.zone(sayZone(zone, now))}</p>
      )}
      <SessionAway one={one} now={now} ask={ask} />
      <About one={one} />
      {program && <Phones program={program} now={now} />}
    </>
  );
}

function Changes({ one, zone }: { one: Session; zone: string }) {
  const w = words.value.session;
  if (!one.changed && one.status !== 'cancelled') return null;
  const what =
    one.status === 'cancelled'
      ? w.calledOff
      : one.previous_starts_at
        ? w.moved(sayBefore(one, zone))
        : w.other;
  return (
    <section class="session-change">
      <h2>{w.changes}</h2>
      <p>{what}</p>
    </section>
  );
}

function When({ one, address }: { one: Session; address: string | null }) {
  const w = words.value;
  const off = one.status === 'cancelled';
  const place = placeOf(one);
  const way = place ? mapAddress(address, place) : null;
  return (
    <Card tone={off ? 'plain' : 'next'}>
      <p class="sub">{sayDay(one.local_date, language.value)}</p>
      <p class={off ? 'session-time off' : 'session-time'}>{saySpan(one)}</p>
      <p>{sayWhere(one)}</p>
      {place && address && <p class="sub small">{address}</p>}
      {!off && (one.join_url || way) && (
        <div class="row">
          {one.join_url && (
            <ButtonLink look="on-accent" icon={video} href={one.join_url} away>
              {place ? w.schedule.joinFromHome : w.schedule.join}
            </ButtonLink>
          )}
          {way && (
            <ButtonLink look="ghost" icon={placeShape} href={way} away>
              {w.session.directions}
            </ButtonLink>
          )}
        </div>
      )}
    </Card>
  );
}

function About({ one }: { one: Session }) {
  const w = words.value.session;
  const invited = (w.invited as Record<string, string>)[one.kind];
  const kind = [sayKind(one.kind), one.modality && w.approach(one.modality)]
    .filter(Boolean)
    .join(' · ');
  if (!invited && !one.optional && !one.modality) return null;
  return (
    <section>
      <h2>{w.whatKind}</h2>
      <p>{kind}</p>
      {invited && <p>{invited}</p>}
      {one.optional && <p class="sub">{w.optional}</p>}
    </section>
  );
}

function Phones({ program, now }: { program: Program; now: Date }) {
  return (
    <section>
      <h2>{words.value.session.call}</h2>
      <Card rows>
        {program.phones.map((line) => (
          <ListRow
            key={line.number}
            icon={phoneShape}
            title={line.label}
            detail={sayAnswered(line.hours, program.zone, now) ?? line.number}
            href={callAddress(line.number)}
          />
        ))}
      </Card>
    </section>
  );
}

function sayAnswered(
  hours: Program['phones'][number]['hours'],
  zone: string,
  now: Date,
): string | null {
  const w = words.value;
  const answer = answered(hours, zone, now);
  if (!answer) return null;
  const clock = (wall: string) => sayClock(wall, language.value);
  if (answer.open) return w.session.openUntil(clock(answer.until));
  if (answer.inDays === 0) return w.session.opensToday(clock(answer.opens));
  return w.session.opens(dayIn(answer.inDays, zone, now), clock(answer.opens));
}

function dayIn(days: number, zone: string, now: Date): string {
  return sayWeekday(addDays(localDay(now, zone), days), language.value, 'long');
}
